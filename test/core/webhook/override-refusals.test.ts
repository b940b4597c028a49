import { describe, expect, it } from 'vitest';
import { refusals } from '../../../src/core/webhook/refusals.ts';
import type { AnyPolicy } from '../../../src/core/webhook/with-defaults.ts';
import { named } from '../../support/policies.ts';

const pathsOf = (of: AnyPolicy, minor = 18, before?: AnyPolicy): readonly string[] =>
  refusals(of, minor, before).map(({ path }) => path);
const field = (key: string, operator: string) => ({
  fieldSelector: { matchExpressions: [{ key, operator, values: ['a'] }] },
});

describe('an override policy is refused', () => {
  const override = (spec: object): AnyPolicy =>
    ({
      apiVersion: 'policy.karmada.io/v1alpha1',
      kind: 'OverridePolicy',
      metadata: { name: 'o', namespace: 'default' },
      spec,
    }) as AnyPolicy;
  const ruled = (overriders: object): AnyPolicy => override({ overrideRules: [{ overriders }] });
  const at = 'spec.overrideRules[0].overriders';
  const patch = (operation: object) =>
    ruled({ fieldOverrider: [{ fieldPath: '/data/a', json: [{ subPath: '/a', ...operation }] }] });
  it.each<[string, AnyPolicy, number, ...string[]]>([
    [
      'with both ways to write a rule',
      override({
        overrideRules: [],
        targetCluster: {},
        overriders: { labelsOverrider: [{ operator: 'add', value: { a: 'b' } }] },
      }),
      0,
      'spec.targetCluster',
      'spec.overriders',
    ],
    [
      'with a field that clusters do not have',
      override({ overrideRules: [{ targetCluster: field('country', 'In'), overriders: {} }] }),
      0,
      'spec.overrideRules[0].targetCluster.fieldSelector',
    ],
    [
      'with labels that are none',
      ruled({ labelsOverrider: [{ operator: 'add', value: { 'a b': 'c d' } }] }),
      0,
      `${at}.labelsOverrider[0].value`,
      `${at}.labelsOverrider[0].value`,
    ],
    [
      'with an annotation that is none',
      ruled({ annotationsOverrider: [{ operator: 'add', value: { 'a b': 'c d', 'A.b/C': 'd' } }] }),
      0,
      `${at}.annotationsOverrider[0].value`,
    ],
    [
      'with a predicate that is no path',
      ruled({ imageOverrider: [{ predicate: { path: 'a' }, component: 'Tag', operator: 'remove' }] }),
      0,
      `${at}.imageOverrider[0].predicate.path`,
    ],
    [
      'with a field in no way',
      ruled({ fieldOverrider: [{ fieldPath: 'a' }] }),
      12,
      `${at}.fieldOverrider[0]`,
      `${at}.fieldOverrider[0].fieldPath`,
    ],
    [
      'with a field in two ways',
      ruled({
        fieldOverrider: [
          {
            fieldPath: '/a',
            json: [{ operator: 'remove', subPath: '/a' }],
            yaml: [{ operator: 'remove', subPath: 'a' }],
          },
        ],
      }),
      12,
      `${at}.fieldOverrider[0]`,
      `${at}.fieldOverrider[0].yaml[0].subPath`,
    ],
    ['with nothing to add', patch({ operator: 'add' }), 12, `${at}.fieldOverrider[0].json[0].value`],
    [
      'with something to remove',
      patch({ operator: 'remove', value: 'x' }),
      12,
      `${at}.fieldOverrider[0].json[0].value`,
    ],
    [
      'with a selector of another namespace',
      override({ resourceSelectors: [{ ...named('a'), namespace: 'x' }] }),
      17,
      'spec.resourceSelectors[0].namespace',
    ],
  ])('%s', (_, of, since, ...paths) => {
    expect(pathsOf(of)).toEqual(paths);
    if (since > 10) expect(pathsOf(of, since - 1)).toEqual([]);
    else expect(pathsOf(of, 10)).toEqual(paths);
  });

  it('before v1.12 with an empty predicate too', () => {
    const empty = ruled({ imageOverrider: [{ predicate: { path: '' }, component: 'Tag', operator: 'remove' }] });
    expect(pathsOf(empty, 11)).toEqual([`${at}.imageOverrider[0].predicate.path`]);
    expect(pathsOf(empty, 12)).toEqual([]);
  });

  it('not for what stands in its old fields', () => {
    expect(
      pathsOf(
        override({
          overriders: { imageOverrider: [{ predicate: { path: 'a' }, component: 'Tag', operator: 'remove' }] },
        }),
      ),
    ).toEqual([]);
  });
});
