import type { KnownError } from '../contract/errors.ts';
import type { Operation } from '../contract/operation.ts';
import type { Param } from '../contract/params.ts';
import { type Format, formatsOf } from '../output/format.ts';
import { withFileNamed } from './file-named.ts';
import { findCommand } from './find-command.ts';
import { type Flag, type ReadFlags, readFlags } from './read-flags.ts';
import { refuseFlag } from './refuse-flag.ts';
import { refuseWord } from './refuse-word.ts';

/** What an argv says by pflag's rules, written so that commander cannot read it in another way. */
export interface NormalArgv {
  /** The command's words, each flag as `--name` or `--name=value`, `--`, then the arguments. */
  readonly argv: readonly string[];
  readonly path: readonly string[];
  readonly operation: Operation | undefined;
  readonly operands: readonly string[];
  /** The items given to each flag. */
  readonly given: ReadFlags['given'];
  /** Something to print instead of something to do. */
  readonly asks: 'help' | 'version' | 'options' | undefined;
  /** Known even where the rest is wrong, so that an error about it looks as asked for. */
  readonly format: Format;
  readonly noColor: boolean;
  readonly problem: KnownError | undefined;
}

export function normalizeArgv(argv: readonly string[], catalog: readonly Operation[]): NormalArgv {
  const command = findCommand(argv, catalog);
  const { path, operation, flags } = command;
  const read = withFileNamed(readFlags(command.rest, flags), flags);
  const { operands } = read;
  const last = (name: string): string | undefined => read.given.get(flagNamed(flags, name))?.at(-1);
  const isOn = (name: string): boolean => last(name) === 'true';
  const asks = isOn('help') ? 'help' : isOn('version') ? 'version' : command.word;
  const stranger = operation || command.word === 'options' ? undefined : operands[0];
  const isFlagFirst = read.problem && (stranger === undefined || read.problemAfter === 0);
  return {
    argv: asks === 'help' ? [...path, '--help'] : [...path, ...flagWords(read), ...afterDash(operands)],
    path,
    operation,
    operands,
    given: read.given,
    asks,
    format: formatsOf(operation).find((known) => known === last('output')) ?? 'table',
    noColor: isOn('no-color'),
    problem: isFlagFirst
      ? refuseFlag(read.problem, { path, flags, catalog })
      : stranger === undefined
        ? undefined
        : refuseWord(stranger, path, catalog),
  };
}

function flagNamed(flags: readonly Flag[], name: string): Flag {
  const flag = flags.find((known) => known.name === name);
  if (!flag) throw new Error(`There is no flag --${name} here.`);
  return flag;
}

const afterDash = (operands: readonly string[]): readonly string[] => (operands.length > 0 ? ['--', ...operands] : []);

/** Of a flag with one value the last one counts; a false one, or an empty text that need not be there, is not there. */
const flagWords = ({ given }: ReadFlags): readonly string[] =>
  [...given].flatMap(([{ name, param }, items]) => {
    switch (param.type) {
      case 'boolean':
        if (param.default) return [`--${name}=${items.at(-1)}`];
        return items.at(-1) === 'true' ? [`--${name}`] : [];
      case 'list':
      case 'map':
      case 'document':
        return items.map((item) => `--${name}=${item}`);
      default: {
        const last = lastOf(param, items);
        return last === undefined ? [] : [`--${name}=${last}`];
      }
    }
  });

/** The one value of a flag that has one. */
export function lastOf(param: Param, items: readonly string[]): string | undefined {
  const last = items.at(-1);
  return last === '' && isPlainText(param) ? undefined : last;
}

/** As in kubectl, so that scripts may say -n "$NAMESPACE". */
const isPlainText = (param: Param): boolean =>
  param.type === 'string' && param.optional === true && param.valueOptional === undefined && !('default' in param);
