import { wayOf } from '../behaviours.ts';
import { lintPolicy } from './lint-policy.ts';
import { defineRule } from './rule.ts';

/** Whether the scheduler does with a policy what one would think. */
export const worksAsItLooks = defineRule({
  codes: {
    'spread-by-label': {
      severity: 'error',
      about: 'A spread constraint is by label.',
      why: 'The scheduler does not support it: nothing is scheduled.',
      fix: 'Spread by a field: cluster, region, zone or provider.',
    },
    'max-groups-zero': {
      severity: 'error',
      about: 'A spread constraint has no maxGroups, or 0.',
      why: 'It then allows no group at all, so that no cluster is chosen.',
      fix: 'Say maxGroups.',
    },
    'spread-ignored': {
      severity: 'warning',
      about: 'Spread constraints stand beside static weights.',
      why: 'The scheduler ignores them then: replicas go to all clusters that fit.',
      fix: 'Remove them, or divide otherwise: dynamicWeight, or Aggregated.',
    },
    'division-ignored': {
      severity: 'warning',
      about: 'A policy that duplicates says how to divide.',
      why: 'Each cluster runs all replicas; the rest is not looked at.',
      fix: 'Say replicaSchedulingType: Divided, or remove the rest.',
    },
    'divided-without-preference': {
      severity: 'warning',
      about: 'A policy divides and does not say how.',
      why: 'Every cluster then has the same weight, however much room it has.',
      fix: 'Say replicaDivisionPreference and weightPreference.',
    },
    'weight-without-cluster': {
      severity: 'warning',
      about: 'A static weight is for clusters that are not there (with --from).',
      why: 'It counts for nothing; clusters without a weight get no replica.',
      fix: 'Correct its targetCluster, or join the cluster first.',
    },
    'unknown-cluster': {
      severity: 'warning',
      about: 'A policy names a cluster that is not there (with --from).',
      why: 'Nothing goes there until a cluster of this name joins.',
      fix: 'Correct the name, or join the cluster first.',
    },
  },
  check: ({ policies, fleet, minor }) =>
    policies.flatMap(({ policy, document }) =>
      lintPolicy(policy, {
        ...(fleet ? { clusters: fleet.clusters } : {}),
        zoneMatching: wayOf('zoneMatching', minor),
      }).map(({ code, message, path }) => ({ code, message, document, path })),
    ),
});
