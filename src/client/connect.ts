import { setMaxListeners } from 'node:events';
import type { Impersonation, Karmada, Kube } from '../contract/ports.ts';
import type { Chosen } from '../core/kubeconfig.ts';
import { version } from '../core/version.ts';
import { authorities } from './authorities.ts';
import { readConnection } from './credentials.ts';
import { createKube, type Link } from './dynamic.ts';
import { createKarmada } from './karmada.ts';
import { loadContext, type Surroundings } from './kubeconfig.ts';
import { once } from './once.ts';
import { createTransport } from './transport.ts';

/** How to reach an API server. All of it may be left out: then as kubectl would. */
export interface ConnectOptions {
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
  /** What hints call the choice of a context: `--karmada-context` unless said otherwise. */
  readonly contextFlag?: string | undefined;
  /** What hints call the choice of a kubeconfig, where it is not Karmada's. */
  readonly kubeconfigFlag?: string | undefined;
  readonly namespace?: string | undefined;
  /** Wins over what the kubeconfig says about impersonation, field by field. */
  readonly impersonate?: Impersonation | undefined;
  /** The Karmada release (`1.10`) to take the control plane for, instead of telling it from the schemas. */
  readonly karmadaVersion?: string | undefined;
  /** 0 means: wait for ever. 30 s unless said otherwise. */
  readonly requestTimeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly trace?: ((line: string) => void) | undefined;
  /** How much of each exchange `trace` is told: 6 to 9, as -v says. */
  readonly verbosity?: number | undefined;
  /** Runs a credential plugin that may ask the user something; meanwhile nothing else should talk to the terminal. */
  readonly aside?: (<T>(work: () => Promise<T>) => Promise<T>) | undefined;
  /** The process is karmate's own: what holds for all of it may be set. Never for a library. */
  readonly ownsProcess?: boolean | undefined;
  /** Told of the warnings that servers send with their answers; the same text may come more than once. */
  readonly onWarning?: ((text: string) => void) | undefined;
}

export const defaultRequestTimeoutMs = 30_000;

/** Nothing is read and nobody is asked until the first call. */
export function connectKube(options: ConnectOptions, surroundings: Surroundings): Kube {
  return createKube(openOnce(options, surroundings));
}

export function connectKarmada(options: ConnectOptions, surroundings: Surroundings): Karmada {
  return createKarmada(openOnce(options, surroundings), options);
}

/** One connection for all who ask, opened for the first of them. */
export const openOnce = (options: ConnectOptions, surroundings: Surroundings): (() => Promise<Link>) =>
  once(() => open(options, surroundings));

/** The signal to end with, if there is one. Every request listens, and many run at once: that is no leak to warn of. */
export function listenable(signal: AbortSignal = new AbortController().signal): AbortSignal {
  setMaxListeners(0, signal);
  return signal;
}

/** By a context that is at hand already. */
export const connectChosen = (chosen: Chosen, options: ConnectOptions, surroundings: Surroundings): Kube =>
  createKube(once(() => openChosen(chosen, options, surroundings)));

async function open(options: ConnectOptions, surroundings: Surroundings): Promise<Link> {
  const { kubeconfig, context, contextFlag, kubeconfigFlag } = options;
  const wanted = { kubeconfig, context, contextFlag, kubeconfigFlag };
  return openChosen(await loadContext(wanted, surroundings), options, surroundings);
}

async function openChosen(chosen: Chosen, options: ConnectOptions, surroundings: Surroundings): Promise<Link> {
  const { namespace } = options;
  const signal = listenable(options.signal);
  const { impersonate, aside } = options;
  const connection = await readConnection(chosen, { env: surroundings.env, signal, impersonate, aside });
  if (options.ownsProcess && connection.ca) authorities.forget(process);
  const transport = createTransport(connection, {
    userAgent: `karmate/${version} (${process.platform}/${process.arch})`,
    timeoutMs: options.requestTimeoutMs ?? defaultRequestTimeoutMs,
    signal,
    contexts: chosen.contexts,
    trace: options.trace,
    verbosity: options.verbosity,
    onWarning: options.onWarning,
  });
  const target = {
    server: connection.server,
    context: connection.context,
    contexts: chosen.contexts,
    namespace: namespace ?? connection.namespace ?? 'default',
    namespaceIsExplicit: namespace !== undefined,
    insecure: connection.insecure,
    proxyUrl: chosen.cluster.value['proxy-url'] || undefined,
  };
  return { target, transport };
}
