import { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect } from 'vitest';
import { main } from '../../src/main.ts';
import type { TestServer } from './https-server.ts';
import { temporaryFolder } from './temporary.ts';

/** A process to give to main: its streams are kept, its environment is its own. */
export interface Surroundings {
  readonly env?: Record<string, string>;
  /** A stream whose reader has gone. */
  readonly broken?: 'stdout' | 'stderr';
  /** After which time Ctrl-C is pressed. */
  readonly interruptAfterMs?: number;
}

/** Runs karmate in this process, with streams that are kept. */
export async function run(argv: readonly string[], { env = {}, broken, interruptAfterMs }: Surroundings = {}) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => {
    const emitter = new EventEmitter();
    const write = (text: string, done: () => void = () => {}): boolean => {
      written[name] += text;
      queueMicrotask(done);
      if (name === broken) emitter.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      return true;
    };
    return Object.assign(emitter, { write });
  };
  const stdin = new PassThrough();
  const process = Object.assign(new EventEmitter(), {
    argv: ['node', 'karmate', ...argv],
    env: { HOME: temporaryFolder(), ...env },
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    stdin,
    version: 'v20.0.0',
    platform: 'linux',
    arch: 'x64',
    exit: () => expect.unreachable(),
  });
  if (interruptAfterMs !== undefined) setTimeout(() => process.emit('SIGINT', 'SIGINT'), interruptAfterMs);
  const exit = await main(process as unknown as NodeJS.Process);
  return { ...written, exit, stdin, listeners: process.listenerCount('SIGINT') };
}

/** A kubeconfig whose context "c" leads to a server; `more` are further fields of its cluster. */
export function kubeconfigOf({ url, ca }: Pick<TestServer, 'url' | 'ca'>, more: object = {}): string {
  const path = join(temporaryFolder(), 'config');
  const cluster = { server: url, 'certificate-authority-data': ca.toString('base64'), ...more };
  const contexts = ['c', 'other'].map((name) => ({ name, context: { cluster: 'c' } }));
  writeFileSync(path, JSON.stringify({ 'current-context': 'c', clusters: [{ name: 'c', cluster }], contexts }));
  return path;
}

/** client-node and others are large: loading them is no part of what a test takes. For beforeAll. */
export const loadClient = (): Promise<unknown> =>
  Promise.all([import('../../src/compose.ts'), import('../../src/client/custom-objects.ts'), import('yaml')]);
