import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/core/cluster.ts';
import { expectOverrides, findLag, type OverridePolicy } from '../../src/core/override-policy.ts';
import type { Workload } from '../../src/core/propagation.ts';
import { judgeWork } from '../../src/core/work.ts';
import { binding, manifestOf, template, work } from '../support/propagated.ts';

const cluster: Cluster = { metadata: { name: 'm1' }, spec: { syncMode: 'Push' } };
const object: Workload = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'nginx', namespace: 'default' },
};
const tag = (value: string) => ({ imageOverrider: [{ component: 'Tag', operator: 'replace', value }] });
const policy = (
  name: string,
  spec: OverridePolicy['spec'],
  namespace: string | undefined = 'default',
): OverridePolicy => ({
  metadata: { name, ...(namespace ? { namespace } : {}) },
  ...(spec ? { spec } : {}),
});
const rule = (value: string, ...clusterNames: string[]) => ({
  ...(clusterNames.length > 0 ? { targetCluster: { clusterNames } } : {}),
  overriders: tag(value),
});
const named = (name: string) => [{ apiVersion: 'apps/v1', kind: 'Deployment', name }];
const note = (...items: readonly (readonly [string, object])[]) =>
  JSON.stringify(items.map(([policyName, overriders]) => ({ policyName, overriders })));
const ours = 'policy.karmada.io/applied-overrides';
const clusters = 'policy.karmada.io/applied-cluster-overrides';

describe('a Work has what override policies say:', () => {
  it.each<[string, OverridePolicy, Record<string, string>, string | undefined]>([
    ['the same', policy('o', { overrideRules: [rule('2')] }), { [ours]: note(['o', tag('2')]) }, undefined],
    ['nothing yet', policy('o', { overrideRules: [rule('2')] }), {}, 'OverridePolicy o'],
    [
      'an earlier one',
      policy('o', { overrideRules: [rule('2')] }),
      { [ours]: note(['o', tag('1')]) },
      'OverridePolicy o',
    ],
    ['a rule for another cluster is none', policy('o', { overrideRules: [rule('2', 'm2')] }), {}, undefined],
    [
      'a policy for another object is none',
      policy('o', { resourceSelectors: named('x'), overrideRules: [rule('2')] }),
      {},
      undefined,
    ],
    ['one of another namespace is none', policy('o', { overrideRules: [rule('2')] }, 'other'), {}, undefined],
    [
      'two rules in any order',
      policy('o', { overrideRules: [rule('2'), rule('3', 'm1')] }),
      { [ours]: note(['o', tag('3')], ['o', tag('2')]) },
      undefined,
    ],
    [
      'one rule too many',
      policy('o', { overrideRules: [rule('2')] }),
      { [ours]: note(['o', tag('2')], ['o', tag('3')]) },
      'OverridePolicy o',
    ],
    [
      'one of a policy that is gone',
      policy('o', { overrideRules: [rule('2')] }),
      { [ours]: note(['o', tag('2')], ['p', tag('3')]) },
      'OverridePolicy p',
    ],
    [
      'the old way to write a rule',
      policy('o', { overriders: tag('2') }),
      { [ours]: note(['o', tag('2')]) },
      undefined,
    ],
    [
      'what is empty is as good as absent',
      policy('o', { overriders: { ...tag('2'), plaintext: [] } }),
      { [ours]: note(['o', tag('2')]) },
      undefined,
    ],
  ])('%s', (_, held, notes, lag) => {
    expect(findLag(expectOverrides([held], object, cluster), notes)).toBe(lag);
  });

  it('the cluster’s policies have a note of their own', () => {
    const held = { metadata: { name: 'c' }, spec: { overrideRules: [rule('2')] } };
    const expected = expectOverrides([held], object, cluster);
    expect(findLag(expected, { [ours]: note(['c', tag('2')]) })).toBe('ClusterOverridePolicy c');
    expect(findLag(expected, { [clusters]: note(['c', tag('2')]) })).toBeUndefined();
  });
});

describe('a Work whose last override is gone keeps its note, and', () => {
  const none = expectOverrides([], object, cluster);
  const overridden = { [ours]: note(['o', tag('9')]) };
  const image = (value: string) => ({ template: { spec: { containers: [{ name: 'a', image: value }] } } });

  it.each<[string, string, 'waiting' | 'applied']>([
    ['is late with what the override made, whatever its generation', 'nginx:9', 'waiting'],
    ['is right with what the template says', 'nginx:2', 'applied'],
  ])('%s', (_, held, kind) => {
    const sent = work(manifestOf('2', image(held)), 'True', overridden);
    expect(judgeWork(template, binding(), 'm1', sent, none).kind).toBe(kind);
  });
});
