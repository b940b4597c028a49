import { wayOf } from '../behaviours.ts';
import { type ClusterAffinity, clusterMatcher } from '../cluster-matches.ts';
import type { FieldPath } from '../field-path.ts';
import { defineRule } from './rule.ts';
import type { Subject } from './subject.ts';

/** Whether the rules of override policies are for any cluster there is. */
export const rulesReachClusters = defineRule({
  codes: {
    'rule-without-cluster': {
      severity: 'warning',
      about: 'A rule of an override policy is for clusters that are not there (with --from).',
      why: 'It changes nothing until such a cluster joins.',
      fix: 'Correct its targetCluster, or join the cluster first.',
    },
  },
  check: ({ overrides, fleet, minor }) => {
    if (!fleet) return [];
    const zoneMatching = wayOf('zoneMatching', minor);
    return overrides.flatMap(({ policy, document }) =>
      targetsOf(policy).flatMap(({ target, path }) => {
        const mismatch = clusterMatcher(target, zoneMatching);
        if (fleet.clusters.some((cluster) => mismatch(cluster) === undefined)) return [];
        return [{ code: 'rule-without-cluster', message: 'this is for no cluster there is', document, path }] as const;
      }),
    );
  },
});

interface Target {
  readonly target: ClusterAffinity;
  readonly path: FieldPath;
}

const targetsOf = ({ spec }: Subject['overrides'][number]['policy']): readonly Target[] => {
  const { overrideRules = [], targetCluster } = spec;
  const old = targetCluster ? [{ target: targetCluster, path: ['spec', 'targetCluster'] }] : [];
  const rules = overrideRules.flatMap((rule, index) =>
    rule.targetCluster ? [{ target: rule.targetCluster, path: ['spec', 'overrideRules', index, 'targetCluster'] }] : [],
  );
  return [...old, ...rules];
};
