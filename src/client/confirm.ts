import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { KnownError } from '../contract/errors.ts';
import { interruptedFailure } from './failure.ts';

export interface Asking {
  readonly stdin: () => Readable;
  /** Whether somebody sits there who can answer. */
  readonly isInteractive: () => boolean;
  /** Shows the question, without a line end. */
  readonly ask: (question: string) => void;
  readonly signal: AbortSignal;
}

/** A question on the terminal; anything but "y" and "yes" is no. */
export async function confirmOn({ stdin, isInteractive, ask, signal }: Asking, question: string): Promise<boolean> {
  if (!isInteractive()) return noTerminal(question);
  if (signal.aborted) throw interruptedFailure();
  ask(`${question} [y/N] `);
  const lines = createInterface({ input: stdin() });
  try {
    return await new Promise<boolean>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(interruptedFailure()), { once: true });
      lines.once('line', (line) => resolve(/^\s*y(es)?\s*$/i.test(line)));
      lines.once('close', () => resolve(false));
    });
  } finally {
    lines.close();
  }
}

export const noTerminal = async (question: string): Promise<never> => {
  throw new KnownError('usage', `${question} There is no terminal to answer on.`, {
    hint: 'Say yes beforehand with --yes.',
  });
};
