import { Option } from 'commander';
import type { Operation } from '../contract/operation.ts';
import type { Param } from '../contract/params.ts';
import { formatsOf } from '../output/format.ts';
import { flagName } from './flag-name.ts';
import { globalParams, outputAbout } from './global-flags.ts';

/** A parameter as commander's option. What it gets is normalized: every item of a list is a use of its own. */
export function optionOf(name: string, param: Param): Option {
  const long = `${param.alias ? `-${param.alias}, ` : ''}--${flagName(name)}`;
  const value = param.value ?? param.type;
  const isSwitch = param.type === 'boolean' && !param.default;
  const option = new Option(isSwitch ? long : `${long} <${value}>`, aboutOf(param));
  // To commander --no-x is the opposite of an --x; to pflag it is a flag like any other.
  option.negate = false;
  if (param.type === 'string' && param.valueOptional !== undefined) option.flags = `${long}[=${value}]`;
  if (param.type === 'boolean' && param.default) {
    option.flags = `${long}[=${value}]`;
    option.argParser((text) => text === 'true');
  }
  if (param.type === 'string' && param.oneOf) option.choices(param.oneOf);
  if (param.type === 'list' || param.type === 'map') option.argParser(collect((text) => text));
  if (param.type === 'document') option.argParser(collect((from) => ({ from })));
  if (param.type !== 'boolean' && !param.optional && !('default' in param)) option.makeOptionMandatory();
  return option;
}

const collect =
  <T>(read: (text: string) => T) =>
  (text: string, before: readonly T[] | undefined): readonly T[] => [...(before ?? []), read(text)];

function aboutOf(param: Param): string {
  const given = 'default' in param ? param.default : undefined;
  const shown = Array.isArray(given) ? given.join(',') : given;
  return shown === undefined ? param.about : `${param.about} (default: ${String(shown)})`;
}

/** Flags that every command has; of one that has formats of its own, with those. */
export const globalOptions = (operation?: Pick<Operation, 'formats'>): readonly Option[] =>
  Object.entries(globalParams).map(([name, param]) =>
    optionOf(name, name === 'output' ? { ...param, about: outputAbout(formatsOf(operation)) } : param),
  );
