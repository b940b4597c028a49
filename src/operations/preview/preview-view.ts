import {
  bad,
  type Cell,
  dim,
  good,
  prose,
  type Row,
  stack,
  text,
  type View,
  type ViewOptions,
  warn,
} from '../../contract/view.ts';
import { type ClusterPreview, callObject, type Finding } from '../../core/preview/preview.ts';
import type { Result } from './preview.run.ts';
import type { WorkloadResult } from './rendered-diff.ts';
import { renderedView } from './rendered-view.ts';

export function view({ workloads, findings, unknown, unchanged }: Result, { wide }: ViewOptions): View {
  const notes = [...unknown, ...new Set(workloads.flatMap((one) => one.unknown))];
  return stack(
    ...workloads.map((one) => workloadView(one, wide)),
    ...(unchanged > 0
      ? [text(dim(unchanged === 1 ? '1 workload stays as it is.' : `${unchanged} workloads stay as they are.`))]
      : []),
    ...(findings.length > 0 ? [prose(...findings.map(findingLine))] : []),
    ...(notes.length > 0 ? [prose(...notes.map((note) => dim(`not known: ${note}`)))] : []),
  );
}

function workloadView(one: WorkloadResult, wide: boolean): View {
  const { workload, policy, because, replicas, clusters, placement, passedOver, nearMisses } = one;
  const where = workload.namespace === undefined ? '' : ` in ${workload.namespace}`;
  const count =
    replicas === undefined ? '' : `, ${replicas === 'unknown' ? '? replicas' : plural(replicas, 'replica')}`;
  const others = [
    ...passedOver.map((other) => dim(`  not ${other.policy.kind} ${other.policy.name}: ${other.why}`)),
    ...(policy ? [] : nearMisses.map((near) => dim(`  near: ${near.policy.kind} ${near.policy.name}: ${near.why}`))),
  ];
  const failure = placement?.error ? [bad(`  ${placement.error.message}`)] : [];
  const hasCounts = clusters.some(({ before, after }) => (after ?? before)?.replicas !== undefined);
  return stack(
    prose(`${callObject(workload)}${where}${count}`, `  ${because}`, ...others, ...failure),
    {
      kind: 'table',
      head: ['CLUSTER', 'NOW', 'THEN', ...(wide ? ['CHANGE'] : []), 'WHY'],
      rows: clusters.map((cluster) => rowOf(cluster, hasCounts, wide)),
    },
    ...(one.rendered ? [renderedView(one.rendered)] : []),
  );
}

function rowOf(
  { cluster, before, after, maybeMore, change, why, notSent }: ClusterPreview,
  hasCounts: boolean,
  wide: boolean,
): Row {
  const held = (target: ClusterPreview['before']): string =>
    target ? (hasCounts ? String(target.replicas ?? 0) : 'yes') : '-';
  const then = maybeMore ? `${held(after)} or ${(after?.replicas ?? 0) + 1}` : held(after);
  return [
    cluster,
    held(before),
    toned(change, then),
    ...(wide ? [change] : []),
    notSent ? bad(`${why}; nothing is sent: ${notSent.message}`) : why,
  ];
}

const toned = (change: ClusterPreview['change'], words: string): Cell =>
  change === 'starts' || change === 'grows'
    ? good(words)
    : change === 'stops'
      ? bad(words)
      : change === 'shrinks'
        ? warn(words)
        : words;

function findingLine({ severity, code, message, source }: Finding): Cell {
  const line = `${severity}: ${source === undefined ? '' : `${source}: `}${message} [${code}]`;
  return severity === 'error' ? bad(line) : warn(line);
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
