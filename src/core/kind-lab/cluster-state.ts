/** What the engine and kind say of the cluster of a lab, and what that comes to. */
export interface Container {
  readonly name: string;
  readonly isRunning: boolean;
}

export type ClusterState = 'running' | 'stopped' | 'missing' | 'creating' | 'unknown';

/** The lines of `ENGINE ps --format {{json .}}`: docker and nerdctl write names as a text, podman as a list. */
export function readContainers(stdout: string): readonly Container[] {
  return stdout.split('\n').flatMap((line): readonly Container[] => {
    const found = readLine(line);
    if (!found) return [];
    const { Names: names, State: state, Status: status } = found;
    const name = Array.isArray(names) ? names[0] : names;
    if (typeof name !== 'string') return [];
    // nerdctl has no State.
    const isRunning = typeof state === 'string' ? state === 'running' : /^Up\b(?!.*\(Paused\))/.test(String(status));
    return [{ name, isRunning }];
  });
}

function readLine(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const found: unknown = JSON.parse(line);
    return typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

/** `listed`: whether kind names it; undefined where that cannot be told, and so with the containers. */
export function clusterState(
  recorded: 'creating' | 'created',
  listed: boolean | undefined,
  containers: readonly Container[] | undefined,
): ClusterState {
  if (recorded === 'creating') return 'creating';
  if (containers === undefined) return listed === false ? 'missing' : 'unknown';
  if (containers.length === 0) return 'missing';
  return containers.every(({ isRunning }) => isRunning) ? 'running' : 'stopped';
}
