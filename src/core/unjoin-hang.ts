import { type Cluster, clusters, executionNamespace, whyNotReady } from './cluster.ts';
import { type Condition, core, fullName, type KubeObject, type Named } from './object.ts';
import { type Binding, type Work, works as workKind } from './propagation.ts';
import { isPreserved, targetsOf } from './unjoin-workloads.ts';

/** What keeps a cluster from going: which finalizer, on which object, and why it is still there. */
export interface Blocker {
  readonly object: string;
  readonly namespace?: string | undefined;
  readonly finalizers: readonly string[];
  readonly why: string;
  readonly place: Named;
  readonly held: KubeObject;
  /** `spec`: those of a namespace, which only its subresource finalize takes away. */
  readonly of: 'metadata' | 'spec';
}

export interface Namespace extends KubeObject {
  readonly spec?: { readonly finalizers?: readonly string[] };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

export interface HangFacts {
  readonly name: string;
  readonly cluster: Cluster | undefined;
  readonly space: Namespace | undefined;
  readonly works: readonly Work[];
  readonly bindings: readonly Binding[];
}

const executionFinalizer = 'karmada.io/execution-controller';

/** The roots alone: a namespace that only waits for its Works goes by itself once they are gone. */
export function blockersOf(facts: HangFacts): readonly Blocker[] {
  const { space, works } = facts;
  const held = works.filter(({ metadata }) => metadata.deletionTimestamp && metadata.finalizers?.length);
  if (held.length > 0) return held.map((work) => workBlocker(work, facts));
  if (space?.metadata.deletionTimestamp) return namespaceBlockers(space, works.length);
  return clusterBlockers(facts);
}

/** Works whose Cluster is gone have nobody who would let them go: pkg/controllers/execution asks for the Cluster first. */
export const isHopeless = ({ cluster, works }: HangFacts): boolean =>
  !cluster &&
  works.some(({ metadata }) => metadata.deletionTimestamp && metadata.finalizers?.includes(executionFinalizer));

/** Works that go, keep their objects, and wait until Karmada has taken its marks off those. */
export const unmarking = (works: readonly Work[]): readonly Work[] =>
  works.filter(
    (work) =>
      work.metadata.deletionTimestamp && work.metadata.finalizers?.includes(executionFinalizer) && isPreserved(work),
  );

/** isManagedResource (pkg/util/objectwatcher): the mark that the others come and go with. */
export const isMarked = ({ metadata }: KubeObject): boolean => metadata.labels?.['karmada.io/managed'] === 'true';

/** Where none of its objects is marked any more. */
export const unmarkedBlocker = (work: Work): Blocker => ({
  ...heldWork(work, [executionFinalizer]),
  why: 'what it keeps has no marks of Karmada any more',
});

function workBlocker(work: Work, { cluster }: HangFacts): Blocker {
  const { finalizers = [] } = work.metadata;
  const isKarmadas = finalizers.includes(executionFinalizer);
  return {
    ...heldWork(work, finalizers),
    why: isKarmadas ? whyWorkStays(work, cluster) : 'whoever set it has not taken it away',
  };
}

function heldWork(work: Work, finalizers: readonly string[]) {
  const { name, namespace = '' } = work.metadata;
  const object = fullName('work', workKind.group, name);
  return {
    object,
    namespace,
    finalizers,
    place: { ...workKind, namespace, name },
    held: work,
    of: 'metadata',
  } as const;
}

function whyWorkStays(work: Work, cluster: Cluster | undefined): string {
  if (!cluster) return 'its Cluster is gone, and without that no controller lets it go';
  const unready = whyNotReady(cluster);
  const task = isPreserved(work)
    ? 'Karmada must take its marks off what it keeps in the member'
    : 'Karmada must delete what it has made in the member';
  return unready
    ? `${task}, which does not answer (${unready})`
    : `${task}; does the member answer, and does karmada-controller-manager run?`;
}

function namespaceBlockers(space: Namespace, works: number): readonly Blocker[] {
  const { name, finalizers = [] } = space.metadata;
  const told = (space.status?.conditions ?? [])
    .filter(({ type, status }) => type.startsWith('Namespace') && status === 'True')
    .map(({ type, message }) => `${type}: ${message ?? ''}`.trim());
  const why =
    told.join('; ') ||
    `its content is being deleted${works > 0 ? ` (${works} Works)` : ''}; does the control plane's kube-controller-manager run?`;
  const base = { object: `namespace/${name}`, why, place: { ...core('namespaces'), name }, held: space };
  if (finalizers.length > 0) return [{ ...base, finalizers, of: 'metadata' }];
  // Without its own finalizer the namespace would go at once, and leave in the store what is in it: nobody would find that.
  const isEmpty = works === 0 && !remains(space);
  return [{ ...base, finalizers: isEmpty ? (space.spec?.finalizers ?? []) : [], of: 'spec' }];
}

const remains = ({ status }: Namespace): boolean =>
  status?.conditions?.some(
    ({ type, status: is }) => is === 'True' && /^Namespace(Content|Finalizers)Remaining$/.test(type),
  ) === true;

function clusterBlockers({ name, cluster, space, bindings }: HangFacts): readonly Blocker[] {
  if (!cluster) return [];
  const waitedFor = bindings.filter((binding) => targetsOf(binding).includes(name));
  const why = space
    ? `karmada-controller-manager has not begun to remove ${executionNamespace(name)}; does it run?`
    : waitedFor.length > 0
      ? `Karmada waits until no binding targets it: ${namesOf(waitedFor)}; does karmada-scheduler run?`
      : 'nothing is left to wait for; does karmada-controller-manager run?';
  return [
    {
      object: fullName('cluster', clusters.group, name),
      finalizers: cluster.metadata.finalizers ?? [],
      why,
      place: { ...clusters, name },
      held: cluster,
      of: 'metadata',
    },
  ];
}

const shown = 3;
function namesOf(bindings: readonly Binding[]): string {
  const names = bindings.map(({ metadata: { namespace, name } }) => (namespace ? `${namespace}/${name}` : name));
  return names.length > shown
    ? `${names.slice(0, shown).join(', ')} and ${names.length - shown} more`
    : names.join(', ');
}

export const blockerInWords = ({ object, namespace, finalizers, why }: Blocker): string =>
  `${object}${namespace === undefined ? '' : ` in ${namespace}`}${finalizers.length > 0 ? ` keeps ${finalizers.join(', ')}` : ''}: ${why}`;
