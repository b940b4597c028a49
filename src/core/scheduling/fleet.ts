import { parseQuantity } from '../exact-quantity.ts';
import { inOrder } from '../go/string-order.ts';
import type { Cluster } from '../karmada-types/cluster.ts';
import type { Taint } from '../karmada-types/kubernetes.ts';
import { once } from '../once.ts';
import type { SchedulingRules } from './answer.ts';
import { type Grades, gradesOf } from './model-grades.ts';
import { type ModelNodes, nodesOf } from './model-nodes.ts';
import { type ParseQuantity, type Room, roomOf } from './room.ts';
import { type Rules, rulesOf } from './rules.ts';

/** Every cluster there is, read once for many bindings. */
export interface Fleet {
  readonly rules: Rules;
  /** By name. */
  readonly members: readonly Member[];
  /** Whether each of `members` has the API, in their order. */
  readonly serving: (apiVersion: string, kind: string) => readonly boolean[];
}

export interface Member {
  /** Its place among all members. */
  readonly index: number;
  readonly name: string;
  readonly cluster: Cluster;
  readonly isLeaving: boolean;
  /** The taints that keep workloads off. */
  readonly taints: readonly Taint[];
  readonly room: () => Room | undefined;
  /** Its resource models, as old schedulers read them and as new ones do. */
  readonly grades: () => Grades;
  readonly nodes: () => readonly ModelNodes[] | undefined;
}

export function prepareFleet(clusters: readonly Cluster[], rules: SchedulingRules): Fleet {
  const parse = parsingOnce();
  const members = clusters
    .toSorted((a, b) => inOrder(a.metadata.name, b.metadata.name))
    .map((cluster, index) => memberOf(cluster, index, parse));
  const known = new Map<string, readonly boolean[]>();
  return {
    rules: rulesOf(rules),
    members,
    serving: (apiVersion, kind) => {
      const key = `${apiVersion} ${kind}`;
      const found = known.get(key) ?? members.map(({ cluster }) => serves(cluster, apiVersion, kind));
      known.set(key, found);
      return found;
    },
  };
}

/** Many clusters are of one size: each text is parsed once. */
function parsingOnce(): ParseQuantity {
  const known = new Map<string | number, ReturnType<ParseQuantity>>();
  return (text) => {
    const found = known.get(text) ?? parseQuantity(text);
    known.set(text, found);
    return found;
  };
}

const memberOf = (cluster: Cluster, index: number, parse: ParseQuantity): Member => ({
  index,
  name: cluster.metadata.name,
  cluster,
  isLeaving: Boolean(cluster.metadata.deletionTimestamp),
  taints: (cluster.spec.taints ?? []).filter(({ effect }) => effect === 'NoSchedule' || effect === 'NoExecute'),
  room: once(() => roomOf(cluster, parse)),
  grades: once(() => gradesOf(cluster)),
  nodes: once(() => nodesOf(cluster)),
});

/** IsAPIEnabled (pkg/util/helper/cluster.go, v1.10), Cluster.APIEnablement (pkg/apis/cluster/v1alpha1, v1.18). */
const serves = ({ status }: Cluster, apiVersion: string, kind: string): boolean =>
  (status?.apiEnablements ?? []).some(
    ({ groupVersion, resources }) =>
      groupVersion === apiVersion && (resources ?? []).some((resource) => resource.kind === kind),
  );
