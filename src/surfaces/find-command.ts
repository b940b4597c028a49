import type { Operation } from '../contract/operation.ts';
import { globalParams } from './global-flags.ts';
import { type Flag, findOperand, flagsOf } from './read-flags.ts';

/** Flags that the program itself answers, whatever the command. */
const programFlags: readonly Flag[] = [
  { name: 'help', param: { type: 'boolean', alias: 'h', about: 'Show this help.' } },
  { name: 'version', param: { type: 'boolean', about: 'Print the version of karmate.' } },
];

export interface FoundCommand {
  /** The words of the command or group that argv names; none: the program. */
  readonly path: readonly string[];
  readonly operation: Operation | undefined;
  /** Asked for by a word: `help apply`, `options`. */
  readonly word: 'help' | 'options' | undefined;
  /** argv without these words. */
  readonly rest: readonly string[];
  /** The flags that may stand here; the command's own come first. */
  readonly flags: readonly Flag[];
}

/** Which command argv names. Flags may stand before its words and between them, as with cobra (command.go, Find). */
export function findCommand(argv: readonly string[], catalog: readonly Operation[]): FoundCommand {
  const names = catalog.map(({ name }) => name);
  let found: FoundCommand = { path: [], operation: undefined, word: undefined, rest: argv, flags: flagsAt(undefined) };
  for (;;) {
    const { path, operation, word, rest, flags } = found;
    const index = findOperand(rest, flags);
    if (index === undefined) return found;
    const next = rest[index] ?? '';
    const longer = [...path, next];
    const name = longer.join(' ');
    const without = rest.filter((_, at) => at !== index);
    if (names.some((known) => known === name || known.startsWith(`${name} `))) {
      const chosen = catalog.find((known) => known.name === name);
      found = { path: longer, operation: chosen, word, rest: without, flags: flagsAt(chosen) };
    } else if (!operation && !word && next === 'help') {
      found = { ...found, word: 'help', rest: without };
    } else if (path.length === 0 && !word && next === 'options') {
      return { ...found, word: 'options', rest: without };
    } else {
      return found;
    }
  }
}

const flagsAt = (operation: Operation | undefined): readonly Flag[] => [
  ...(operation ? flagsOf(operation.params) : []),
  ...flagsOf(globalParams),
  ...programFlags,
];
