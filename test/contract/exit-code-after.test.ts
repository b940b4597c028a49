import { expect, it } from 'vitest';
import { exitCodeAfter } from '../../src/contract/errors.ts';

it.each([
  ['Ctrl-C', 'interrupted', 'SIGINT', 130],
  ['a SIGTERM', 'interrupted', 'SIGTERM', 143],
  ['a terminal that was closed', 'interrupted', 'SIGHUP', 143],
  ['a no to a question, without any signal', 'interrupted', undefined, 130],
  ['a failure that came before the signal', 'not-found', 'SIGTERM', 5],
] as const)('%s ends with a code of its own', (_, code, signal, exit) => {
  expect(exitCodeAfter(code, signal)).toBe(exit);
});
