import type { Readable } from 'node:stream';
import { type ConnectOptions, connectKarmada, connectKube } from './client/connect.ts';
import type { Surroundings } from './client/kubeconfig.ts';
import type { LabOptions } from './client/lab/lab.ts';
import type { ProgramsOptions } from './client/programs.ts';
import { sleepUntil, waitAtMost } from './client/sleep.ts';
import type { Files, Host, KindLabs, Kubeconfigs, Lab, Ports, Programs } from './contract/ports.ts';
import { version } from './core/version.ts';
import type { Globals } from './surfaces/cli.ts';

/** The real things behind the ports. Nothing is opened here: each connects when it is first used. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly node: string;
  readonly platform: string;
  /** Not opened before it is asked for. */
  readonly stdin: () => Readable;
  /** Whether somebody sits at stdin who can answer. */
  readonly isInteractive: () => boolean;
  /** Puts a question to the user, without a line end. */
  readonly ask: (question: string) => void;
  readonly progress: Ports['progress'];
  readonly trace: (line: string) => void;
  /** Told of what servers warn of. */
  readonly warn: (text: string) => void;
  /** Runs what talks to the user itself. */
  readonly aside: <T>(work: () => Promise<T>) => Promise<T>;
  readonly signal: AbortSignal;
  /** As progress, also when the signal has fired. */
  readonly lastProgress: Ports['progress'];
}

export async function composePorts(globals: Globals, machine: Machine): Promise<Ports> {
  const { env, signal, progress } = machine;
  const surroundings = { env, home: env.HOME || (await import('node:os')).homedir() };
  const shared = {
    signal,
    requestTimeoutMs: globals.requestTimeoutMs,
    trace: globals.verbosity >= 6 ? machine.trace : undefined,
    verbosity: globals.verbosity,
    onWarning: machine.warn,
    aside: machine.aside,
    ownsProcess: true,
  };
  const { kubeconfig, context, namespace, impersonate, karmadaVersion } = globals;
  return {
    karmada: connectKarmada({ ...shared, kubeconfig, context, namespace, impersonate, karmadaVersion }, surroundings),
    connect: (where) => connectKube({ ...shared, ...where }, surroundings),
    karmadaAt: (where) => connectKarmada({ ...shared, ...where }, surroundings),
    lab: lazyLab({ ...surroundings, progress, signal }),
    kindLabs: lazyKindLabs({ ...surroundings, signal }),
    files: lazyFiles(machine),
    host: lazyHost,
    kubeconfigs: lazyKubeconfigs({ kubeconfig, context }, shared, surroundings),
    programs: lazyPrograms({ ...surroundings, signal, show: globals.verbosity >= 1 ? machine.trace : undefined }),
    shipped: async (path) => (await import('./client/shipped.ts')).readShipped(path),
    confirm: async (question) => {
      const { confirmOn } = await import('./client/confirm.ts');
      return machine.aside(() => confirmOn(machine, question));
    },
    progress,
    signal,
    now: () => Date.now(),
    sleep: (ms) => sleepUntil(ms, signal),
    afterwards: (ms) =>
      composePorts(globals, { ...machine, progress: machine.lastProgress, signal: AbortSignal.timeout(ms) }),
    atMost: waitAtMost,
    about: { version, node: machine.node, platform: machine.platform },
  };
}

// Few commands need these, and loading them is felt in those that do not.
function lazyLab(options: LabOptions): Lab {
  const lab = async (): Promise<Lab> => (await import('./client/lab/lab.ts')).createLab(options);
  return {
    up: async (wish) => (await lab()).up(wish),
    status: async (dir) => (await lab()).status(dir),
    down: async (dir, purge) => (await lab()).down(dir, purge),
    build: async (wish) => (await lab()).build(wish),
    control: async (...how) => (await lab()).control(...how),
    fill: async (filling) => (await lab()).fill(filling),
  };
}

function lazyPrograms(options: ProgramsOptions): Programs {
  const programs = async (): Promise<Programs> => (await import('./client/programs.ts')).createPrograms(options);
  return {
    find: async (name) => (await programs()).find(name),
    logFile: async (name) => (await programs()).logFile(name),
    run: async (...what) => (await programs()).run(...what),
  };
}

function lazyKubeconfigs(
  karmada: Pick<ConnectOptions, 'kubeconfig' | 'context'>,
  shared: ConnectOptions,
  surroundings: Surroundings,
): Kubeconfigs {
  const all = async (): Promise<Kubeconfigs> => {
    const { createKubeconfigs } = await import('./client/kubeconfigs/kubeconfigs.ts');
    return createKubeconfigs(karmada, shared, surroundings);
  };
  return {
    ofKarmada: async () => (await all()).ofKarmada(),
    read: async (...what) => (await all()).read(...what),
    connect: async (access) => (await all()).connect(access),
    format: async (access) => (await all()).format(access),
    isThere: async (path) => (await all()).isThere(path),
    write: async (...what) => (await all()).write(...what),
    mergeTarget: async () => (await all()).mergeTarget(),
    merge: async (...what) => (await all()).merge(...what),
    remove: async (...what) => (await all()).remove(...what),
  };
}

function lazyKindLabs(options: Surroundings & { readonly signal: AbortSignal }): KindLabs {
  const labs = async (): Promise<KindLabs> => (await import('./client/lab/kind-labs.ts')).createKindLabs(options);
  return {
    folder: async (dir) => (await labs()).folder(dir),
    read: async (dir) => (await labs()).read(dir),
    write: async (...what) => (await labs()).write(...what),
    alone: async (...what) => (await labs()).alone(...what),
    forget: async (dir) => (await labs()).forget(dir),
  };
}

function lazyFiles({ stdin, signal }: Machine): Files {
  const files = async (): Promise<Files> => (await import('./client/open-files.ts')).openFiles(stdin, signal);
  return {
    read: async (...what) => (await files()).read(...what),
    find: async (path) => (await files()).find(path),
    absolute: async (path) => (await files()).absolute(path),
    write: async (documents) => (await files()).write(documents),
  };
}

const lazyHost: Host = {
  addresses: async () => (await import('./client/host.ts')).host.addresses(),
  takenPorts: async (ports) => (await import('./client/host.ts')).host.takenPorts(ports),
  kernelModules: async () => (await import('./client/host.ts')).host.kernelModules(),
  kernelSetting: async (name) => (await import('./client/host.ts')).host.kernelSetting(name),
};
