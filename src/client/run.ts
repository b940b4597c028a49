import { homedir } from 'node:os';
import { type Failure, KnownError } from '../contract/errors.ts';
import type { Params } from '../contract/params.ts';
import type { Karmada, Ports } from '../contract/ports.ts';
import { readInput } from '../contract/read-input.ts';
import type { Wish } from '../contract/wish.ts';
import { version } from '../core/version.ts';
import { noTerminal } from './confirm.ts';
import { type ConnectOptions, connectKarmada, connectKube, listenable } from './connect.ts';
import { host } from './host.ts';
import { createKubeconfigs } from './kubeconfigs/kubeconfigs.ts';
import { createKindLabs } from './lab/kind-labs.ts';
import { createLab } from './lab/lab.ts';
import type { Runnable } from './library.ts';
import { openFiles } from './open-files.ts';
import { createPrograms } from './programs.ts';
import { readShipped } from './shipped.ts';
import { sleepUntil, waitAtMost } from './sleep.ts';

/** An operation run for a program; loaded only when one is. The command line has its own ports, in compose.ts. */
export async function* runOperation<P extends Params, R, D>(
  { params, body }: Runnable<P, R, D>,
  input: Wish<P>,
  karmada: Karmada,
  options: ConnectOptions,
  progress: (message: string) => void = () => {},
): AsyncIterable<D> {
  const wanted = readInput(params, input);
  const { run, data, outcome } = await body();
  const running = run(portsOf(karmada, options, progress), wanted, 'objects');
  for await (const result of Symbol.asyncIterator in running ? running : [running]) {
    // Without data() the result is what a program gets: then D is R.
    if (!data) yield result as unknown as D;
    else {
      const ended = outcome?.(result);
      // An object or a List has no place for what failed.
      if (ended?.kind === 'partial' && ended.failures[0]) throw asError(ended.failures[0]);
      yield data(result);
    }
  }
}

const asError = ({ code, message, ...more }: Failure): KnownError => new KnownError(code, message, more);

function portsOf(karmada: Karmada, options: ConnectOptions, progress: (message: string) => void): Ports {
  // Who and where is said of Karmada; any other server says that for itself.
  const { kubeconfig, context, namespace: _, impersonate: __, karmadaVersion: ___, ...shared } = options;
  const signal = listenable(shared.signal);
  const surroundings = { env: process.env, home: homedir() };
  return {
    karmada,
    connect: (where) => connectKube({ ...shared, signal, ...where }, surroundings),
    karmadaAt: (where) => connectKarmada({ ...shared, signal, ...where }, surroundings),
    lab: createLab({ ...surroundings, progress, signal }),
    kindLabs: createKindLabs({ ...surroundings, signal }),
    kubeconfigs: createKubeconfigs({ kubeconfig, context }, { ...shared, signal }, surroundings),
    programs: createPrograms({ ...surroundings, signal }),
    shipped: readShipped,
    // A program asks its users itself.
    confirm: noTerminal,
    files: openFiles(() => process.stdin, signal),
    host,
    progress,
    signal,
    now: () => Date.now(),
    sleep: (ms) => sleepUntil(ms, signal),
    afterwards: async (ms) => {
      const lasting = { ...options, signal: AbortSignal.timeout(ms) };
      return portsOf(connectKarmada(lasting, surroundings), lasting, progress);
    },
    atMost: waitAtMost,
    about: { version, node: process.version, platform: `${process.platform}-${process.arch}` },
  };
}

/** The result of what has one. */
export async function onlyOne<R>(name: string, results: AsyncIterable<R>): Promise<R> {
  const found: R[] = [];
  for await (const result of results) {
    if (found.push(result) > 1) break;
  }
  const [first] = found;
  if (found.length === 1 && first !== undefined) return first;
  throw new KnownError('usage', `The result of "${name}" comes in several parts: read it with stream().`);
}
