import { wayOf } from '../behaviours.ts';
import type { AnyBinding } from '../detector/binding-for.ts';
import type { BindingFacts } from '../detector/binding-spec.ts';
import { type Detected, type DetectorRules, detect } from '../detector/detector.ts';
import type { NearMiss } from '../detector/near-miss.ts';
import type { Policy } from '../detector/policy.ts';
import type { PolicyChoice } from '../detector/policy-choice.ts';
import type { TargetCluster } from '../karmada-types/work.ts';
import type { KubeObject } from '../object.ts';
import type { Workload } from '../propagation.ts';
import { replicasOf } from '../resource-interpreter/replicas-of.ts';
import type { SchedulingAnswer, SchedulingRules } from '../scheduling/answer.ts';
import { compareClusters } from './compare.ts';
import { scheduleEitherWay } from './either-way.ts';
import type { Fleet } from './fleet.ts';
import type { ClusterPreview, ObjectName, WorkloadPreview } from './preview.ts';
import { whyFor, whyUntouched } from './why.ts';

export interface PreviewQuestion {
  /** As the control plane would hold it: with its defaults, and the mark of the policy that holds it. */
  readonly template: Workload;
  /** `file.yaml:12`. */
  readonly source?: string;
  /** The binding that it has now. */
  readonly binding?: AnyBinding;
  /** What is known of its replicas beside the template, or in its place. */
  readonly facts?: BindingFacts;
  /** Where it runs now, where the question has taken some of that away already. */
  readonly running?: readonly TargetCluster[];
}

export interface PreviewRules extends DetectorRules, SchedulingRules {
  /** Replicas of a kind that Karmada alone can count. */
  readonly replicas?: number;
}

/** What Karmada would do with one template, in a control plane that holds all that the fleet says. */
export function previewWorkload(fleet: Fleet, question: PreviewQuestion, rules: PreviewRules): WorkloadPreview {
  const { template, source, binding } = question;
  const facts = question.facts ?? given(template, rules);
  const isUncounted = !facts.replicas && replicasOf(template, rules) === 'unknown';
  const policies = [...fleet.propagationPolicies, ...fleet.clusterPropagationPolicies];
  const overridePolicies = [...fleet.overridePolicies, ...fleet.clusterOverridePolicies];
  const detected = detect(
    { template, policies, facts, ...(binding ? { binding } : {}) },
    { ...rules, overridePolicies },
  );
  const { choice } = detected;
  const placed = place(fleet, detected, rules);
  const placement = placed?.answer;
  const replicas = isUncounted ? 'unknown' : detected.binding?.spec.replicas;
  return {
    workload: nameOf(template),
    ...(source === undefined ? {} : { source }),
    ...(choice.policy ? { policy: nameOf(choice.policy) } : {}),
    taken: choice.outcome,
    because: choice.why,
    nearMisses: choice.nearMisses.slice(0, 5).map(inWords),
    passedOver: choice.candidates.flatMap(({ policy, lost }) => (lost ? [{ policy: nameOf(policy), why: lost }] : [])),
    ...(replicas === undefined ? {} : { replicas }),
    ...(placement ? { placement } : {}),
    clusters: placed
      ? compareClusters(
          fleet.clusters.map(({ metadata }) => metadata.name),
          question.running ?? binding?.spec.clusters ?? [],
          placed.answer,
          placed.why,
        )
      : untouched(binding, choice),
    unknown: [
      ...(isUncounted ? [`how many replicas a ${template.kind} has, Karmada alone can tell: give --replicas`] : []),
      ...(placement ? notCounted(placement) : []),
      ...remainder(placement, rules),
    ],
  };
}

/** Of a kind that Karmada alone can count, what somebody says. */
const given = (template: Workload, rules: PreviewRules): BindingFacts =>
  rules.replicas !== undefined && replicasOf(template, rules) === 'unknown'
    ? { replicas: { replicas: rules.replicas } }
    : {};

interface Placed {
  readonly answer: SchedulingAnswer;
  readonly why: (cluster: string) => string;
}

/** Whoever waits, or has no policy, keeps what it has: the scheduler is not asked. */
function place(fleet: Fleet, { choice, binding }: Detected, rules: PreviewRules): Placed | undefined {
  if (!binding || !['matched', 'claimed', 'preempted'].includes(choice.outcome)) return undefined;
  const { clusters } = fleet;
  const answer = scheduleEitherWay({ binding, clusters }, rules);
  if (answer.outcome !== 'not needed') return { answer, why: (cluster) => whyFor(cluster, answer) };
  const anew = scheduleEitherWay({ binding: withoutAppliedPlacement(binding), clusters }, rules);
  return { answer, why: (cluster) => whyUntouched(cluster, answer, anew) };
}

/** As if its placement had just been written: then the scheduler looks at it. */
function withoutAppliedPlacement(binding: AnyBinding): AnyBinding {
  const { 'policy.karmada.io/applied-placement': _, ...annotations } = binding.metadata.annotations ?? {};
  return { ...binding, metadata: { ...binding.metadata, annotations } };
}

const untouched = (binding: AnyBinding | undefined, { why }: PolicyChoice): readonly ClusterPreview[] =>
  (binding?.spec.clusters ?? []).map((held) => ({
    cluster: held.name,
    before: held,
    after: held,
    change: 'stays',
    why,
  }));

/** Where room decides: the replicas each gets by it, or which clusters are chosen. */
const notCounted = ({ attempts }: SchedulingAnswer): readonly string[] =>
  attempts.some(
    ({ estimates = [], division, selection }) =>
      estimates.length > 0 &&
      (division?.rule === 'dynamic weight' || division?.rule === 'aggregated' || selection?.by !== 'all'),
  )
    ? ['room was counted from what the clusters report; a scheduler-estimator, where one runs, counts node by node']
    : [];

/** Who gets what is left over: drawn before v1.16, and then by a UID that a new workload does not have yet. */
function remainder(placement: SchedulingAnswer | undefined, { minor }: PreviewRules): readonly string[] {
  if (!placement?.undetermined) return [];
  const { clusters, extra } = placement.undetermined;
  const which = extra === 1 ? 'one of them gets' : `${extra} of them get`;
  const how =
    wayOf('replicaRounding', minor) === 'random'
      ? 'Karmada draws lots which'
      : 'the UID that the workload will have decides which';
  return [`${which} one replica more, and ${how}: ${clusters.join(', ')}`];
}

function inWords({ policy, field, wanted, found }: NearMiss): WorkloadPreview['nearMisses'][number] {
  return { policy: nameOf(policy), why: `${field} is ${found || 'not set'}, it asks for ${wanted}` };
}

export function nameOf({ apiVersion = '', kind, metadata }: KubeObject | Policy): ObjectName {
  const { namespace, name } = metadata;
  return { apiVersion, kind: kind ?? '', ...(namespace === undefined ? {} : { namespace }), name };
}
