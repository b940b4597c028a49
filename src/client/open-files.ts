import type { Readable } from 'node:stream';
import type { Files } from '../contract/ports.ts';
import { createFiles } from './files.ts';
import { readStream } from './read-stream.ts';
import { sleepUntil } from './sleep.ts';

/** What one document from the web may take and weigh. */
const webLimits = { timeoutMs: 30_000, maxBytes: 32 * 2 ** 20 };

/** The real places that manifests come from. Standard input is not opened before it is asked for. */
export const openFiles = (stdin: () => Readable, signal: AbortSignal): Files =>
  createFiles(
    () => readStream(stdin(), signal),
    async (url) => {
      const { readDocument } = await import('./url.ts');
      return readDocument(url, { ...webLimits, signal, pause: () => sleepUntil(1000, signal) });
    },
  );
