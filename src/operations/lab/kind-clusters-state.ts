import type { Ports } from '../../contract/ports.ts';
import { listenAddress } from '../../core/kind-lab/address.ts';
import { clusterNames } from '../../core/kind-lab/answers.ts';
import { type ClusterState, type Container, clusterState, readContainers } from '../../core/kind-lab/cluster-state.ts';
import type { KindLabRecord } from '../../core/kind-lab/record.ts';
import { askClusters, askProgram } from './ask-program.ts';

/** A cluster of the lab as kind and the engine see it. */
export interface LabCluster {
  readonly name: string;
  readonly state: ClusterState;
  readonly server: string;
  /** In hosts.config. */
  readonly context: string;
  readonly containers: readonly Container[];
}

export interface ClustersState {
  readonly clusters: readonly LabCluster[];
  /** Why kind, or the engine, does not tell. */
  readonly problems: readonly string[];
}

export async function readClusters(ports: Ports, { engine, clusters, answers }: KindLabRecord): Promise<ClustersState> {
  const names = clusterNames.filter((name) => clusters[name] !== undefined);
  if (names.length === 0) return { clusters: [], problems: [] };
  const [listed, ...said] = await Promise.all([
    askClusters(ports, engine),
    ...names.map((name) =>
      askProgram(ports, engine, [
        'ps',
        '-a',
        '--filter',
        `label=io.x-k8s.kind.cluster=${name}`,
        '--format',
        '{{json .}}',
      ]),
    ),
  ]);
  const known = 'problem' in listed ? undefined : listed;
  const problems = [...('problem' in listed ? [listed.problem] : []), ...said.flatMap(({ problem }) => problem ?? [])];
  return {
    clusters: names.map((name, index) => {
      const stdout = said[index]?.stdout;
      const containers = stdout === undefined ? undefined : readContainers(stdout);
      return {
        name,
        state: clusterState(clusters[name] ?? 'created', known?.includes(name), containers),
        server: `https://${listenAddress(answers.address)}:${answers[name].apiServerPort}`,
        context: `kind-${name}`,
        containers: containers ?? [],
      };
    }),
    problems: [...new Set(problems)],
  };
}
