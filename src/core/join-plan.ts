import { type MissingRight, rightInWords } from './access-review.ts';
import { type Cluster, clusters } from './cluster.ts';
import {
  clusterObject,
  controlPlaneSecrets,
  type JoinWish,
  joinNamespace,
  memberObjects,
  ownerOf,
  type Secret,
  type Wanted,
} from './join-objects.ts';
import { core, fullName, type KubeObject, pathOf } from './object.ts';
import { contains } from './same-json.ts';
import type { Step } from './steps.ts';

/** What a join finds, by reading alone. */
export interface JoinFacts {
  /** The Cluster of this name and id; undefined: it is not joined. */
  readonly joined: Cluster | undefined;
  /** What of the join's objects is there, by path. */
  readonly inMember: ReadonlyMap<string, KubeObject>;
  readonly inKarmada: ReadonlyMap<string, KubeObject>;
  readonly missingRights: readonly MissingRight[];
}

/** What a step does, beside what is told of it. `secret` and `own` are for one of the control plane's two Secrets. */
export type JoinDeed =
  | { readonly kind: 'object'; readonly wanted: Wanted }
  | { readonly kind: 'token'; readonly wanted: Wanted<Secret> }
  | { readonly kind: 'secret'; readonly index: 0 | 1; readonly held: Secret | undefined; readonly isDying: boolean }
  | { readonly kind: 'cluster'; readonly wanted: Wanted<Cluster> }
  | { readonly kind: 'own'; readonly index: 0 | 1 }
  | { readonly kind: 'usable' };

export interface JoinStep {
  readonly step: Step;
  readonly deed: JoinDeed;
}

/** The steps that are missing, in the order that leaves nothing half usable. None: it is joined, and all is there. */
export function planJoin(facts: JoinFacts, wish: JoinWish): readonly JoinStep[] {
  const wantedInMember = memberObjects(wish);
  const absent = wantedInMember.filter(({ place }) => !facts.inMember.has(pathOf(place)));
  const steps = [
    ...absent.map((wanted) => create('member', wanted)),
    ...wantedInMember.filter(isToken).flatMap((wanted) => (tokenIn(facts, wanted) ? [] : [token(wanted)])),
    ...missingNamespace(facts, wish),
    ...secretSteps(facts, wish),
    ...(facts.joined ? [] : [clusterStep(wish)]),
    ...owning(facts, wish),
  ];
  return steps.length > 0 ? [...steps.map((step) => judged(step, facts.missingRights)), usable(wish.name)] : [];
}

/** With what the server would say to it. */
function judged(step: JoinStep, missing: readonly MissingRight[]): JoinStep {
  const { side, action } = step.step;
  const place = 'wanted' in step.deed ? step.deed.wanted.place : core('secrets');
  const verb = { create: ['create', 'escalate', 'bind'], change: ['patch'], wait: ['get'], delete: ['delete'] }[action];
  const lacking = missing.filter(
    (right) => right.side === side && verb.includes(right.verb) && isAbout(right, place.group, place.resource),
  );
  if (lacking.length === 0) return step;
  const message = `You may not ${lacking.map(rightInWords).join(', ')}.`;
  return { ...step, step: { ...step.step, problem: { code: 'forbidden', message } } };
}

/** To bind a role is a right on roles, and needed for their bindings. */
const isAbout = ({ verb, group, resource }: MissingRight, at: string, what: string): boolean =>
  group === at && (verb === 'bind' ? what === 'clusterrolebindings' : resource === what);

const labelOf = ({ place, object }: Wanted): string => fullName(object.kind ?? '', groupOf(place.group), place.name);
/** RBAC's kinds are known by their names alone. */
const groupOf = (group: string): string => (group === 'rbac.authorization.k8s.io' ? '' : group);

const create = (side: Step['side'], wanted: Wanted): JoinStep => ({
  step: { side, action: 'create', object: labelOf(wanted), namespace: wanted.place.namespace, undo: 'delete' },
  deed: { kind: 'object', wanted },
});

const isToken = (wanted: Wanted): wanted is Wanted<Secret> => wanted.object.kind === 'Secret';

const tokenIn = ({ inMember }: Pick<JoinFacts, 'inMember'>, { place }: Wanted): string | undefined =>
  (inMember.get(pathOf(place)) as Secret | undefined)?.data?.token;

