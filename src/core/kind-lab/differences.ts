import type { Given, KindLabAnswers } from './answers.ts';

/** In what a lab that is there is another one than what was asked for; only what was asked counts. */
export function answerDifferences(made: KindLabAnswers, given: Given): readonly string[] {
  return Object.entries(given).flatMap(([path, wanted]) => {
    const has = path
      .split('.')
      .reduce<unknown>((held, key) => (held as Record<string, unknown> | undefined)?.[key], made);
    return has === wanted ? [] : [`its ${path} is ${has === undefined ? 'not set' : String(has)}, not ${wanted}`];
  });
}
