import { expect } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import type { Cli, Parsed } from '../../src/surfaces/cli.ts';
import { normalizeArgv } from '../../src/surfaces/normalize-argv.ts';
import { askProgram } from '../../src/surfaces/program.ts';
import { readInvocation } from '../../src/surfaces/read-invocation.ts';

/** As parseArgv, by commander, and where the way without commander has an answer, it is the same one. */
export function parseArgv(argv: readonly string[], cli: Cli): Parsed {
  const words = normalizeArgv(argv, cli.catalog);
  const quick = outcome(() => readInvocation(words));
  const asked = outcome(() => askProgram(words, cli));
  if ('error' in quick) expect(asked).toEqual(quick);
  else if (quick.value) expect(asked).toEqual({ value: { kind: 'run', invocation: quick.value } });
  if ('error' in asked) throw asked.error;
  // What commander runs needs no commander: else a start would take longer for nothing.
  if (asked.value.kind === 'run') expect(quick).toEqual({ value: asked.value.invocation });
  return asked.value;
}

function outcome<T>(work: () => T): { readonly value: T } | { readonly error: KnownError } {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof KnownError) return { error };
    throw error;
  }
}
