import { failureOf, KnownError } from '../contract/errors.ts';
import { type Cluster, clusters, executionNamespace } from './cluster.ts';
import { core, type KubeObject } from './object.ts';
import type { Binding, Work } from './propagation.ts';
import { type MemberFacts, planMember } from './unjoin-member.ts';
import { deleteStep, inMember, type Kept, type Left, type PlannedStep, type SharedNamespace } from './unjoin-step.ts';
import { isOwn, type Workloads, workloadsOf } from './unjoin-workloads.ts';

/** What unjoining a cluster comes to, decided from what is there. */
export interface UnjoinWish {
  readonly name: string;
  readonly keepWorkloads: boolean;
  /** All clusters of the run. */
  readonly leaving: readonly string[];
  /** Of kubectl, to reach the member: `--kubeconfig f --context c`; none where no kubeconfig was given. */
  readonly memberFlags?: string | undefined;
}

export interface UnjoinFacts {
  /** Where the Secrets are, in the control plane and in the member. */
  readonly namespace: string;
  readonly cluster: Cluster | undefined;
  /** The execution namespace. */
  readonly space: KubeObject | undefined;
  /** undefined: this user may not read them. */
  readonly works: readonly Work[] | undefined;
  readonly bindings: readonly Binding[] | undefined;
  /** Those of a join: names, owners and labels say so. */
  readonly secrets: readonly KubeObject[];
  readonly home: SharedNamespace | undefined;
  /** Why this Karmada cannot keep workloads; only looked at where that is wished for. */
  readonly cannotKeep: KnownError | undefined;
  readonly member: MemberFacts;
}

export interface UnjoinPlan {
  readonly cluster: string;
  readonly workloads: Workloads;
  /** None: nothing of it is there. */
  readonly steps: readonly PlannedStep[];
  readonly leftInMember: readonly Left[];
  readonly kept: readonly Kept[];
  readonly memberFlags: string;
}

/** The order leaves nothing that cannot be found again: the Cluster first, what it needs to go after it, the member last. */
export function planUnjoin(facts: UnjoinFacts, wish: UnjoinWish): UnjoinPlan {
  const { cluster, space, home, member } = facts;
  const { name, keepWorkloads, memberFlags = '' } = wish;
  if (cluster?.spec.syncMode === 'Pull') throw isPull(name);
  const isThere = cluster !== undefined || space !== undefined || facts.secrets.length > 0;
  const fromMember = planMember(member, { name, namespace: facts.namespace, cluster, isThere });
  const steps = [
    ...(keepWorkloads ? keepSteps(facts, name) : []),
    ...clusterSteps(facts, name),
    ...facts.secrets.map((secret) =>
      deleteStep('karmada', core('secrets'), 'secret', secret, { why: 'what Karmada signed in with' }),
    ),
    ...(home?.users.length === 0
      ? [
          deleteStep('karmada', core('namespaces'), 'namespace', home.object, {
            why: 'made by a join, and empty',
            shared: true,
          }),
        ]
      : []),
    ...fromMember.steps.map(({ command, ...step }) =>
      command === undefined ? step : { ...step, command: inMember(command, memberFlags) },
    ),
  ];
  return {
    cluster: name,
    workloads: workloadsOf(facts, name, keepWorkloads, wish.leaving),
    // An empty namespace that a join has made is what a run left that was broken off at its very end.
    steps,
    leftInMember: fromMember.left.map((one) => ({ ...one, command: inMember(one.command, memberFlags) })),
    memberFlags,
    kept: fromMember.kept,
  };
}

function keepSteps({ works, space, cannotKeep }: UnjoinFacts, name: string): readonly PlannedStep[] {
  if (!space) return [];
  const namespace = executionNamespace(name);
  const unread = new KnownError('forbidden', `The Works in ${namespace} cannot be read, so that none can be kept.`);
  const problem = cannotKeep ?? (works ? undefined : unread);
  const count = works?.filter((work) => !isOwn(work)).length ?? 0;
  const shared = { side: 'karmada', object: `works (${count})`, namespace } as const;
  const failure = problem && failureOf(problem);
  return [
    {
      ...shared,
      action: 'change',
      why: 'their objects are to stay (preserveResourcesOnDeletion)',
      deed: { does: 'keep' },
      problem: failure,
    },
    {
      ...shared,
      action: 'delete',
      why: 'only as long as they say so; then their namespace',
      deed: { does: 'release' },
    },
  ];
}

function clusterSteps({ cluster, space }: UnjoinFacts, name: string): readonly PlannedStep[] {
  const namespace = executionNamespace(name);
  const isGoing = cluster?.metadata.deletionTimestamp !== undefined;
  const waiting: PlannedStep = {
    side: 'karmada',
    action: cluster ? 'wait' : 'delete',
    object: `namespace/${namespace}`,
    why: cluster ? 'until Karmada has removed it with its Works, and then the Cluster' : 'its Cluster is gone already',
    deed: { does: 'await' },
  };
  return [
    ...(cluster && !isGoing
      ? [deleteStep('karmada', clusters, 'cluster', cluster, { why: 'no way back from here' })]
      : []),
    ...(cluster || space ? [waiting] : []),
  ];
}

/** Whether a Secret of that name is what a join made: owned by the Cluster, or left by a join that did not get so far. */
export function isOfJoin(
  secret: KubeObject & { type?: string; data?: object },
  name: string,
  cluster: Cluster | undefined,
) {
  const { ownerReferences = [], labels } = secret.metadata;
  if (ownerReferences.length > 0)
    return ownerReferences.some((owner) => owner.kind === 'Cluster' && owner.name === name);
  if (labels?.['karmada.io/system'] === 'true') return true;
  if (secret.metadata.managedFields?.some(({ manager = '' }) => /^(karmate|karmadactl|kubectl-karmada)/.test(manager)))
    return true;
  // Before v1.11 karmadactl labelled nothing: then only what no Cluster uses can be told from a Secret of somebody's own.
  return !cluster && secret.type === 'Opaque' && secret.data !== undefined && 'token' in secret.data;
}

const isPull = (name: string): KnownError =>
  new KnownError('conflict', `${name} is joined in Pull mode: its agent would join it again.`, {
    hint:
      `Use "karmadactl unregister ${name}". Before Karmada v1.12, which has no such command: delete karmada-agent in the ` +
      `member first (kubectl delete namespace karmada-system), then kubectl delete clusters.cluster.karmada.io ${name}`,
  });
