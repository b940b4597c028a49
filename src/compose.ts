import { homedir } from 'node:os';
import type { Readable } from 'node:stream';
import { connectKarmada, connectKube } from './client/connect.ts';
import { createLab } from './client/lab/lab.ts';
import { openFiles } from './client/open-files.ts';
import { sleepUntil, waitAtMost } from './client/sleep.ts';
import type { Ports } from './contract/ports.ts';
import { version } from './core/version.ts';
import type { Globals } from './surfaces/cli.ts';

/** The real things behind the ports. Nothing is opened here: each connects when it is first used. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly node: string;
  readonly platform: string;
  /** Not opened before it is asked for. */
  readonly stdin: () => Readable;
  readonly progress: (message: string) => void;
  readonly trace: (line: string) => void;
  /** Told of what servers warn of. */
  readonly warn: (text: string) => void;
  readonly signal: AbortSignal;
}

export function composePorts(globals: Globals, machine: Machine): Ports {
  const { env, signal, progress } = machine;
  const surroundings = { env, home: env.HOME || homedir() };
  const shared = {
    signal,
    requestTimeoutMs: globals.requestTimeoutMs,
    trace: globals.verbosity >= 6 ? machine.trace : undefined,
    verbosity: globals.verbosity,
    onWarning: machine.warn,
  };
  const { kubeconfig, context, namespace, impersonate, karmadaVersion } = globals;
  return {
    karmada: connectKarmada({ ...shared, kubeconfig, context, namespace, impersonate, karmadaVersion }, surroundings),
    connect: (where) => connectKube({ ...shared, ...where }, surroundings),
    lab: createLab({ ...surroundings, progress, signal }),
    files: openFiles(machine.stdin, signal),
    progress,
    signal,
    now: () => Date.now(),
    sleep: (ms) => sleepUntil(ms, signal),
    atMost: waitAtMost,
    about: { version, node: machine.node, platform: machine.platform },
  };
}
