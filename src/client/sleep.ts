import { longestTimer } from './clock.ts';
import { interruptedFailure } from './failure.ts';

/** Waits, unless the signal fires: then it rejects with an `interrupted` KnownError. */
export const sleepUntil = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(interruptedFailure());
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(interruptedFailure());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });

/** The work's result, or undefined when that takes longer than `ms`; the work itself goes on. */
export async function waitAtMost<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.min(ms, longestTimer));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
