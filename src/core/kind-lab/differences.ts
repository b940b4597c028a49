import type { Given, KindLabAnswers } from './answers.ts';
import type { KindLabRecord } from './record.ts';

/** In what a lab that is there is another one than what was asked for; only what was asked counts. */
export function answerDifferences(made: KindLabAnswers, given: Given): readonly string[] {
  return Object.entries(given).flatMap(([path, wanted]) => {
    const has = path
      .split('.')
      .reduce<unknown>((held, key) => (held as Record<string, unknown> | undefined)?.[key], made);
    return has === wanted ? [] : [`its ${path} is ${has === undefined ? 'not set' : String(has)}, not ${wanted}`];
  });
}

/** The same of the chart: it counts from when Karmada is being installed by it. Not to name one is to ask for no other. */
export function chartDifference(
  { chart, release }: Pick<KindLabRecord, 'chart' | 'release'>,
  wanted: string | undefined,
): readonly string[] {
  if (release === undefined || wanted === undefined || wanted === chart) return [];
  return [`its chart is ${chart ?? "the project's own"}, not ${wanted}`];
}
