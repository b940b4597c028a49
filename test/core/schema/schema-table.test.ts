import { describe, expect, it } from 'vitest';
import { karmadaSchemas } from '../../../src/core/karmada-schemas/karmada-schemas.ts';
import { homeOf, rootOf } from '../../../src/core/schema/schema-table.ts';

const { nodes, kinds, minors } = karmadaSchemas;

describe('the table of schemas', () => {
  it('leads nowhere outside of itself', () => {
    const numbers = nodes.flatMap(({ items, values, properties = {} }) => [
      items,
      values,
      ...Object.values(properties),
    ]);
    const roots = Object.values(kinds).flatMap((group) =>
      Object.values(group).flatMap((one) => Object.values(one.roots)),
    );
    const outside = [...numbers, ...roots].filter((one) => typeof one === 'number' && nodes[one] === undefined);
    expect(numbers.length).toBeGreaterThan(100);
    expect(outside).toEqual([]);
  });

  it('has patterns that can be read', () => {
    const patterns = nodes.flatMap(({ pattern }) => pattern ?? []);
    expect(patterns.length).toBeGreaterThan(0);
    for (const pattern of patterns) expect(() => new RegExp(pattern)).not.toThrow();
  });

  it('knows each release from v1.10 to v1.18', () => {
    expect(minors).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18]);
  });

  it('holds all kinds that people write', () => {
    expect(
      Object.values(kinds)
        .flatMap((group) => Object.keys(group))
        .toSorted(),
    ).toEqual([
      'ClusterOverridePolicy',
      'ClusterPropagationPolicy',
      'ClusterTaintPolicy',
      'CronFederatedHPA',
      'FederatedHPA',
      'FederatedResourceQuota',
      'MultiClusterIngress',
      'MultiClusterService',
      'OverridePolicy',
      'PropagationPolicy',
      'Remedy',
      'ResourceInterpreterCustomization',
      'ResourceInterpreterWebhookConfiguration',
      'ServiceExport',
      'ServiceImport',
      'WorkloadRebalancer',
    ]);
  });
});

it.each<[string, string, readonly (string | number)[] | undefined]>([
  ['the spec', 'placement', ['spec']],
  ['a list', 'fieldPath', ['spec', 'overriders', 'fieldOverrider']],
  ['no place at all', 'xyzzy', undefined],
])('the home of a field in %s', (_, name, home) => {
  const kind = name === 'fieldPath' ? 'OverridePolicy' : 'PropagationPolicy';
  const root = rootOf(karmadaSchemas, { apiVersion: 'policy.karmada.io/v1alpha1', kind }, 18);
  expect(root && homeOf(karmadaSchemas, root, name)).toEqual(home);
});
