import type { AnyBinding } from '../detector/binding-for.ts';
import type { BindingFacts } from '../detector/binding-spec.ts';
import { type Detected, type DetectorRules, detect } from '../detector/detector.ts';
import { maySelect } from '../detector/may-select.ts';
import type { NearMiss } from '../detector/near-miss.ts';
import type { PolicyChoice } from '../detector/policy-choice.ts';
import type { ClusterPropagationPolicy, PropagationPolicy } from '../karmada-types/policy.ts';
import type { TargetCluster } from '../karmada-types/work.ts';
import type { OverrideRules } from '../override-manager/apply-overriders.ts';
import type { Workload } from '../propagation.ts';
import type { SchedulingAnswer, SchedulingRules } from '../scheduling/answer.ts';
import { type Fleet as Prepared, prepareFleet } from '../scheduling/fleet.ts';
import { appliedPlacement, type SchedulingEvent } from '../scheduling/need.ts';
import { compareClusters } from './compare.ts';
import { scheduleEitherWay } from './either-way.ts';
import { factsOf } from './facts-of.ts';
import type { Fleet } from './fleet.ts';
import { asHeldBy } from './held-by.ts';
import { type Interpreter, interpreterOf } from './interpreters.ts';
import { leftOpen } from './left-open.ts';
import { nameOf } from './name-of.ts';
import type { ClusterPreview, ObjectName, WorkloadPreview } from './preview.ts';
import { gateNotKnown, propagatesDeps } from './propagates-deps.ts';
import { type Overriding, renderPlaced, withWhatIsSent } from './render-preview.ts';
import { callTakers, takenPerhaps, withRequirers, withTakers } from './taken-along.ts';
import { bindingKeyOf, createTakers, type Taker, takerOf } from './takers.ts';
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
  /** What brings the scheduler to it; a change of its binding, unless something else is said. */
  readonly event?: SchedulingEvent;
  /** Asked for the sake of what takes it along: of interest where that moves it. */
  readonly isAside?: true;
}

export interface PreviewRules extends DetectorRules, SchedulingRules {
  /** The package `yaml`, for overrides within a text of YAML. */
  readonly yaml?: NonNullable<OverrideRules['yaml']>;
  /** Also what would reach each cluster. */
  readonly render?: boolean;
  /** The gate PropagateDeps of karmada-controller-manager; left out: bindings tell, or it is not known. */
  readonly propagatesDeps?: boolean;
  /** Replicas of a kind that Karmada alone can count. */
  readonly replicas?: number;
}

/** What Karmada would do with each template, in a control plane that holds all that the fleet says. */
export function previewWorkloads(
  fleet: Fleet,
  questions: readonly PreviewQuestion[],
  rules: PreviewRules,
): readonly WorkloadPreview[] {
  const bindings = [...fleet.resourceBindings, ...questions.flatMap(({ binding }) => binding ?? [])];
  const common: Common = {
    clusters: fleet.clusters,
    prepared: prepareFleet(fleet.clusters, rules),
    policies: [...fleet.propagationPolicies, ...fleet.clusterPropagationPolicies],
    overridePolicies: [...fleet.overridePolicies, ...fleet.clusterOverridePolicies],
    interpreters: fleet.interpreters ?? [],
    quotas: fleet.quotas ?? [],
    takesAlong: rules.propagatesDeps ?? propagatesDeps(bindings, rules.minor),
  };
  const answers = questions.map((question) => answerOne(common, question, rules));
  const takersOf =
    common.takesAlong === false
      ? createTakers([], [], [])
      : createTakers(
          answers.flatMap(({ taker }) => taker ?? []),
          questions.map(bindingKeyOf),
          fleet.resourceBindings,
        );
  return answers.map((answer) => {
    const { template, binding } = answer.question;
    return tellOne(common, answer, takersOf(template, binding?.spec.requiredBy ?? []), rules);
  });
}

/** What all questions share, made once. */
interface Common extends Overriding {
  readonly interpreters: readonly Interpreter[];
  readonly quotas: NonNullable<Fleet['quotas']>;
  /** What propagateDeps says of dependencies holds; undefined: nobody knows. */
  readonly takesAlong: boolean | undefined;
  readonly prepared: Prepared;
  readonly policies: readonly (PropagationPolicy | ClusterPropagationPolicy)[];
}

