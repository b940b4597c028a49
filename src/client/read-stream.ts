import type { Readable } from 'node:stream';
import { interruptedFailure } from './failure.ts';
import { decodeText } from './files.ts';

/** All of a stream as text. When the signal fires it rejects as interrupted and closes the stream, which would else keep
 * the process alive until its writer ends. */
export function readStream(stream: Readable, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(interruptedFailure());
      stream.destroy();
    };
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    readAll(stream)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}

async function readAll(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return decodeText('stdin', Buffer.concat(chunks));
}
