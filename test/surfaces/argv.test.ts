import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import table from '../../controlplane/internal/argv/testdata/argv-cases.json' with { type: 'json' };
import { KnownError } from '../../src/contract/errors.ts';
import { defineOperation } from '../../src/contract/operation.ts';
import type { Param, Params } from '../../src/contract/params.ts';
import { readInput } from '../../src/contract/read-input.ts';
import type { Invocation } from '../../src/surfaces/cli.ts';
import { flagName } from '../../src/surfaces/flag-name.ts';
import { globalParams } from '../../src/surfaces/global-flags.ts';
import { parseArgv } from '../support/parse-argv.ts';

/** What `go test ./internal/argv` holds against pflag and cobra; here the same rows are read by karmate. */
interface Reading {
  readonly command?: string;
  /** Those that are not empty, false or zero. */
  readonly flags?: Readonly<Record<string, unknown>>;
  readonly args?: readonly string[];
  readonly help?: string;
  readonly error?: string;
}

interface Row extends Reading {
  readonly argv: readonly string[];
  /** How karmate differs on purpose. */
  readonly karmate?: Reading & { readonly why: string };
}

type FlagRow = readonly string[];

const kinds: Readonly<Record<string, (bare: string | undefined) => Param>> = {
  string: (bare) => ({
    type: 'string',
    optional: true,
    about: 'Text.',
    ...(bare === undefined ? {} : { valueOptional: bare }),
  }),
  bool: () => ({ type: 'boolean', about: 'Yes or no.' }),
  int: () => ({ type: 'integer', optional: true, about: 'A number.' }),
  duration: () => ({ type: 'duration', optional: true, about: 'A time.' }),
  slice: () => ({ type: 'list', optional: true, about: 'Words.' }),
  array: () => ({ type: 'list', verbatim: true, optional: true, about: 'Words.' }),
  map: () => ({ type: 'map', optional: true, about: 'Pairs.' }),
  // Both are texts to the parser; readGlobals says what they mean.
  timeout: () => ({ type: 'string', optional: true, about: 'Text.' }),
  level: () => ({ type: 'string', optional: true, about: 'Text.' }),
};

const paramOf = ([, short = '', kind = '', bare]: FlagRow): Param => {
  const param = kinds[kind]?.(bare);
  if (!param) throw new Error(`no kind ${kind}`);
  return short === '' ? param : { ...param, alias: short };
};

const camel = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const flagRows: Readonly<Record<string, readonly FlagRow[]>> = table.flags;

const catalog = Object.entries(flagRows)
  .filter(([name]) => name !== '')
  .map(([name, rows]) => {
    const flags = rows.map((row) => [camel(row[0] ?? ''), paramOf(row)]);
    const args = { type: 'list', positional: true, optional: true, about: 'Words.' } as const;
    const params: Params = { ...Object.fromEntries(flags), args };
    const body = () => Promise.reject(new Error('nothing runs here'));
    return defineOperation({ name, summary: name, effect: 'read', params, body });
  });
const cli = { catalog, groups: { lab: 'Lab.' }, width: 80 };

/** The row that these words of an Invocation make. */
function readingOf({ operation, input, globals }: Invocation): Reading {
  const { args, ...own } = readInput(operation.params, input) as Readonly<Record<string, unknown>>;
  const shared = {
    kubeconfig: globals.kubeconfig,
    'karmada-context': globals.context,
    namespace: globals.namespace,
    output: globals.format === 'table' ? undefined : globals.format,
    'request-timeout': globals.requestTimeoutMs,
    'no-headers': globals.noHeaders,
    as: globals.impersonate?.user,
    'as-group': globals.impersonate?.groups,
    'as-uid': globals.impersonate?.uid,
    quiet: globals.quiet,
    v: globals.verbosity,
  };
  const named = Object.entries(own).map(([name, value]) => [flagName(name), value] as const);
  return {
    command: operation.name,
    flags: Object.fromEntries([...Object.entries(shared), ...named].filter(([, value]) => !isZero(value))),
    args: (args ?? []) as readonly string[],
  };
}

const isZero = (value: unknown): boolean =>
  value === undefined || value === false || value === 0 || value === '' || (Array.isArray(value) && value.length === 0);

/** What an error of each kind says. */
const saying: Readonly<Record<string, RegExp>> = {
  'unknown flag': /^Unknown flag '/,
  'no value': /^Flag '.*' needs a value/,
  'bad value': / cannot be |takes a number from 0 to 9|^There is no output/,
  'bad syntax': /is not how a flag is written\.$/,
  'unknown command': /^Unknown command '/,
};

function read(argv: readonly string[]): Reading {
  try {
    const parsed = parseArgv(argv, cli);
    if (parsed.kind === 'run') return readingOf(parsed.invocation);
    return { help: /^Usage: karmate ?(.*?) ?\[options\]/.exec(parsed.text)?.[1] ?? 'none' };
  } catch (error) {
    if (!(error instanceof KnownError) || error.code !== 'usage') throw error;
    return { error: Object.keys(saying).find((kind) => saying[kind]?.test(error.message)) ?? error.message };
  }
}

describe('karmate reads argv as pflag does:', () => {
  const rows = table.cases as readonly Row[];
  it.each(rows.map((row) => [row.argv.map((word) => (word === '' ? "''" : word)).join(' '), row] as const))(
    '%s',
    (_, row) => {
      const { argv, karmate, ...pflag } = row;
      const { why: _why, ...wanted } = { why: '', ...(karmate ?? pflag) };
      const full = 'command' in wanted ? { flags: {}, args: [], ...wanted } : wanted;
      expect(read(argv)).toEqual(full);
    },
  );

  it('in many rows, and says why where it differs', () => {
    expect(rows.length).toBeGreaterThan(150);
    const different = rows.filter(({ karmate }) => karmate);
    expect(different.filter(({ karmate }) => !karmate?.why)).toEqual([]);
    const same = different.filter(({ argv: _argv, karmate: { why: _why, ...ours } = { why: '' }, ...pflag }) =>
      isDeepStrictEqual(ours, pflag),
    );
    expect(same).toEqual([]);
  });

  it.each(flagRows[''] ?? [])('with the global flag --%s as karmate has it', (name, short = '', kind = '') => {
    const { type, alias = '' }: Param = Object.entries(globalParams).find(([own]) => flagName(own) === name)?.[1] ?? {
      type: 'string',
      about: 'Not there.',
      alias: 'not there',
    };
    expect([alias, type]).toEqual([short, kinds[kind]?.(undefined).type]);
  });
});
