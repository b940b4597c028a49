import { isOlder } from '../is-older.ts';
import type { LabState } from '../lab.ts';
import { type Check, error, type Found, info, warning } from './finding.ts';

/** What is known for the lab of the embedded control plane. */
export interface EmbeddedFacts {
  readonly platform: string;
  /** The Go that is needed to build it: `1.26.0`. */
  readonly neededGo: string;
  /** The one on PATH: `1.26.1`; undefined where it is missing. */
  readonly go: string | undefined;
  /** undefined: it does not run. */
  readonly lab: LabState | undefined;
  /** Ports that a lab which is stopped keeps for its next start. */
  readonly keptPorts: readonly { readonly name: string; readonly port: number }[];
  /** Those of them that something listens on. */
  readonly takenPorts: readonly number[];
}

export const findPlatformTrouble = ({ platform }: EmbeddedFacts): readonly Found[] =>
  platform.startsWith('win32') ? [error('The embedded control plane runs on Linux and macOS only.', 'Use WSL.')] : [];

/** A lab that runs was built already, and so it is no error there. */
export function findGoTrouble({ go, neededGo, lab }: EmbeddedFacts): readonly Found[] {
  const found = lab ? info : error;
  const next = 'Get Go from https://go.dev/dl/ (or: brew install go, apt install golang).';
  if (go === undefined) return [found(`Go ${neededGo} or newer builds the control plane, and there is none.`, next)];
  return isOlder(go, neededGo)
    ? [found(`Go ${neededGo} or newer builds the control plane; there is ${go}.`, next)]
    : [];
}

export function findComponentTrouble({ lab }: EmbeddedFacts): readonly Found[] | undefined {
  return lab?.components.flatMap(({ name, state, log }): readonly Found[] => {
    const start = `karmate lab ctl start ${name}`;
    if (state === 'failed') return [error(`${name} has failed.`, `Its log: ${log}. Then: ${start}`)];
    if (state === 'stopped') return [warning(`${name} is stopped.`, start)];
    if (state === 'paused') return [warning(`${name} is paused.`, `karmate lab ctl resume ${name}`)];
    return state === 'starting' ? [info(`${name} is starting.`)] : [];
  });
}

/** Objects in etcd and kubeconfigs hold its ports, so it takes no others. */
export function findKeptPortTrouble({ keptPorts, takenPorts, lab }: EmbeddedFacts): readonly Found[] | undefined {
  if (lab || keptPorts.length === 0) return undefined;
  return keptPorts
    .filter(({ port }) => takenPorts.includes(port))
    .map(({ name, port }) =>
      error(
        `Port ${port}, which the lab keeps for ${name}, is in use on this host.`,
        'End what listens there (see: ss -ltnp, or lsof -iTCP -sTCP:LISTEN), or begin anew: karmate lab down --purge --yes',
      ),
    );
}

export const embeddedChecks: readonly Check<EmbeddedFacts>[] = [
  { code: 'platform', about: 'operating system', find: findPlatformTrouble },
  { code: 'go', about: 'Go', find: findGoTrouble },
  { code: 'components', about: 'components of the lab', find: findComponentTrouble },
  { code: 'ports', about: 'ports that the lab keeps', find: findKeptPortTrouble },
];
