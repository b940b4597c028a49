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
import { counted } from '../../core/counted.ts';
import { inShort } from '../../core/in-short.ts';
import { type ClusterPreview, callObject, type Finding } from '../../core/preview/preview.ts';
import type { Result } from './preview.run.ts';
import type { WorkloadResult } from './rendered-diff.ts';
import { renderedView } from './rendered-view.ts';
import { hasCounts, targetWords } from './target-words.ts';
import { workloadTree } from './workload-tree.ts';

export function view({ workloads, findings, failures, unknown, unchanged }: Result, { wide }: ViewOptions): View {
  const notes = [...unknown, ...new Set(workloads.flatMap((one) => one.unknown))];
  return stack(
    ...workloads.map((one) => workloadView(one, wide)),
    ...(workloads.length + unchanged + failures.length === 0
      ? [text(dim('No workload is moved or placed by this.'))]
      : []),
    ...(unchanged > 0
      ? [text(dim(unchanged === 1 ? '1 workload stays as it is.' : `${unchanged} workloads stay as they are.`))]
      : []),
    ...(findings.length > 0 ? [prose(...findings.map(findingLine))] : []),
    ...(notes.length > 0 ? [prose(...notes.map((note) => dim(`not known: ${note}`)))] : []),
  );
}

function workloadView(one: WorkloadResult, wide: boolean): View {
  const {
    workload,
    policy,
    taken,
    because,
    replicas,
    clusters,
    placement,
    passedOver,
    nearMisses,
    takesAlong = [],
  } = one;
  const where = workload.namespace === undefined ? '' : ` in ${workload.namespace}`;
  const count =
    replicas === undefined ? '' : `, ${replicas === 'unknown' ? '? replicas' : counted(replicas, 'replica')}`;
  const heading = `${callObject(workload)}${where}${count}`;
  const others = [
    ...passedOver.map((other) => dim(`not ${other.policy.kind} ${other.policy.name}: ${other.why}`)),
    ...(takesAlong.length > 0 ? [dim(`takes along ${inShort(takesAlong.map(callObject), 5)}`)] : []),
    ...(policy || taken === 'along'
      ? []
      : nearMisses.map((near) => dim(`near: ${near.policy.kind} ${near.policy.name}: ${near.why}`))),
  ];
  const failure = placement?.error?.message;
  const isCounted = hasCounts(clusters);
  const plain = stack(
    prose(heading, ...[because, ...others, ...(failure === undefined ? [] : [bad(failure)])].map(indented)),
    {
      kind: 'table',
      head: ['CLUSTER', 'NOW', 'THEN', ...(wide ? ['CHANGE'] : []), 'WHY'],
      rows: clusters.map((cluster) => rowOf(cluster, isCounted, wide)),
    },
  );
  const drawn: View = wide
    ? plain
    : { kind: 'tree', root: workloadTree(heading, { because, others, failure, clusters }), plain };
  return one.rendered ? stack(drawn, renderedView(one.rendered)) : drawn;
}

const indented = (cell: Cell): Cell => (typeof cell === 'string' ? `  ${cell}` : { ...cell, text: `  ${cell.text}` });

function rowOf(one: ClusterPreview, counted: boolean, wide: boolean): Row {
  const { cluster, change, why, notSent } = one;
  const { has, gets } = targetWords(one, counted);
  const words = notSent ? bad(`${why}; nothing is sent: ${notSent.message}`) : why;
  return [cluster, has, toned(change, gets), ...(wide ? [change] : []), words];
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
