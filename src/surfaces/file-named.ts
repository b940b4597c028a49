import type { Flag, ReadFlags } from './read-flags.ts';

/** `-o fleet.json`, as other tools name their file: where the command writes one, and no format is called so, it is --out. */
export function withFileNamed(read: ReadFlags, flags: readonly Flag[]): ReadFlags {
  const [output, out] = ['output', 'out'].map((name) => flags.find((flag) => flag.name === name));
  if (!output || !out || read.given.has(out)) return read;
  const file = read.given.get(output)?.at(-1);
  if (file === undefined || !/[./\\]/.test(file)) return read;
  return { ...read, given: new Map([...[...read.given].filter(([flag]) => flag !== output), [out, [file]] as const]) };
}
