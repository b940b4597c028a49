import type { Fleet } from '../../src/core/preview/fleet.ts';
import type { WorkloadPreview } from '../../src/core/preview/preview.ts';
import type { PreviewQuestion, PreviewRules } from '../../src/core/preview/preview-workload.ts';
import { previewWorkloads } from '../../src/core/preview/preview-workload.ts';

/** A fleet of Karmada v1.18 that has what is given, and nothing else. */
export const fleetOf = (parts: Partial<Fleet> = {}): Fleet => ({
  apiVersion: 'karmate.dev/v1',
  kind: 'Fleet',
  taken: '2026-01-01T00:00:00.000Z',
  karmada: { min: '1.18', max: '1.18' },
  clusters: [],
  propagationPolicies: [],
  clusterPropagationPolicies: [],
  overridePolicies: [],
  clusterOverridePolicies: [],
  resourceBindings: [],
  clusterResourceBindings: [],
  unread: [],
  ...parts,
});

export function previewOf(
  fleet: Partial<Fleet>,
  question: PreviewQuestion,
  rules: Partial<PreviewRules> = {},
): WorkloadPreview {
  const [preview] = previewWorkloads(fleetOf(fleet), [question], { minor: 18, ...rules });
  if (!preview) throw new Error('there is no preview');
  return preview;
}
