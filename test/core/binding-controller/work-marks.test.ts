import { describe, expect, it } from 'vitest';
import type { ResourceBindingSpec } from '../../../src/core/karmada-types/work.ts';
import { binding, run, template } from '../../support/works.ts';

it('a manifest says whose it is and where it comes from, and nothing that a member has no use for', () => {
  const [work] = run(template(), binding());
  expect(work).toEqual({
    cluster: 'm1',
    work: {
      namespace: 'karmada-es-m1',
      name: 'nginx-687f7fb96f',
      suspendDispatching: false,
      preserveResourcesOnDeletion: false,
    },
    applied: { cluster: [], namespace: [] },
    manifest: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'nginx',
        namespace: 'default',
        labels: { app: 'web', 'karmada.io/managed': 'true', 'resourcebinding.karmada.io/permanent-id': 'b' },
        annotations: {
          'resourcebinding.karmada.io/name': 'nginx-deployment',
          'resourcebinding.karmada.io/namespace': 'default',
          'resourcetemplate.karmada.io/generation': '3',
          'resourcetemplate.karmada.io/uid': 'u',
          'work.karmada.io/conflict-resolution': 'abort',
          'work.karmada.io/name': 'nginx-687f7fb96f',
          'work.karmada.io/namespace': 'karmada-es-m1',
          'resourcetemplate.karmada.io/managed-annotations':
            'resourcebinding.karmada.io/name,resourcebinding.karmada.io/namespace,resourcetemplate.karmada.io/generation,resourcetemplate.karmada.io/managed-annotations,resourcetemplate.karmada.io/managed-labels,resourcetemplate.karmada.io/uid,work.karmada.io/conflict-resolution,work.karmada.io/name,work.karmada.io/namespace',
          'resourcetemplate.karmada.io/managed-labels':
            'app,karmada.io/managed,resourcebinding.karmada.io/permanent-id,work.karmada.io/permanent-id',
        },
      },
      spec: { replicas: 2 },
    },
  });
});

it('v1.10 does not note the generation', () => {
  const [work] = run(template(), binding(), 10);
  expect(work?.manifest.metadata.annotations).not.toHaveProperty('resourcetemplate.karmada.io/generation');
});

it('what has no namespace comes from a ClusterResourceBinding', () => {
  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'system:x' } };
  const { kind: _, ...held } = binding();
  const [work] = run(role, {
    ...held,
    kind: 'ClusterResourceBinding',
    metadata: { name: 'system.x-clusterrole' },
  } as never);
  expect(work?.work.name).toMatch(/^system\.x-[a-z0-9]+$/);
  expect(work?.manifest.metadata.annotations).toMatchObject({
    'clusterresourcebinding.karmada.io/name': 'system.x-clusterrole',
    'resourcetemplate.karmada.io/uid': '',
  });
  expect(work?.manifest.metadata.annotations?.['resourcetemplate.karmada.io/managed-labels']).toBe(
    'clusterresourcebinding.karmada.io/permanent-id,karmada.io/managed,work.karmada.io/permanent-id',
  );
});

describe('a conflict is solved', () => {
  it.each<[string, string | undefined, ResourceBindingSpec['conflictResolution'], string]>([
    ['as the template says', 'overwrite', 'Abort', 'overwrite'],
    ['as the policy says', undefined, 'Overwrite', 'overwrite'],
    ['as the policy says, where the template says what is none', 'always', 'Overwrite', 'overwrite'],
    ['by no one, where nobody says anything', undefined, undefined, 'abort'],
  ])('%s', (_, said, conflictResolution, expected) => {
    const key = 'work.karmada.io/conflict-resolution';
    const annotations = said === undefined ? {} : { [key]: said };
    const of = template({ metadata: { ...template().metadata, annotations } });
    const [work] = run(of, binding(conflictResolution ? { conflictResolution } : {}));
    expect(work?.manifest.metadata.annotations?.[key]).toBe(expected);
  });
});