const token = (wanted: Wanted<Secret>): JoinStep => ({
  step: {
    side: 'member',
    action: 'wait',
    object: labelOf(wanted),
    namespace: wanted.place.namespace,
    why: 'its token controller fills it',
  },
  deed: { kind: 'token', wanted },
});

function missingNamespace({ inKarmada }: JoinFacts, wish: JoinWish): readonly JoinStep[] {
  const wanted = joinNamespace(wish);
  return inKarmada.has(pathOf(wanted.place)) ? [] : [create('karmada', wanted)];
}

/** What the control plane's Secrets are to hold, as far as the member has said it: the token of an object that is there. */
function expected({ inMember }: JoinFacts, wish: JoinWish): readonly [Wanted<Secret>, Wanted<Secret>] {
  const [impersonation, own] = memberObjects(wish)
    .filter(isToken)
    .map(({ place }) => (inMember.get(pathOf(place)) as Secret | undefined)?.data);
  return controlPlaneSecrets(
    wish,
    { token: own?.token ?? '', caBundle: own?.['ca.crt'] },
    { token: impersonation?.token ?? '', caBundle: undefined },
  );
}

function secretSteps(facts: JoinFacts, wish: JoinWish): readonly JoinStep[] {
  return expected(facts, wish).flatMap((wanted, at): readonly JoinStep[] => {
    const held = facts.inKarmada.get(pathOf(wanted.place)) as Secret | undefined;
    const index = at === 0 ? 0 : 1;
    const isDying = held !== undefined && isOwnedByAnother(held, facts.joined);
    const isCurrent =
      held !== undefined &&
      contains(held.data, wanted.object.data) &&
      contains(held.metadata.labels, wanted.object.metadata.labels);
    if (isCurrent && !isDying) return [];
    const told = { side: 'karmada', object: labelOf(wanted), namespace: wish.namespace } as const;
    const step: Step = !held
      ? { ...told, action: 'create', undo: 'delete' }
      : isDying
        ? { ...told, action: 'change', why: 'made anew: it goes with a Cluster that is gone' }
        : { ...told, action: 'change', why: 'its token is of an earlier join', undo: 'restore' };
    return [{ step, deed: { kind: 'secret', index, held, isDying } }];
  });
}

/** Kubernetes deletes what belongs to an object that is gone: such a Secret must not be used. */
const isOwnedByAnother = ({ metadata }: Secret, joined: Cluster | undefined): boolean =>
  (metadata.ownerReferences ?? []).some(({ kind, uid }) => kind === 'Cluster' && uid !== joined?.metadata.uid);

const clusterStep = (wish: JoinWish): JoinStep => ({
  step: {
    side: 'karmada',
    action: 'create',
    object: `cluster.cluster.karmada.io/${wish.name}`,
    why: `Karmada reaches it at ${wish.apiEndpoint}, with all rights in it`,
    undo: 'delete',
  },
  deed: { kind: 'cluster', wanted: { place: { ...clusters, name: wish.name }, object: clusterObject(wish) } },
});

function owning(facts: JoinFacts, wish: JoinWish): readonly JoinStep[] {
  const { joined } = facts;
  return expected(facts, wish).flatMap((wanted, at): readonly JoinStep[] => {
    const held = facts.inKarmada.get(pathOf(wanted.place));
    if (joined && contains(held?.metadata.ownerReferences, [ownerOf(joined)])) return [];
    return [
      {
        step: {
          side: 'karmada',
          action: 'change',
          object: labelOf(wanted),
          namespace: wish.namespace,
          why: 'goes with the Cluster when that is deleted',
          undo: 'restore',
        },
        deed: { kind: 'own', index: at === 0 ? 0 : 1 },
      },
    ];
  });
}

const usable = (name: string): JoinStep => ({
  step: {
    side: 'karmada',
    action: 'wait',
    object: `cluster.cluster.karmada.io/${name}`,
    why: 'Ready, its API known, its execution namespace there',
  },
  deed: { kind: 'usable' },
});

export const secretPlaces = (wish: JoinWish) =>
  controlPlaneSecrets(wish, { token: '', caBundle: undefined }, { token: '', caBundle: undefined }).map(
    ({ place }) => place,
  );

export const kubeSystem = { ...core('namespaces'), name: 'kube-system' };