/** By itself: who takes it, and where it is placed. */
interface Answered {
  readonly question: PreviewQuestion;
  readonly detected: Detected;
  readonly placed: Placed | undefined;
  readonly isUncounted: boolean;
  /** Of a binding alone the template is not known. */
  readonly isRead: boolean;
  readonly taker: Taker | undefined;
}

function answerOne(common: Common, question: PreviewQuestion, rules: PreviewRules): Answered {
  const { prepared, policies, overridePolicies, interpreters } = common;
  const { template, binding, changed = 'template' } = question;
  const { facts, isUncounted } = factsOf(question, interpreters, rules);
  const detected =
    question.isHeld && binding
      ? asHeldBy(policies, template, binding)
      : detect({ template, policies, facts, ...(binding ? { binding } : {}) }, { ...rules, overridePolicies, changed });
  const placed = place(prepared, detected, question.event ?? 'binding');
  const isRead = question.facts === undefined && !question.isHeld;
  const taker = takerOf(question, detected, placed?.answer, {
    isRead: isRead && !interpreterOf(interpreters, template, 'InterpretDependency'),
    minor: rules.minor,
  });
  return { question, detected, placed, isUncounted, isRead, taker };
}

/** With what others take along. */
function tellOne(
  common: Common,
  { question, detected, placed, isUncounted, isRead, taker }: Answered,
  takers: readonly Taker[],
  rules: PreviewRules,
): WorkloadPreview {
  const { prepared, takesAlong, policies, interpreters, quotas } = common;
  const { template, source, binding } = question;
  const { choice } = detected;
  const placement = placed?.answer;
  const replicas = isUncounted ? 'unknown' : detected.binding?.spec.replicas;
  const targets = placement?.clusters ?? [];
  const sendable = withRequirers(template, detected.binding ?? binding, takers);
  const sent =
    (placement || takers.length > 0) && isRead
      ? renderPlaced(
          common,
          { template: detected.template, ...(sendable ? { binding: sendable } : {}) },
          targets,
          rules,
        )
      : undefined;
  const own = placed ? comparison(prepared, question, placed) : untouched(binding, choice);
  const all = [...targets, ...takers.flatMap(({ clusters }) => clusters)];
  // Where they are left behind, those that a policy sends are not of interest.
  const needs = (taker?.needs ?? []).filter((need) => takesAlong !== false || !isSent(policies, need));
  const isAlong = takers.length > 0 && (choice.outcome === 'none' || choice.outcome === 'ignored');
  return {
    workload: nameOf(template),
    ...(source === undefined ? {} : { source }),
    ...(choice.policy ? { policy: nameOf(choice.policy) } : {}),
    taken: isAlong ? 'along' : choice.outcome,
    because: isAlong ? `${callTakers(takers)} takes it along (propagateDeps)` : choice.why,
    nearMisses: choice.nearMisses.slice(0, 5).map(inWords),
    passedOver: choice.candidates.flatMap(({ policy, lost }) => (lost ? [{ policy: nameOf(policy), why: lost }] : [])),
    ...(replicas === undefined ? {} : { replicas }),
    ...(placement ? { placement } : {}),
    clusters: withWhatIsSent(withTakers(own, takers, binding?.spec.requiredBy), sent ?? [], all),
    ...(needs.length > 0 ? (takesAlong === false ? { leavesBehind: needs } : { takesAlong: needs }) : {}),
    ...(rules.render && sent ? { rendered: sent } : {}),
    unknown: [
      ...leftOpen(question, { ...detected, placement, isUncounted, sent, taker, interpreters, quotas }, rules),
      ...takenPerhaps(takers),
      ...(takesAlong === undefined && (needs.length > 0 || takers.some((one) => one.needs.length > 0))
        ? [gateNotKnown]
        : []),
    ],
  };
}

const isSent = (policies: Common['policies'], { name, namespace, ...kind }: ObjectName): boolean => {
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
  return policies.some((policy) => maySelect(policy, { ...kind, metadata }, 'no labels'));
};

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
  (binding?.spec.clusters ?? []).toSorted(byName).map((held) => ({
    cluster: held.name,
    before: held,
    after: held,
    change: 'stays',
    why,
  }));

function inWords({ policy, field, wanted, found }: NearMiss): WorkloadPreview['nearMisses'][number] {
  return { policy: nameOf(policy), why: `${field} is ${found || 'not set'}, it asks for ${wanted}` };
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number => (a.name < b.name ? -1 : 1);
