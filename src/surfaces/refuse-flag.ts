import { KnownError } from '../contract/errors.ts';
import type { Operation } from '../contract/operation.ts';
import { didYouMean, nearest } from '../core/nearest.ts';
import { type Flag, type FlagProblem, flagsOf } from './read-flags.ts';
import { seeHelp } from './see-help.ts';

interface Place {
  /** The words of the command. */
  readonly path: readonly string[];
  readonly flags: readonly Flag[];
  readonly catalog: readonly Operation[];
}

/** What is wrong with a flag, and what to write instead. */
export function refuseFlag(problem: FlagProblem, place: Place): KnownError {
  const see = seeHelp(place.path);
  switch (problem.kind) {
    case 'unknown flag': {
      const { flag, word } = problem;
      const within = flag.startsWith('--') || flag === word ? '' : ` in '${word}'`;
      return new KnownError('usage', `Unknown flag '${flag}'${within}.`, { hint: hintFor(problem, place) });
    }
    case 'bad syntax':
      return new KnownError('usage', `'${problem.word}' is not how a flag is written.`, { hint: see });
    case 'no value': {
      const { flag, written } = problem;
      const form = `${written} ${placeholder(flag)}`;
      return new KnownError('usage', `Flag '${written}' needs a value: ${form}.`, { hint: see });
    }
    case 'bad value': {
      const { flag, value, why } = problem;
      return new KnownError('usage', `--${flag.name} cannot be ${JSON.stringify(value)}: ${why}.`, { hint: see });
    }
  }
}

const placeholder = ({ param }: Flag): string => `<${param.value ?? param.type}>`;

function hintFor({ flag, word }: FlagProblem & { kind: 'unknown flag' }, { path, flags, catalog }: Place): string {
  const see = seeHelp(path);
  if (/^-\d$/.test(flag)) return `If "${word}" is no flag, put -- before it. ${see}`;
  const owners =
    path.length > 0 ? [] : catalog.filter(({ params }) => flagsOf(params).some((own) => isCalled(own, flag)));
  if (owners.length > 0) {
    const names = owners.slice(0, 3).map(({ name }) => `"karmate ${name}"`);
    return `It is a flag of ${names.join(', ')}, and comes after the command. ${see}`;
  }
  const long = flags.map(({ name }) => name);
  // -wait: one dash too few.
  const [typed = ''] = word.replace(/^-+/, '').split('=', 1);
  const isShort = !flag.startsWith('--');
  const like = isShort ? long.filter((name) => name === typed && typed.length > 1) : nearest(typed, long);
  return `${didYouMean(like.map((name) => `--${name}`))}${see}`;
}

const isCalled = ({ name, param }: Flag, flag: string): boolean => flag === `--${name}` || flag === `-${param.alias}`;
