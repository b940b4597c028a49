import { describe, expect, it } from 'vitest';
import type { PropagationPolicy } from '../../../src/core/karmada-types/policy.ts';
import type { WorkloadPreview } from '../../../src/core/preview/preview.ts';
import { pp } from '../../support/policies.ts';
import { previewOf } from '../../support/previewed.ts';
import { byWeight, cluster } from '../../support/scheduled.ts';

const labels = { 'propagationpolicy.karmada.io/permanent-id': 'id-p' };
const countsOf = ({ clusters }: WorkloadPreview): readonly string[] =>
  clusters.map(({ cluster: name, after }) => `${name}=${after?.replicas}`);

describe('of a kind that Karmada alone can count', () => {
  const question = {
    template: {
      apiVersion: 'apps.kruise.io/v1alpha1',
      kind: 'CloneSet',
      metadata: { name: 'x', namespace: 'default', uid: 'u' },
    },
  };
  const serves = {
    apiEnablements: [{ groupVersion: 'apps.kruise.io/v1alpha1', resources: [{ kind: 'CloneSet', name: 'clonesets' }] }],
  };
  const fleet = {
    clusters: ['m1', 'm2'].map((name) => cluster(name, { status: serves })),
    propagationPolicies: [
      pp(
        'p',
        {
          placement: byWeight({ m1: 1, m2: 1 }),
          resourceSelectors: [{ apiVersion: 'apps.kruise.io/v1alpha1', kind: 'CloneSet' }],
        },
        'default',
        { labels },
      ) as PropagationPolicy,
    ],
  };

  it('it says that its replicas are not known, and goes by those that somebody gives', () => {
    expect(previewOf(fleet, question)).toMatchObject({
      replicas: 'unknown',
      unknown: ['how many replicas a CloneSet has, Karmada alone can tell: give --replicas'],
    });
    const given = previewOf(fleet, question, { replicas: 4 });
    expect(countsOf(given)).toEqual(['m1=2', 'm2=2']);
    expect(given).toMatchObject({ replicas: 4, unknown: [] });
  });

  it('it goes by what its binding says before that', () => {
    const facts = { replicas: { replicas: 6 } };
    expect(countsOf(previewOf(fleet, { ...question, facts }, { replicas: 4 }))).toEqual(['m1=3', 'm2=3']);
  });
});
