import type { Ports } from '../../contract/ports.ts';
import { bad, type Cell, dim, good, stack, text, type View, warn } from '../../contract/view.ts';
import { type Cluster, readiness, whyNotReady } from '../../core/cluster.ts';
import type { ClusterState } from '../../core/kind-lab/cluster-state.ts';
import type { Engine, KindLabRecord } from '../../core/kind-lab/record.ts';
import { shellWord } from '../../core/shell-word.ts';
import { besideSentence, type EmbeddedBeside } from './find-lab.ts';
import { readClusters } from './kind-clusters-state.ts';
import { readKarmada } from './kind-karmada-state.ts';

/** A lab on kind as it is now, as far as that can be told. */
export interface KindLabStatus {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'KindLabStatus';
  readonly provider: 'kind';
  readonly dir: string;
  readonly engine: Engine;
  readonly karmada: {
    readonly version: string;
    readonly server: string;
    readonly kubeconfig: string;
    readonly context: string;
    readonly answers: boolean;
    readonly answeredAfterMs: number | null;
    /** Why it does not answer, or not all that was asked. */
    readonly problem: string | null;
  };
  readonly clusters: readonly {
    readonly name: string;
    readonly state: ClusterState;
    readonly server: string;
    readonly context: string;
  }[];
  readonly members: readonly {
    readonly name: string;
    readonly ready: string;
    /** Why it is not Ready; empty when it is. */
    readonly reason: string;
  }[];
  /** The Helm release in test1. */
  readonly release: 'installing' | 'installed' | null;
  /** Why kind or the engine do not tell of the clusters. */
  readonly problems: readonly string[];
  /** The embedded lab is there too. */
  readonly beside: EmbeddedBeside | null;
}

export interface KindLabThere {
  readonly dir: string;
  readonly record: KindLabRecord;
  readonly beside: EmbeddedBeside | undefined;
}

export async function kindStatus(ports: Ports, { dir, record, beside }: KindLabThere): Promise<KindLabStatus> {
  const [{ clusters, problems }, karmada] = await Promise.all([
    readClusters(ports, record),
    readKarmada(ports, dir, record),
  ]);
  const { server, kubeconfig, context, answersAfterMs, failure } = karmada;
  return {
    apiVersion: 'karmate.dev/v1',
    kind: 'KindLabStatus',
    provider: 'kind',
    dir,
    engine: record.engine,
    karmada: {
      version: record.answers.karmada,
      server,
      kubeconfig,
      context,
      answers: answersAfterMs !== undefined,
      answeredAfterMs: answersAfterMs ?? null,
      problem: failure?.message ?? null,
    },
    clusters: clusters.map(({ name, state, server: at, context: by }) => ({ name, state, server: at, context: by })),
    members: membersOf(record.members, karmada.members),
    release: record.release ?? null,
    problems,
    beside: beside ?? null,
  };
}

/** Those of the lab, and whatever else has joined its Karmada. */
function membersOf(ours: readonly string[], found: readonly Cluster[] | undefined): KindLabStatus['members'] {
  const names = [...new Set([...ours, ...(found ?? []).map(({ metadata }) => metadata.name)])];
  return names.map((name) => {
    const cluster = found?.find(({ metadata }) => metadata.name === name);
    if (cluster) return { name, ready: readiness(cluster), reason: whyNotReady(cluster) };
    return { name, ready: 'Unknown', reason: found ? 'it is no member of Karmada' : 'Karmada does not tell' };
  });
}

export function kindStatusView(status: KindLabStatus): View {
  const { karmada, clusters, members, problems, beside, dir, engine, release } = status;
  return stack(
    text(
      headline(status),
      ...(karmada.problem === null ? [] : [bad(`  ${karmada.problem}`)]),
      `KUBECONFIG=${shellWord(karmada.kubeconfig)}`,
      `on kind with ${engine}, in ${dir}${release === 'installed' ? '' : '; the Helm release is not installed'}`,
    ),
    text(...problems.map(warn)),
    {
      kind: 'table',
      head: ['CLUSTER', 'STATE', 'CONTEXT', 'SERVER'],
      rows: clusters.map(({ name, state, context, server }) => [name, stateCell(state), context, server]),
      empty: 'It has no clusters yet.',
    },
    {
      kind: 'table',
      head: ['MEMBER', 'READY', 'REASON'],
      rows: members.map(({ name, ready, reason }) => [name, readyCell(ready), reason]),
    },
    text(...(beside ? [`${besideSentence(beside)}: karmate lab status --provider embedded`] : [])),
  );
}

const headline = ({ karmada: { version, server, answers, answeredAfterMs } }: KindLabStatus): string =>
  answers
    ? `Karmada ${version} answers at ${server}, after ${answeredAfterMs} ms`
    : `Karmada ${version} does not answer at ${server}`;

function stateCell(state: ClusterState): Cell {
  if (state === 'running') return good(state);
  return state === 'missing' || state === 'stopped' ? bad(state) : state === 'unknown' ? dim(state) : warn(state);
}

const readyCell = (ready: string): Cell =>
  ready === 'True' ? good(ready) : ready === 'False' ? bad(ready) : warn(ready);
