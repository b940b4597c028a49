import { expect } from 'vitest';
import { run } from './run-main.ts';

interface Said {
  readonly error: { readonly code: string; readonly exit: number; readonly message: string; readonly hint?: string };
}

/** The same failure for people and for programs: they must agree, and nothing is on stdout. */
export async function fails(argv: readonly string[], exit: number, code: string, words: RegExp, hint?: RegExp) {
  const people = await run(argv);
  expect([people.exit, people.stdout]).toEqual([exit, '']);
  expect(people.stderr).toMatch(/^error: /);
  expect(people.stderr).toMatch(words);
  if (hint) expect(people.stderr).toMatch(hint);
  const programs = await run([...argv, '-o', 'json']);
  const { error } = JSON.parse(programs.stderr) as Said;
  expect([programs.exit, programs.stdout, error.exit, error.code]).toEqual([exit, '', exit, code]);
  expect(error.message).toMatch(words);
  return error;
}
