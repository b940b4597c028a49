import type { Param, Params } from '../contract/params.ts';
import { readInput } from '../contract/read-input.ts';
import type { Invocation } from './cli.ts';
import { calledOnCommandLine } from './flag-name.ts';
import { globalParams } from './global-flags.ts';
import { lastOf, type NormalArgv } from './normalize-argv.ts';
import { readGlobals } from './read-globals.ts';

/**
 * What an argv says that has all it needs and nothing too much; undefined where it asks for help, or commander has to say
 * what is wrong. Both give the same invocation. Throws a `usage` KnownError at values that cannot be.
 */
export function readInvocation({ operation, operands, given, asks, problem }: NormalArgv): Invocation | undefined {
  if (!operation || asks || problem) return undefined;
  const { params } = operation;
  const flags = valuesOf(params, given);
  const positional = placed(params, operands);
  const globals = valuesOf(globalParams, given);
  if (!flags || !positional || !globals) return undefined;
  const input = { ...flags, ...positional };
  // The operation does this again, for whoever calls it; here a wrong value is told by the name of its flag.
  readInput(params, input, calledOnCommandLine(params));
  return { operation, input, globals: readGlobals(globals, operation) };
}

type Values = Readonly<Record<string, unknown>>;

/** The values of flags by their parameters; undefined where one is missing, or is none of those there are. */
function valuesOf(params: Params, given: NormalArgv['given']): Values | undefined {
  const values: Record<string, unknown> = {};
  const byParam = new Map([...given].map(([{ param }, items]) => [param, items]));
  for (const [name, param] of Object.entries(params)) {
    if (param.positional) continue;
    const items = byParam.get(param);
    const value = items && valueGiven(param, items);
    if (value !== undefined) values[name] = value;
    else if (param.type !== 'boolean' && !param.optional && !('default' in param)) return undefined;
    if (param.type === 'string' && param.oneOf && value !== undefined && !param.oneOf.includes(String(value)))
      return undefined;
  }
  return values;
}

function valueGiven(param: Param, items: readonly string[]): unknown {
  switch (param.type) {
    case 'boolean':
      if (items.at(-1) === 'true') return true;
      return param.default ? false : undefined;
    case 'list':
    case 'map':
      return items.length > 0 ? items : undefined;
    case 'document':
      return items.length > 0 ? items.map((from) => ({ from })) : undefined;
    default:
      return lastOf(param, items);
  }
}

/** The words that are no flags by their parameters; undefined where one is missing, or one is too many. */
function placed(params: Params, operands: readonly string[]): Values | undefined {
  const values: Record<string, unknown> = {};
  const rest = [...operands];
  for (const [name, param] of Object.entries(params)) {
    if (!param.positional) continue;
    if (rest.length === 0 && !param.optional) return undefined;
    values[name] = param.type === 'list' ? rest.splice(0) : rest.shift();
  }
  return rest.length === 0 ? values : undefined;
}
