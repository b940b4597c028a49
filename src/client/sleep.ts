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
