import { describe, expect, it } from 'vitest';
import { describeNearMiss, nearMisses } from '../../../src/core/detector/near-miss.ts';
import type { Policy } from '../../../src/core/detector/policy.ts';
import type { LabelSelector } from '../../../src/core/label-selector.ts';
import { cpp, deployment, named, pp } from '../../support/policies.ts';

const selecting = (change: object): Policy => pp('p', { resourceSelectors: [{ ...named('nginx'), ...change }] });
const labelled = (labelSelector: LabelSelector): Policy => selecting({ name: '', labelSelector });

describe('a policy misses an object by', () => {
  it.each<[string, Policy, readonly (readonly [string, string, string])[], string]>([
    [
      'a version',
      selecting({ apiVersion: 'apps/v1beta1' }),
      [['apiVersion', 'apps/v1beta1', 'apps/v1']],
      'Deployment of apps/v1beta1',
    ],
    [
      'how the kind is written',
      selecting({ kind: 'deployment' }),
      [['kind', 'deployment', 'Deployment']],
      'deployment',
    ],
    ['a slip in the kind', selecting({ kind: 'Deploymnet' }), [['kind', 'Deploymnet', 'Deployment']], 'Deploymnet'],
    ['its namespace', pp('p', {}, 'prod'), [['namespace', 'prod', 'default']], 'namespace prod'],
    [
      'the namespace it names',
      cpp('p', { resourceSelectors: [{ ...named('nginx'), namespace: 'prod' }] }),
      [['namespace', 'prod', 'default']],
      'namespace prod',
    ],
    ['a name', selecting({ name: 'web' }), [['name', 'web', 'nginx']], 'Deployment web'],
    ['a label', labelled({ matchLabels: { app: 'api' } }), [['labels', 'app=api', 'app=web']], 'app=api'],
    [
      'a label that is not there',
      labelled({ matchLabels: { tier: 'front' } }),
      [['labels', 'tier=front', '']],
      'tier=front',
    ],
    [
      'one of several labels',
      labelled({ matchLabels: { app: 'web', tier: 'front' } }),
      [['labels', 'tier=front', '']],
      'tier=front',
    ],
    [
      'a list of values',
      labelled({ matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }] }),
      [['labels', 'app in (a, b)', 'app=web']],
      'app in (a, b)',
    ],
    [
      'a value too many',
      labelled({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] }),
      [['labels', 'app notin (web)', 'app=web']],
      'app notin (web)',
    ],
    [
      'a key too many',
      labelled({ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }),
      [['labels', '!app', 'app=web']],
      '!app',
    ],
    ['a key', labelled({ matchExpressions: [{ key: 'tier', operator: 'Exists' }] }), [['labels', 'tier', '']], 'tier'],
    [
      'two things',
      pp('p', { resourceSelectors: [named('web')] }, 'prod'),
      [
        ['namespace', 'prod', 'default'],
        ['name', 'web', 'nginx'],
      ],
      'namespace prod',
    ],
  ])('%s', (_, policy, expected, instead) => {
    const misses = nearMisses([policy], deployment());
    expect(misses.map(({ field, wanted, found }) => [field, wanted, found])).toEqual(expected);
    const [first] = misses;
    expect(first && describeNearMiss(first, deployment())).toMatch(
      new RegExp(`Policy p selects ${instead.replace(/[()]/g, '\\$&')}$`),
    );
  });

  it('nothing where it is for another kind altogether', () => {
    expect(nearMisses([selecting({ kind: 'ConfigMap' })], deployment())).toEqual([]);
  });

  it('its closest selector, and the closest policy comes first', () => {
    const far = pp('far', { resourceSelectors: [named('redis')] });
    const closer = pp('closer', {
      resourceSelectors: [named('redis'), { ...named('nginx'), kind: 'ConfigMap' }, named('ngnix')],
    });
    expect(nearMisses([far, closer], deployment()).map(({ policy, wanted }) => [policy.metadata.name, wanted])).toEqual(
      [
        ['closer', 'ngnix'],
        ['far', 'redis'],
      ],
    );
  });
});
