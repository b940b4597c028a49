import { homedir } from 'node:os';
import type { CustomObjectsApi } from '@kubernetes/client-node';
import type { Body } from '../contract/operation.ts';
import type { Params } from '../contract/params.ts';
import type { Karmada } from '../contract/ports.ts';
import type { Wish } from '../contract/wish.ts';
import { type ConnectOptions, openOnce } from './connect.ts';
import { createKarmada } from './karmada.ts';
import { createTyped, type Typed } from './typed.ts';

/** Karmada for a program: any object, Karmada's own kinds with their types, and the operations of the command line. */
export interface Client extends Karmada, Typed {
  /** client-node's CustomObjectsApi, on the same connection; its failures are KnownErrors too. */
  readonly customObjects: () => Promise<CustomObjectsApi>;
  /**
   * Does what the command of that name does, and gives its result as data. What failed in a part of it stands in the
   * result; what failed as a whole is thrown, and so is what was not found, where the result is an object or a List.
   * @example
   * import { apply, connect } from 'karmate';
   *
   * const karmada = connect();
   * const { objects } = await karmada.run(
   *   apply,
   *   { filename: [{ from: 'app.yaml' }], wait: true, timeout: '5m' },
   *   { progress: (message) => console.error(message), signal: AbortSignal.timeout(600_000) },
   * );
   * for (const { object, result } of objects) console.log(object, result);
   */
  readonly run: <P extends Params, R, D>(
    operation: Runnable<P, R, D>,
    input: Wish<P>,
    options?: RunOptions,
  ) => Promise<D>;
  /** As run, for a result that comes in several parts. */
  readonly stream: <P extends Params, R, D>(
    operation: Runnable<P, R, D>,
    input: Wish<P>,
    options?: RunOptions,
  ) => AsyncIterable<D>;
}

/** An operation, with the types of what it takes and gives. */
export interface Runnable<P extends Params, R, D = R> {
  readonly name: string;
  readonly params: P;
  readonly body: () => Promise<Body<P, R, D>>;
}

export interface RunOptions {
  /** Ends what runs; then it rejects with the code `interrupted`. Else the signal that was given to connect. */
  readonly signal?: AbortSignal;
  /** Told of what is done or waited for. */
  readonly progress?: (message: string) => void;
}

/**
 * Karmada as the kubeconfig of the environment says, or as the options do. Nothing is read and nobody is asked before
 * the first call; failures are KnownErrors.
 * @example
 * import { connect } from 'karmate';
 *
 * const karmada = connect({ context: 'karmada-apiserver' });
 * const { items } = await karmada.clusters.list();
 * for (const { metadata, status } of items) console.log(metadata.name, status?.kubernetesVersion);
 *
 * const policy = await karmada.propagationPolicies('default').get('nginx');
 * console.log(policy.spec.placement?.clusterAffinity?.clusterNames);
 * @example
 * import { connect, type KubeObject } from 'karmate';
 *
 * // Any kind of object, here in a member cluster.
 * const member = connect().member('member1');
 * const pods = await member.list<KubeObject>({ group: '', version: 'v1', resource: 'pods', namespace: 'default' });
 * console.log(pods.items.length);
 */
export function connect(options: ConnectOptions = {}): Client {
  const surroundings = { env: process.env, home: homedir() };
  const link = openOnce(options, surroundings);
  const karmada = createKarmada(link, options);
  const stream: Client['stream'] = async function* (operation, input, { signal, progress } = {}) {
    const { runOperation } = await import('./run.ts');
    const own = signal ? createKarmada(openOnce({ ...options, signal }, surroundings), options) : karmada;
    yield* runOperation(operation, input, own, { ...options, ...(signal ? { signal } : {}) }, progress);
  };
  return {
    ...karmada,
    ...createTyped(karmada),
    customObjects: async () => {
      const [{ transport }, { createCustomObjects }] = await Promise.all([link(), import('./custom-objects.ts')]);
      return createCustomObjects(transport);
    },
    run: async (operation, input, wish) => {
      const { onlyOne } = await import('./run.ts');
      return onlyOne(operation.name, stream(operation, input, wish));
    },
    stream,
  };
}
