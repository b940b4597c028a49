import { describe, expect, it } from 'vitest';
import { type DetectorRules, detect } from '../../../src/core/detector/detector.ts';
import type { Policy } from '../../../src/core/detector/policy.ts';
import type { ResourceBinding } from '../../../src/core/karmada-types/work.ts';
import type { KubeObject } from '../../../src/core/object.ts';
import { cpp, deployment, heldBy, pp } from '../../support/policies.ts';

const idKey = 'propagationpolicy.karmada.io/permanent-id';
const withId = (policy: Policy): Policy => {
  const prefix = policy.kind === 'PropagationPolicy' ? '' : 'cluster';
  const labels = { [`${prefix}${idKey}`]: `id-${policy.metadata.name}` };
  return { ...policy, metadata: { ...policy.metadata, labels } };
};
const bindingOf = (template: KubeObject): ResourceBinding => ({
  apiVersion: 'work.karmada.io/v1alpha2',
  kind: 'ResourceBinding',
  metadata: { ...template.metadata, name: 'nginx-deployment' },
  spec: { resource: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nginx' }, clusters: [{ name: 'm1' }] },
});
const run = (
  template: KubeObject,
  policies: readonly Policy[],
  rules: Partial<DetectorRules> = {},
  binding?: ResourceBinding,
) =>
  detect(
    { template, policies: policies.map(withId) as never, ...(binding ? { binding } : {}) },
    { minor: 18, ...rules },
  );

describe('the detector', () => {
  it('marks a new template and makes its binding', () => {
    const { template, binding, choice } = run(deployment(), [pp('a')]);
    expect(choice.outcome).toBe('matched');
    expect(template.metadata).toEqual(heldBy(pp('a')).metadata);
    expect(binding?.metadata.labels).toEqual({ [idKey]: 'id-a' });
  });

  it('leaves alone what nobody takes', () => {
    const { template, binding } = run(deployment(), []);
    expect([template, binding]).toEqual([deployment(), undefined]);
  });

  it('takes the marks of a policy that is gone off template and binding, and the workload stays', () => {
    const held = heldBy(pp('a'));
    const { template, binding } = run(held, [], {}, bindingOf(held));
    expect(template.metadata).toEqual({ name: 'nginx', namespace: 'default', labels: { app: 'web' }, annotations: {} });
    expect(binding?.metadata.labels).toEqual({ app: 'web' });
    expect(binding?.spec.clusters).toEqual([{ name: 'm1' }]);
  });

  it('goes on from a policy that is gone to one of the cluster', () => {
    const held = heldBy(pp('a'));
    const { template, binding } = run(held, [cpp('c')], {}, bindingOf(held));
    expect(template.metadata).toEqual(heldBy(cpp('c')).metadata);
    expect(binding?.metadata.annotations).toEqual({ 'clusterpropagationpolicy.karmada.io/name': 'c' });
  });

  it('does not preempt what is being deleted', () => {
    const held = heldBy(pp('a'));
    const going = { ...held, metadata: { ...held.metadata, deletionTimestamp: '2026-01-02T03:04:05Z' } };
    const high = pp('high', { priority: 9, preemption: 'Always' });
    expect(run(held, [pp('a'), high], { preemption: true }).choice.outcome).toBe('preempted');
    expect(run(going, [pp('a'), high], { preemption: true }).template).toEqual(going);
  });

  it('leaves the mark of an earlier policy of the name where its successor does not select the template', () => {
    const held = heldBy(pp('a'));
    const earlier = { ...held, metadata: { ...held.metadata, labels: { [idKey]: 'id-earlier' } } };
    const other = pp('a', { resourceSelectors: [] });
    for (const changed of ['template', 'policies'] as const) {
      const { choice, template } = run(earlier, [other], { changed }, bindingOf(earlier));
      expect([choice.outcome, choice.holds, template]).toEqual(['waiting', false, earlier]);
    }
    expect(run(earlier, [pp('a')], {}).template.metadata.labels).toEqual({ [idKey]: 'id-a' });
  });

  it('lets a lazy policy claim nothing before the overrides are there that it depends on', () => {
    const lazy = pp('a', { activationPreference: 'Lazy', dependentOverrides: ['o'] });
    const override = { metadata: { name: 'o', namespace: 'default' } };
    const marked = (overridePolicies: readonly KubeObject[]) =>
      run(deployment(), [lazy], { changed: 'policies', overridePolicies }).template.metadata.labels?.[idKey];
    expect([marked([]), marked([override])]).toEqual([undefined, 'id-a']);
  });

  it('marks anew what is preempted', () => {
    const held = heldBy(cpp('c'));
    const taking = pp('a', { preemption: 'Always' });
    const { template, binding } = run(held, [cpp('c'), taking], { preemption: true }, bindingOf(held));
    expect(template.metadata).toEqual(heldBy(pp('a')).metadata);
    expect(binding?.metadata.annotations).toEqual(heldBy(pp('a')).metadata.annotations);
  });

  it('leaves the former name there before v1.12', () => {
    const { template } = run(heldBy(cpp('c')), [cpp('c'), pp('a', { preemption: 'Always' })], {
      preemption: true,
      minor: 11,
      hasBinding: true,
    });
    expect(template.metadata.annotations).toMatchObject({
      'clusterpropagationpolicy.karmada.io/name': 'c',
      'propagationpolicy.karmada.io/name': 'a',
    });
    expect(template.metadata.labels).toEqual({ app: 'web', [idKey]: 'id-a' });
  });

  it('marks for a lazy policy, and leaves the binding', () => {
    const binding = bindingOf(deployment());
    const after = run(deployment(), [pp('a', { activationPreference: 'Lazy' })], { changed: 'policies' }, binding);
    expect(after.template.metadata.labels).toMatchObject({ [idKey]: 'id-a' });
    expect(after.binding).toEqual(binding);
  });

  it('does not mark for a policy that waits for override policies', () => {
    const after = run(deployment(), [pp('a', { dependentOverrides: ['o'] })], { overridePolicies: [] });
    expect([after.choice.outcome, after.template, after.binding]).toEqual(['waiting', deployment(), undefined]);
  });

  it('marks with what a policy of a file has, which is no id', () => {
    const { template } = detect({ template: deployment(), policies: [pp('a') as never] }, { minor: 18 });
    expect(template.metadata.labels).toEqual({ app: 'web' });
    expect(template.metadata.annotations).toMatchObject({ 'propagationpolicy.karmada.io/name': 'a' });
  });
});
