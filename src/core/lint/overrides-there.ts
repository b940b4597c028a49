import { missingOverrides } from '../detector/dependent-overrides.ts';
import { defineRule } from './rule.ts';

/** Whether the override policies that a policy waits for are there. */
export const overridesThere = defineRule({
  codes: {
    'waits-for-override': {
      severity: 'warning',
      about:
        'A policy waits for an override policy (dependentOverrides) that is neither in the files nor in the snapshot.',
      why: 'Until it is there nothing of what the policy selects goes anywhere.',
      fix: 'Add it, or correct its name: a PropagationPolicy waits for OverridePolicies of its namespace, a ClusterPropagationPolicy for ClusterOverridePolicies.',
    },
  },
  check: ({ policies, overrides, documents, fleet }) => {
    const there = [
      ...documents.map(({ object }) => object).filter(({ kind }) => /^(?:Cluster)?OverridePolicy$/.test(kind)),
      ...overrides.map(({ policy }) => policy),
      ...(fleet?.overridePolicies ?? []),
      ...(fleet?.clusterOverridePolicies ?? []),
    ];
    return policies.flatMap(({ policy, document }) =>
      (policy.spec.dependentOverrides ?? []).flatMap((name, index) => {
        const alone = { ...policy, spec: { ...policy.spec, dependentOverrides: [name] } };
        return missingOverrides(alone, there).map((missing) => ({
          code: 'waits-for-override' as const,
          message: `there is no ${missing} here`,
          document,
          path: ['spec', 'dependentOverrides', index],
        }));
      }),
    );
  },
});
