import type { Karmada } from '../../contract/ports.ts';
import { claimOf } from '../../core/detector/claim.ts';
import { selects } from '../../core/detector/compare.ts';
import { isSkippedNamespace } from '../../core/detector/event-filter.ts';
import { isLazy, type Policy } from '../../core/detector/policy.ts';
import type { KubeObject } from '../../core/object.ts';
import { type AppliedPolicy, judgePolicies, judgeUnpropagated, policyPlace } from '../../core/policy.ts';
import {
  type Binding,
  bindingPlace,
  isBindingOf,
  isWorkload,
  judgeBinding,
  renewTemplate,
  type Workload,
} from '../../core/propagation.ts';
import type { AppliedObject } from './apply-one.ts';
import type { AskMember } from './ask-member.ts';
import type { Facts } from './facts.ts';
import { traceCluster } from './trace-cluster.ts';
import type { Trace } from './wait.ts';

/** What a run's policies may still change. */
export interface RunPolicies {
  readonly propagation: readonly AppliedPolicy[];
  /** Whether it applied override policies too: these leave no mark on templates and bindings. */
  readonly hasOverrides: boolean;
}

const waits = (...missing: string[]): Trace => ({ running: [], missing });
const done: Trace = { running: [], missing: [] };

/** One look at an object, from its template through binding and Works to the members' own objects. */
export async function traceWorkload(
  karmada: Karmada,
  applied: AppliedObject,
  policies: RunPolicies,
  { facts, askMember }: { readonly facts: Facts; readonly askMember: AskMember },
): Promise<Trace> {
  const { place } = applied;
  const held = await karmada.find<Workload>(place);
  if (!held) return waits('it is gone from Karmada: somebody deleted it');
  if (held.metadata.deletionTimestamp) return waits('it is being deleted from Karmada');
  const template = renewTemplate(applied.template, held);
  if (staysHere(template.object)) return done;
  const { namespace, name = '' } = place;
  const at = bindingPlace(template.object.kind ?? '', namespace, name);
  const binding = await karmada.find<Binding>(at);
  if (!binding || !isBindingOf(binding, template.object)) {
    return traceUnbound(template.object, policies, facts);
  }
  const judged = judgeBinding(template, binding);
  if (judged.kind === 'waiting') return waits(judged.why);
  const policyAt = policyPlace(binding);
  const policy = policyAt && (await karmada.find<Policy>(policyAt));
  const lag = judgePolicies(template.object, binding, policy, policies.propagation);
  if (lag !== undefined) return waits(lag);
  const overrides = policies.hasOverrides ? await facts.overrides(namespace) : undefined;
  const looks = await Promise.all(
    judged.clusters.map((cluster) =>
      traceCluster(karmada, askMember, facts, { applied: { ...applied, template }, binding, cluster, overrides }),
    ),
  );
  const running = looks.map((look) => look.running);
  const late = looks.filter((look) => look.running.why !== null);
  const missing = late.map(({ running: { cluster, why } }) => `${cluster}: ${why}`);
  if (late.length > 0) return { running, missing, isFinal: late.every(({ isFinal }) => isFinal) };
  // The scheduler may have gone on while the members were asked.
  const after = await karmada.find<Binding>(at);
  const isStill = after?.metadata.generation === binding.metadata.generation;
  return { running, missing: isStill ? [] : ['it is being scheduled anew'] };
}

/** A workload without a policy is worth a word; much else is meant for the control plane alone. */
async function traceUnbound(object: Workload, { propagation }: RunPolicies, facts: Facts): Promise<Trace> {
  const { namespace } = object.metadata;
  const policies = await facts.policies(namespace);
  const known = policies ?? propagation.map(({ policy }) => policy);
  const isSelected = known.some((policy) => !isLazy(policy) && selects(policy, object));
  const isMeant =
    isWorkload(object) || (!isSkippedNamespace(namespace) && (claimOf(object) !== undefined || isSelected));
  if (!isMeant) return done;
  const { why, hint } = judgeUnpropagated(object, policies);
  return { running: [], missing: [why], hint };
}

/** What Karmada never propagates by policy: namespaces go everywhere by themselves, its own kinds nowhere. */
const staysHere = ({ apiVersion = '', kind, metadata: { labels = {} } }: KubeObject): boolean =>
  /^[^/]+\.karmada\.io\//.test(apiVersion) ||
  (apiVersion === 'v1' && (kind === 'Namespace' || kind === 'Event')) ||
  Boolean(labels['resourcetemplate.karmada.io/claimed-by']);
