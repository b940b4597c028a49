// resourceSelectors of policies: those that mean a manifest, and those that just miss it.

const labelSelectors = [
  {},
  { matchLabels: { app: 'x' } },
  { matchLabels: { app: 'x', tier: '1' } },
  { matchExpressions: [{ key: 'app', operator: 'In', values: ['x', 'y'] }] },
  { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['y'] }] },
  { matchExpressions: [{ key: 'tier', operator: 'Exists' }] },
  { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] },
  { matchExpressions: [{ key: 'app', operator: 'In' }] },
];

/** `namespace` is what the webhook puts there, or undefined: any. */
export function resourceSelector(draw, { apiVersion, kind, metadata }, namespace) {
  const near = draw.chance(0.25);
  const other = near ? draw.of(['apiVersion', 'kind', 'namespace', 'nothing']) : 'nothing';
  return {
    apiVersion: other === 'apiVersion' ? draw.of(['apps/v1beta1', 'v2']) : apiVersion,
    kind: other === 'kind' ? draw.of([`${kind}Claim`, 'Secret']) : kind,
    namespace: other === 'namespace' ? 'elsewhere' : namespace,
    ...draw.oneOf(
      [3, {}],
      [3, { name: metadata.name }],
      [1, { name: 'other' }],
      [3, () => ({ labelSelector: draw.of(labelSelectors) })],
      [1, () => ({ name: draw.of([metadata.name, 'other']), labelSelector: draw.of(labelSelectors) })],
    ),
  };
}
