import { KnownError } from '../../contract/errors.ts';
import type { Given } from '../../core/kind-lab/answers.ts';
import type { Clash } from '../../core/kind-lab/clashes.ts';
import { labApiVersion, labKind } from './read-lab-file.ts';

/** All clashes in one refusal, with a way out; where there is none, nothing happens. */
export function refuseClashes(clashes: readonly Clash[], given: Given): void {
  if (clashes.length === 0) return;
  const words = clashes.map((clash) => `  ${clash.words}`);
  throw new KnownError('conflict', ['The clusters would clash:', ...words].join('\n'), {
    hint: proposal(clashes, given),
    causes: clashes.map(({ path, words: message }) => ({ field: path, message })),
  });
}

/** A lab.yaml with what was answered and what is free, there to be pasted. */
function proposal(clashes: readonly Clash[], given: Given): string | undefined {
  const free = clashes.flatMap(({ path, free: value }) => (value === undefined ? [] : [[path, value] as const]));
  if (free.length === 0) return undefined;
  const all = Object.entries({ ...given, ...Object.fromEntries(free) });
  const say = (entries: readonly (readonly [string, string | number])[]): readonly string[] =>
    entries.map(([path, value]) => `${path.slice(path.indexOf('.') + 1)}: ${value}`);
  const groups = new Set(all.flatMap(([path]) => (path.includes('.') ? (path.split('.')[0] ?? []) : [])));
  const lines = [
    `apiVersion: ${labApiVersion}`,
    `kind: ${labKind}`,
    ...say(all.filter(([path]) => !path.includes('.'))),
    ...[...groups].map((name) => `${name}: { ${say(all.filter(([path]) => path.startsWith(`${name}.`))).join(', ')} }`),
  ];
  return ['This would be free; keep it as lab.yaml, and use it with --config lab.yaml:', ...lines].join('\n  ');
}
