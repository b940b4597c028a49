import type { AnyBinding } from '../detector/binding-for.ts';
import type { BindingFacts } from '../detector/binding-spec.ts';
import { callClaim, claimOf, isClaimOf } from '../detector/claim.ts';
import { type Detected, type DetectorRules, detect } from '../detector/detector.ts';
import type { NearMiss } from '../detector/near-miss.ts';
import type { Policy } from '../detector/policy.ts';
import type { PolicyChoice } from '../detector/policy-choice.ts';
import type { ClusterPropagationPolicy, PropagationPolicy } from '../karmada-types/policy.ts';
import type { TargetCluster } from '../karmada-types/work.ts';
import type { KubeObject } from '../object.ts';
import type { OverrideRules } from '../override-manager/apply-overriders.ts';
import type { Workload } from '../propagation.ts';
import { replicasOf } from '../resource-interpreter/replicas-of.ts';
import type { SchedulingAnswer, SchedulingRules } from '../scheduling/answer.ts';
import { type Fleet as Prepared, prepareFleet } from '../scheduling/fleet.ts';
import { appliedPlacement, type SchedulingEvent } from '../scheduling/need.ts';
import { compareClusters } from './compare.ts';
import { scheduleEitherWay } from './either-way.ts';
import type { Fleet } from './fleet.ts';
import { leftOpen } from './left-open.ts';
import type { ClusterPreview, ObjectName, WorkloadPreview } from './preview.ts';
import { type Overriding, renderPlaced, withWhatIsSent } from './render-preview.ts';
import { type Why, whyOf, whyUntouched } from './why.ts';

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
  /** What has changed, and Karmada acts on: the template (by default), or only policies. */
  readonly changed?: 'template' | 'policies';
  /** It is from a file, and nobody has compared it with what is there. */
  readonly mayBeUnchanged?: boolean;
  /** Neither has: the binding is scheduled as it is, and its template, which nobody has read, does not matter. */
  readonly isHeld?: true;
}

export interface PreviewRules extends DetectorRules, SchedulingRules {
  /** The package `yaml`, for overrides within a text of YAML. */
  readonly yaml?: NonNullable<OverrideRules['yaml']>;
  /** Also what would reach each cluster. */
  readonly render?: boolean;
  /** Replicas of a kind that Karmada alone can count. */
  readonly replicas?: number;
}

/** What Karmada would do with each template, in a control plane that holds all that the fleet says. */
export function previewWorkloads(
  fleet: Fleet,
  questions: readonly PreviewQuestion[],
  rules: PreviewRules,
): readonly WorkloadPreview[] {
  const common: Common = {
    clusters: fleet.clusters,
    prepared: prepareFleet(fleet.clusters, rules),
    policies: [...fleet.propagationPolicies, ...fleet.clusterPropagationPolicies],
    overridePolicies: [...fleet.overridePolicies, ...fleet.clusterOverridePolicies],
  };
  return questions.map((question) => previewOne(common, question, rules));
}

/** What all questions share, made once. */
interface Common extends Overriding {
  readonly prepared: Prepared;
  readonly policies: readonly (PropagationPolicy | ClusterPropagationPolicy)[];
}

function previewOne(common: Common, question: PreviewQuestion, rules: PreviewRules): WorkloadPreview {
  const { prepared, policies, overridePolicies } = common;
  const { template, source, binding, changed = 'template' } = question;
  const { facts, isUncounted } = factsOf(question, rules);
  const detected =
    question.isHeld && binding
      ? asHeldBy(policies, template, binding)
      : detect({ template, policies, facts, ...(binding ? { binding } : {}) }, { ...rules, overridePolicies, changed });
  const { choice } = detected;
  const placed = place(prepared, detected, question.isHeld ? 'clusters' : 'binding');
  const placement = placed?.answer;
  const replicas = isUncounted ? 'unknown' : detected.binding?.spec.replicas;
  // Of a binding alone the template is not known.
  const isRead = question.facts === undefined && !question.isHeld;
  const sent = placement && isRead ? renderPlaced(common, detected, placement.clusters, rules) : undefined;
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
      ? withWhatIsSent(comparison(prepared, question, placed), sent ?? [], placed.answer.clusters)
      : untouched(binding, choice),
    ...(rules.render && sent ? { rendered: sent } : {}),
    unknown: leftOpen(question, { ...detected, placement, isUncounted, sent }, rules),
  };
}

const comparison = (
  { members }: Prepared,
  { running, binding }: PreviewQuestion,
  { answer, why }: Placed,
): readonly ClusterPreview[] =>
  compareClusters(
    members.map(({ name }) => name),
    running ?? binding?.spec.clusters ?? [],
    answer,
    why,
  );

/** What is known of its replicas: of a kind that Karmada alone can count, what somebody says. */
function factsOf(
  { template, facts = {} }: PreviewQuestion,
  rules: PreviewRules,
): { readonly facts: BindingFacts; readonly isUncounted: boolean } {
  const counted = facts.replicas ?? replicasOf(template, rules);
  if (counted !== 'unknown') return { facts: counted ? { ...facts, replicas: counted } : facts, isUncounted: false };
  if (rules.replicas === undefined) return { facts, isUncounted: true };
  return { facts: { ...facts, replicas: { replicas: rules.replicas } }, isUncounted: false };
}

function asHeldBy(
  policies: readonly (PropagationPolicy | ClusterPropagationPolicy)[],
  template: Workload,
  binding: AnyBinding,
): Detected {
  const claim = claimOf(binding);
  const policy = claim && policies.find((one) => isClaimOf(one, claim));
  const why = claim ? `${callClaim(claim)} holds it` : 'no policy holds it';
  const choice = {
    outcome: 'claimed',
    why,
    holds: true,
    lapsed: false,
    candidates: [],
    nearMisses: [],
    ...(policy ? { policy } : {}),
  } as const;
  return { choice, template, binding };
}

interface Placed {
  readonly answer: SchedulingAnswer;
  readonly why: Why;
}

/** Whoever waits, or has no policy, keeps what it has: the scheduler is not asked. */
function place(fleet: Prepared, { choice, binding }: Detected, event: SchedulingEvent): Placed | undefined {
  if (!binding || !['matched', 'claimed', 'preempted'].includes(choice.outcome)) return undefined;
  const answer = scheduleEitherWay(fleet, binding, event);
  if (answer.outcome !== 'not needed') return { answer, why: whyOf(answer) };
  const anew = scheduleEitherWay(fleet, withoutAppliedPlacement(binding), event);
  return { answer, why: whyUntouched(answer, anew) };
}

/** As if its placement had just been written: then the scheduler looks at it. */
function withoutAppliedPlacement(binding: AnyBinding): AnyBinding {
  const { [appliedPlacement]: _, ...annotations } = binding.metadata.annotations ?? {};
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

function inWords({ policy, field, wanted, found }: NearMiss): WorkloadPreview['nearMisses'][number] {
  return { policy: nameOf(policy), why: `${field} is ${found || 'not set'}, it asks for ${wanted}` };
}

export function nameOf({ apiVersion = '', kind, metadata }: KubeObject | Policy): ObjectName {
  const { namespace, name } = metadata;
  return { apiVersion, kind: kind ?? '', ...(namespace === undefined ? {} : { namespace }), name };
}
