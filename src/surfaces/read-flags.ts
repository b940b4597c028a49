import type { Param, Params } from '../contract/params.ts';
import { flagName } from './flag-name.ts';
import { readFlagValue } from './flag-value.ts';

/** The words of a command line as pflag reads them, so as kubectl does (pflag v1.0.10, flag.go). */

export interface Flag {
  /** Without dashes. */
  readonly name: string;
  readonly param: Param;
}

export type FlagProblem =
  | { readonly kind: 'unknown flag'; readonly flag: string; readonly word: string }
  | { readonly kind: 'bad syntax'; readonly word: string }
  | { readonly kind: 'no value'; readonly flag: Flag; readonly written: string }
  | { readonly kind: 'bad value'; readonly flag: Flag; readonly value: string; readonly why: string };

export interface ReadFlags {
  /** The items given to each flag, in the order in which the flags came first. */
  readonly given: ReadonlyMap<Flag, readonly string[]>;
  readonly operands: readonly string[];
  /** The first thing wrong; what comes after it is read all the same. */
  readonly problem: FlagProblem | undefined;
  /** How many operands came before it. */
  readonly problemAfter: number;
}

/** The flags among the parameters of a command. */
export const flagsOf = (params: Params): readonly Flag[] =>
  Object.entries(params).flatMap(([name, param]) => (param.positional ? [] : [{ name: flagName(name), param }]));

export function readFlags(argv: readonly string[], flags: readonly Flag[]): ReadFlags {
  const given = new Map<Flag, string[]>();
  const operands: string[] = [];
  const problems: { readonly problem: FlagProblem; readonly after: number }[] = [];
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? '';
    if (word === '--') {
      operands.push(...argv.slice(index + 1));
      break;
    }
    if (!isFlag(word)) {
      operands.push(word);
      continue;
    }
    const read = readFlag(word, argv[index + 1], flags);
    if (read.tookNext) index++;
    const values = read.given.map(({ flag, value }) => ({ flag, value, read: readFlagValue(flag.param, value) }));
    for (const { flag, value, read: result } of values) {
      if ('items' in result) given.set(flag, [...(given.get(flag) ?? []), ...result.items]);
      else problems.push({ problem: { kind: 'bad value', flag, value, why: result.problem }, after: operands.length });
    }
    if (read.problem) problems.push({ problem: read.problem, after: operands.length });
  }
  return { given, operands, problem: problems[0]?.problem, problemAfter: problems[0]?.after ?? 0 };
}

/** Where the next word stands that is neither a flag nor a flag's value. Nothing after "--" is looked at. */
export function findOperand(argv: readonly string[], flags: readonly Flag[]): number | undefined {
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? '';
    if (word === '--') return undefined;
    if (word === '' || word === '-') continue; // an argument that comes early; cobra passes by them too
    if (!isFlag(word)) return index;
    const { tookNext, problem } = readFlag(word, argv[index + 1], flags);
    // A flag that only the command will know: cobra takes it for one with a value (command.go, stripFlags).
    const mayTakeNext = problem?.kind === 'unknown flag' && !word.includes('=') && /^(--|-.$)/.test(word);
    if (tookNext || mayTakeNext) index++;
  }
  return undefined;
}

const isFlag = (word: string): boolean => word.length > 1 && word.startsWith('-');

interface Uses {
  readonly given: readonly { readonly flag: Flag; readonly value: string }[];
  readonly tookNext: boolean;
  readonly problem?: FlagProblem;
}

const readFlag = (word: string, next: string | undefined, flags: readonly Flag[]): Uses =>
  word.startsWith('--') ? readLong(word, next, flags) : readShort(word, next, flags);

function readLong(word: string, next: string | undefined, flags: readonly Flag[]): Uses {
  const [name = ''] = word.slice(2).split('=', 1);
  if (name === '' || name.startsWith('-')) return { given: [], tookNext: false, problem: { kind: 'bad syntax', word } };
  // kubectl and karmadactl take "_" for "-".
  const flag = flags.find((known) => known.name === name.replaceAll('_', '-'));
  if (!flag) return { given: [], tookNext: false, problem: { kind: 'unknown flag', flag: `--${name}`, word } };
  if (word.includes('=')) return { given: [{ flag, value: word.slice(name.length + 3) }], tookNext: false };
  return withoutValue(flag, `--${name}`, next);
}

function readShort(word: string, next: string | undefined, flags: readonly Flag[]): Uses {
  const given: { flag: Flag; value: string }[] = [];
  for (let rest = word.slice(1); rest !== ''; rest = rest.slice(1)) {
    const [letter = ''] = rest;
    const flag = flags.find(({ param }) => param.alias === letter);
    if (!flag) return { given, tookNext: false, problem: { kind: 'unknown flag', flag: `-${letter}`, word } };
    if (rest.length > 2 && rest[1] === '=') {
      given.push({ flag, value: rest.slice(2) });
      return { given, tookNext: false };
    }
    const bare = bareValue(flag.param);
    if (bare === undefined && rest.length > 1) {
      given.push({ flag, value: rest.slice(1) });
      return { given, tookNext: false };
    }
    const uses = withoutValue(flag, `-${letter}`, next);
    given.push(...uses.given);
    if (uses.tookNext || uses.problem) return { ...uses, given };
  }
  return { given, tookNext: false };
}

/** pflag's NoOptDefVal: what a flag means that stands alone. Such a flag never takes the next word. */
export function bareValue(param: Param): string | undefined {
  if (param.type === 'boolean') return 'true';
  return param.type === 'string' ? param.valueOptional : undefined;
}

function withoutValue(flag: Flag, written: string, next: string | undefined): Uses {
  const bare = bareValue(flag.param);
  if (bare !== undefined) return { given: [{ flag, value: bare }], tookNext: false };
  if (next !== undefined) return { given: [{ flag, value: next }], tookNext: true };
  return { given: [], tookNext: false, problem: { kind: 'no value', flag, written } };
}
