// A question to the override manager: a manifest, a cluster, and the policies there are.
import { releases } from '../releases.mjs';
import { clusterAffinity } from './affinity.mjs';
import { cluster, fleetMood } from './clusters.mjs';
import { createDraw } from './draw.mjs';
import { manifest, namespaces } from './manifests.mjs';
import { overriders } from './overriders.mjs';
import { plain } from './plain.mjs';
import { resourceSelector } from './resource-selectors.mjs';

const api = { groupVersion: 'apps/v1', kind: 'Deployment', name: 'deployments' };

function rules(draw, object, release) {
  const rule = () => ({
    targetCluster: draw.maybe(0.5, () => clusterAffinity(draw, 3, { strict: true })),
    overriders: overriders(draw, object, release),
  });
  return draw.oneOf(
    [8, () => ({ overrideRules: draw.list(draw.between(1, 2), rule) })],
    // As it was before there were rules.
    [1, rule],
    [0.2, { overrideRules: [], overriders: {} }],
  );
}

function policy(draw, at, object, release) {
  const isOfNamespace = draw.chance(0.6);
  const namespace = isOfNamespace ? draw.of(namespaces) : undefined;
  const selectors = draw.list(draw.between(0, 2), () =>
    resourceSelector(draw, object, namespace ?? draw.maybe(0.3, 'default')),
  );
  return {
    apiVersion: 'policy.karmada.io/v1alpha1',
    kind: isOfNamespace ? 'OverridePolicy' : 'ClusterOverridePolicy',
    metadata: { name: `${draw.of(['a', 'b'])}-${at}`, namespace },
    spec: {
      resourceSelectors: selectors.length === 0 ? draw.of([undefined, []]) : selectors,
      ...rules(draw, object, release),
    },
  };
}

export function overrideCase(seed, index, karmada) {
  const draw = createDraw(seed ^ 0x0eee, index);
  const release = releases[karmada];
  const object = manifest(draw);
  return plain({
    policies: draw.shuffled(draw.list(draw.between(0, 4), (at) => policy(draw, at, object, release))),
    object,
    cluster: cluster(draw, draw.below(3), fleetMood(draw), api, release),
  });
}
