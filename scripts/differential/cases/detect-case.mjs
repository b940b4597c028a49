// A question to the detector: a template, the policies there are, and what earlier looks at it have left.
import { releases } from '../releases.mjs';
import { createDraw } from './draw.mjs';
import { earlierBinding, idOf, ownMarks } from './held.mjs';
import { drawKind, manifest, namespaces } from './manifests.mjs';
import { placement } from './placement.mjs';
import { plain } from './plain.mjs';
import { resourceSelector } from './resource-selectors.mjs';

const time = '2026-01-02T03:04:05Z';

function newFields(draw, { has }) {
  if (!has.suspension) return {};
  return {
    suspension: draw.maybe(0.1, () =>
      draw.of([{ dispatching: true }, { dispatchingOnClusters: { clusterNames: ['m1'] } }]),
    ),
    preserveResourcesOnDeletion: draw.maybe(0.15, () => draw.chance(0.7)),
  };
}

/** With which the detector sees to what a policy holds before it goes. */
const finalizerOf = (isOfNamespace) => `karmada.io/${isOfNamespace ? '' : 'cluster-'}propagation-policy-controller`;

function policy(draw, at, template, release) {
  const isOfNamespace = draw.chance(0.6);
  const namespace = isOfNamespace
    ? draw.oneOf([5, template.metadata.namespace ?? 'default'], [1, () => draw.of(namespaces)])
    : undefined;
  const kind = isOfNamespace ? 'PropagationPolicy' : 'ClusterPropagationPolicy';
  const preemption = draw.oneOf([3, undefined], [1, 'Never'], [3, 'Always']);
  const scope = () => namespace ?? draw.maybe(0.3, template.metadata.namespace);
  const selector = () => {
    const made = resourceSelector(draw, template, scope());
    // Else the webhook refuses it.
    return preemption === 'Always' ? { ...made, name: made.name ?? draw.of([template.metadata.name, 'other']) } : made;
  };
  const name = `${draw.of(['a', 'b', 'c'])}-${at}`;
  return {
    apiVersion: 'policy.karmada.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace,
      labels: { [`${kind.toLowerCase()}.karmada.io/permanent-id`]: idOf(kind, name) },
      ...draw.oneOf([20, {}], [1, { deletionTimestamp: time, finalizers: [finalizerOf(isOfNamespace)] }]),
    },
    spec: {
      resourceSelectors: draw.list(draw.between(1, 2), selector),
      placement: draw.chance(0.6) ? {} : placement(draw, 3, release),
      priority: draw.oneOf([3, undefined], [2, 0], [3, () => draw.of([1, 2, -1, 10])]),
      preemption,
      propagateDeps: draw.maybe(0.2, true),
      schedulerName: draw.oneOf([4, 'default-scheduler'], [1, undefined], [0.3, 'other']),
      conflictResolution: draw.maybe(0.4, () => draw.of(['Abort', 'Overwrite'])),
      activationPreference: draw.maybe(0.08, 'Lazy'),
      dependentOverrides: draw.maybe(0.08, ['o']),
      ...newFields(draw, release),
    },
  };
}

/** What a policy may wait for. */
const overridePolicies = [
  { kind: 'OverridePolicy', metadata: { name: 'o', namespace: 'default' } },
  { kind: 'OverridePolicy', metadata: { name: 'o', namespace: 'team-a' } },
  { kind: 'ClusterOverridePolicy', metadata: { name: 'o' } },
].map((object) => ({ apiVersion: 'policy.karmada.io/v1alpha1', ...object, spec: { overriders: {} } }));

/**
 * Somebody changed the template, or the policies came last: then all is looked at until it rests. Preemption goes by
 * policies.
 */
const change = (draw) =>
  draw.oneOf(
    [1, { settle: false, byKarmada: false, preemption: false }],
    [2, () => ({ settle: true, byKarmada: true, preemption: draw.chance(0.6) })],
  );

/**
 * Of equals the policy that Karmada handles first preempts, and one that names an object twice stumbles over itself: so
 * with preemption no two have the same priority, and each one selector.
 */
const forPreemption = (draw, policies) => {
  const priorities = draw.shuffled(policies.map((_, at) => at - 1));
  return policies.map(({ spec: { resourceSelectors, ...spec }, ...policy }, at) => ({
    ...policy,
    spec: { ...spec, resourceSelectors: resourceSelectors.slice(0, 1), priority: priorities[at] },
  }));
};

/**
 * Before v1.12 what a ClusterPropagationPolicy holds bears its name for good, and goes to the last PropagationPolicy that
 * preempts: which name stays and who has it is up to the order in which they are handled. So only one may.
 */
const withOneTaker = (policies, { minor }) => {
  if (minor >= 12) return policies;
  const takes = ({ spec }) => spec.preemption === 'Always';
  const first = policies.find(takes);
  return policies.map((one) =>
    takes(one) && one !== first ? { ...one, spec: { ...one.spec, preemption: 'Never' } } : one,
  );
};

/** What makes nobody look at a template: where it is, what it is, who has it. */
function aside(draw) {
  return draw.oneOf(
    [30, {}],
    [
      1,
      () => ({
        namespace: draw.of([
          'karmada-system',
          'karmada-es-m1',
          'karmada-cluster',
          'kube-system',
          'kube-x',
          'karmada-x',
        ]),
      }),
    ],
  );
}

export function detectCase(seed, index, karmada) {
  const draw = createDraw(seed ^ 0xde7ec7, index);
  const release = releases[karmada];
  const bare = manifest(draw, drawKind(draw), {
    uid: 'uid-1',
    ...draw.maybe(0.02, { deletionTimestamp: time, finalizers: ['x'] }),
  });
  const away = bare.metadata.namespace ? aside(draw) : {};
  const template = { ...bare, metadata: { ...bare.metadata, ...away } };
  const made = draw.list(draw.oneOf([1, 0], [3, 1], [6, () => draw.between(2, 4)], [1, 6]), (at) =>
    policy(draw, at, template, release),
  );
  const changed = change(draw);
  const policies = changed.preemption ? withOneTaker(forPreemption(draw, made), release) : made;
  const held = ownMarks(draw, template, policies, changed);
  return plain({
    policies: draw.shuffled(policies),
    template: held.template,
    binding: earlierBinding(draw, held, { ...release, count: 3 }),
    objects: draw.some(overridePolicies, 0.6),
    ...changed,
  });
}
