import { type Failure, KnownError } from '../contract/errors.ts';
import { type Cluster, executionNamespace } from './cluster.ts';
import { impersonator, roleName, serviceAccountName } from './join-objects.ts';
import { core, type Gvr, type KubeObject, type Named } from './object.ts';
import { deleteStep, type Kept, type Left, type PlannedStep, type SharedNamespace } from './unjoin-step.ts';

/** What a join has made in the member, and what of it may go. */
export type MemberFacts =
  /** No kubeconfig was given. */
  | { readonly kind: 'unasked' }
  | { readonly kind: 'unreachable'; readonly failure: Failure }
  | {
      readonly kind: 'seen';
      readonly server: string;
      /** The uid of its namespace kube-system. */
      readonly id: string;
      /** The name of another Cluster with that id, looked for where this one is gone. */
      readonly joinedAs: string | undefined;
      /** What is there of the objects that a join makes, by their titles. */
      readonly found: ReadonlyMap<string, KubeObject>;
      readonly namespace: SharedNamespace | undefined;
      /** Accounts of other control planes, or of this one under another name. */
      readonly others: readonly string[];
    };

export interface MemberObject {
  readonly title: string;
  readonly place: Named;
  /** Control planes that join the same cluster share it. */
  readonly shared: boolean;
}

const rbac = (resource: string): Gvr => ({ group: 'rbac.authorization.k8s.io', version: 'v1', resource });
export const clusterRoles = rbac('clusterroles');
export const accessPrefix = 'karmada-controller-manager:';

/** All of them but the namespace, in the order that takes access away first (join-plan.ts, memberSteps). */
export function memberObjects(name: string, namespace: string): readonly MemberObject[] {
  const account = serviceAccountName(name);
  const one = (kind: string, gvr: Gvr, called: string, shared: boolean, scoped: boolean): MemberObject => ({
    title: `${kind}/${called}`,
    place: { ...gvr, name: called, ...(scoped ? { namespace } : {}) },
    shared,
  });
  return [
    one('clusterrolebinding', rbac('clusterrolebindings'), roleName(name), false, false),
    one('clusterrole', clusterRoles, roleName(name), false, false),
    one('secret', core('secrets'), account, false, true),
    one('serviceaccount', core('serviceaccounts'), account, false, true),
    // Karmada removes these two with its Works, where it can.
    one('clusterrolebinding', rbac('clusterrolebindings'), impersonator, true, false),
    one('clusterrole', clusterRoles, impersonator, true, false),
    one('secret', core('secrets'), impersonator, true, true),
    one('serviceaccount', core('serviceaccounts'), impersonator, true, true),
  ];
}

interface MemberWish {
  readonly name: string;
  readonly namespace: string;
  readonly cluster: Cluster | undefined;
  /** Something of it is in the control plane. */
  readonly isThere: boolean;
}

interface MemberPlan {
  readonly steps: readonly PlannedStep[];
  readonly left: readonly Left[];
  readonly kept: readonly Kept[];
}

const nothing: MemberPlan = { steps: [], left: [], kept: [] };

export function planMember(facts: MemberFacts, wish: MemberWish): MemberPlan {
  if (facts.kind === 'seen') return planSeen(facts, wish);
  if (!wish.isThere) return nothing;
  const left = leftObjects(wish);
  if (facts.kind === 'unasked') return { ...nothing, left };
  const { name, namespace } = wish;
  const steps = memberObjects(name, namespace)
    .filter(({ shared }) => !shared)
    .map(({ title, place }) => {
      const metadata = { name: place.name, ...(place.namespace === undefined ? {} : { namespace: place.namespace }) };
      return deleteStep(
        'member',
        place,
        kindOf(title),
        { metadata },
        { problem: facts.failure, command: commandFor(title, place) },
      );
    });
  return { steps, left, kept: [] };
}

function planSeen(facts: MemberFacts & { kind: 'seen' }, { name, namespace, cluster }: MemberWish): MemberPlan {
  refuseAnother(facts, name, cluster);
  const { found, others } = facts;
  const there = memberObjects(name, namespace).flatMap((one) => {
    const object = found.get(one.title);
    return object ? [{ ...one, object }] : [];
  });
  const usedBy = (object: KubeObject): string | undefined =>
    others.length > 0 ? `used by ${others.join(', ')}` : otherMaker(object, name);
  const kept = there.flatMap(({ title, place, shared, object }): readonly Kept[] => {
    const why = shared ? usedBy(object) : undefined;
    return why === undefined ? [] : [{ object: title, namespace: place.namespace, why }];
  });
  const steps = there
    .filter(({ shared, object }) => !shared || usedBy(object) === undefined)
    .map(({ title, place, shared, object }) =>
      deleteStep('member', place, kindOf(title), object, { shared, command: commandFor(title, place) }),
    );
  const home = facts.namespace;
  if (!home) return { steps, left: [], kept };
  const users = [...others, ...home.users];
  if (users.length > 0) {
    return {
      steps,
      left: [],
      kept: [...kept, { object: `namespace/${namespace}`, why: `used by ${users.join(', ')}` }],
    };
  }
  const command = `kubectl delete namespace ${namespace}`;
  const last = deleteStep('member', core('namespaces'), 'namespace', home.object, { shared: true, command });
  return { steps: [...steps, last], left: [], kept };
}

/** A cluster that is not the one meant may hold accounts of the same names, for another control plane. */
function refuseAnother(
  { id, server, joinedAs }: MemberFacts & { kind: 'seen' },
  name: string,
  cluster: Cluster | undefined,
): void {
  const hint = 'Give the kubeconfig and context of the cluster itself, or none: then what to delete there is listed.';
  if (cluster && cluster.spec.id !== id) {
    throw new KnownError(
      'conflict',
      `The cluster at ${server} (id ${id}) is not ${name} (id ${cluster.spec.id ?? 'not known'}).`,
      { hint },
    );
  }
  if (!cluster && joinedAs !== undefined) {
    throw new KnownError('conflict', `The cluster at ${server} (id ${id}) is joined as "${joinedAs}", not "${name}".`, {
      hint,
    });
  }
}

/** Works note where they are; another control plane may have written over what ours made (pkg/util, WorkNamespaceAnnotation). */
function otherMaker({ metadata }: KubeObject, name: string): string | undefined {
  const space = metadata.annotations?.['work.karmada.io/namespace'];
  return space === undefined || space === executionNamespace(name) ? undefined : `made by a Work in ${space}`;
}

const kindOf = (title: string): string => title.slice(0, title.indexOf('/'));

const commandFor = (title: string, { namespace, name }: Named): string =>
  `kubectl delete ${kindOf(title)} ${name}${namespace === undefined ? '' : ` -n ${namespace}`}`;

const ifAlone = '   # unless another Karmada uses it';

/** What nobody looked at, with the commands that remove it. */
function leftObjects({ name, namespace }: MemberWish): readonly Left[] {
  const objects = memberObjects(name, namespace)
    .filter(({ place, shared }) => !shared || place.namespace !== undefined)
    .map(({ title, place, shared }) => ({
      object: title,
      ...(place.namespace === undefined ? {} : { namespace: place.namespace }),
      command: `${commandFor(title, place)}${shared ? ifAlone : ''}`,
    }));
  return [...objects, { object: `namespace/${namespace}`, command: `kubectl delete namespace ${namespace}${ifAlone}` }];
}
