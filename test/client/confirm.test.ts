import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { confirmOn } from '../../src/client/confirm.ts';

const ask = (typed: string | undefined, isInteractive = true, signal = new AbortController().signal) => {
  const stdin = new PassThrough();
  const asked: string[] = [];
  if (typed !== undefined) stdin.end(typed);
  const asking = {
    stdin: () => stdin,
    isInteractive: () => isInteractive,
    ask: (text: string) => asked.push(text),
    signal,
  };
  return confirmOn(asking, 'Remove it?').then((answer) => ({ answer, asked }));
};

it.each([
  ['y\n', true],
  [' Yes \n', true],
  ['n\n', false],
  ['\n', false],
  ['yesterday\n', false],
  ['', false],
])('%j is %s', async (typed, answer) => {
  expect(await ask(typed)).toEqual({ answer, asked: ['Remove it? [y/N] '] });
});

it('is not asked where nobody can answer', async () => {
  await expect(ask('y\n', false)).rejects.toMatchObject({ code: 'usage', hint: expect.stringContaining('--yes') });
});

it('ends with an interruption', async () => {
  const controller = new AbortController();
  const asking = ask(undefined, true, controller.signal);
  controller.abort();
  await expect(asking).rejects.toMatchObject({ code: 'interrupted' });
});
