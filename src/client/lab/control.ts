import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { KnownError } from '../../contract/errors.ts';
import type { LabState } from '../../core/lab.ts';
import { codeOf, interruptedFailure } from '../failure.ts';

/** Speaks with the supervisor of a lab over its socket. */
const limitMs = 10_000;
/** A change is answered when the component serves again. */
export const changeLimitMs = 150_000;

export interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface AskOptions {
  /** Ends the wait for the answer; what was asked for goes on. */
  readonly signal: AbortSignal;
  readonly limit?: number;
}

export function askSupervisor(
  socketPath: string,
  method: string,
  path: string,
  { signal, limit = limitMs }: AskOptions,
): Promise<ControlAnswer> {
  if (signal.aborted) return Promise.reject(interruptedFailure());
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath, path, method, timeout: limit }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: answer.statusCode ?? 0, body: parse(text) });
      });
    });
    asking.on('timeout', () => asking.destroy(new KnownError('timeout', 'The supervisor of the lab does not answer.')));
    asking.on('error', reject);
    const onAbort = (): void => {
      reject(interruptedFailure());
      asking.destroy();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    asking.on('close', () => signal.removeEventListener('abort', onAbort));
    asking.end();
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** As askSupervisor, but an answer other than 2xx is thrown in the supervisor's own words. */
export async function commandSupervisor<T>(
  socket: string,
  method: string,
  path: string,
  options: AskOptions,
): Promise<T> {
  const answer = await askSupervisor(socket, method, path, options);
  if (answer.status < 300) return answer.body as T;
  const said = (answer.body ?? {}) as { readonly error?: string; readonly hint?: string };
  const code =
    answer.status === 404 ? 'not-found' : answer.status === 409 ? 'conflict' : answer.status < 500 ? 'usage' : 'failed';
  throw new KnownError(code, said.error ?? `The supervisor answered with HTTP ${answer.status}.`, { hint: said.hint });
}

/** What lab.json says; it may be left over from a supervisor that was killed. */
export async function readLabFile(dir: string): Promise<LabState | undefined> {
  const text = await readFile(join(dir, 'lab.json'), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw new KnownError('config', `The lab in ${dir} cannot be read (${codeOf(error)}).`, { cause: error });
  });
  const state = text === undefined ? undefined : parse(text);
  return typeof state === 'object' && state !== null && 'socket' in state ? (state as LabState) : undefined;
}

/** The lab that runs in a folder, asked of its supervisor; undefined when nothing answers there. */
export async function askStatus(dir: string, signal: AbortSignal): Promise<LabState | undefined> {
  const file = await readLabFile(dir);
  if (!file) return undefined;
  try {
    return await commandSupervisor<LabState>(file.socket, 'GET', '/status', { signal });
  } catch (error) {
    if (['ENOENT', 'ECONNREFUSED', 'ENOTSOCK', 'ECONNRESET'].includes(codeOf(error))) return undefined;
    throw error;
  }
}
