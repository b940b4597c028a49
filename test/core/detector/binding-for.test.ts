import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/core/propagation.ts';
import { clusterPolicy, held, make, owner, placement, policyOf, template } from '../../support/bindings.ts';

it('a new binding says what the policy says of the template', () => {
  expect(
    make(policyOf({ schedulerName: 'default-scheduler', propagateDeps: true, conflictResolution: 'Abort' })),
  ).toEqual({
    apiVersion: 'work.karmada.io/v1alpha2',
    kind: 'ResourceBinding',
    metadata: {
      name: 'nginx-deployment',
      namespace: 'default',
      labels: { 'propagationpolicy.karmada.io/permanent-id': 'id-p' },
      annotations: { 'propagationpolicy.karmada.io/namespace': 'default', 'propagationpolicy.karmada.io/name': 'p' },
      finalizers: ['karmada.io/binding-controller'],
      ownerReferences: [owner('u1')],
    },
    spec: {
      resource: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'default',
        name: 'nginx',
        uid: 'u1',
        resourceVersion: '7',
      },
      placement,
      schedulerName: 'default-scheduler',
      conflictResolution: 'Abort',
      propagateDeps: true,
      replicas: 3,
    },
  });
});

it('v1.10 marks with labels too', () => {
  expect(make(policyOf(), undefined, 10).metadata.labels).toEqual({
    'propagationpolicy.karmada.io/permanent-id': 'id-p',
    'propagationpolicy.karmada.io/name': 'p',
    'propagationpolicy.karmada.io/namespace': 'default',
  });
});

it('what has no namespace has a ClusterResourceBinding, and a name that a DNS allows', () => {
  const role: Workload = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'system:Node' },
  };
  expect(make(clusterPolicy(), undefined, 18, {}, role)).toMatchObject({
    kind: 'ClusterResourceBinding',
    metadata: {
      name: 'system.node-clusterrole',
      labels: { 'clusterpropagationpolicy.karmada.io/permanent-id': 'id-c' },
      annotations: { 'clusterpropagationpolicy.karmada.io/name': 'c' },
      finalizers: ['karmada.io/cluster-resource-binding-controller'],
    },
    spec: { resource: { kind: 'ClusterRole', name: 'system:Node' } },
  });
});

describe('a binding that is there', () => {
  it('keeps where the workload is, and what others have written', () => {
    const task = { fromCluster: 'm2', reason: 'x', producer: 'y' };
    const requiredBy = [{ name: 'web-deployment', namespace: 'default' }];
    const previous = held(
      { gracefulEvictionTasks: [task], requiredBy, rescheduleTriggeredAt: 'then' },
      { labels: { mine: '1' }, annotations: { other: '2' }, generation: 4 },
    );
    const binding = make(policyOf(), previous);
    expect(binding.spec).toMatchObject({
      clusters: [{ name: 'm1', replicas: 2 }],
      gracefulEvictionTasks: [task],
      requiredBy,
      rescheduleTriggeredAt: 'then',
      replicas: 3,
    });
    expect(binding.spec.resource.resourceVersion).toBe('7');
    expect(binding.metadata).toMatchObject({
      uid: 'b',
      generation: 4,
      labels: { mine: '1' },
      annotations: { other: '2' },
    });
    expect(binding.status).toEqual({ schedulerObservedGeneration: 4 });
  });

  it('loses what the policy does not say any more', () => {
    const previous = held({
      failover: { application: { decisionConditions: {} } },
      propagateDeps: true,
      schedulerName: 'x',
      replicaRequirements: { resourceRequest: { cpu: '1' } },
    });
    const { spec } = make(policyOf(), previous);
    expect(Object.keys(spec).sort()).toEqual(['clusters', 'placement', 'replicas', 'resource']);
  });

  it('goes when it is an earlier object’s', () => {
    const { spec, metadata, status } = make(policyOf(), held({}, { ownerReferences: [owner('u0')] }));
    expect([spec.clusters, metadata.uid, status]).toEqual([undefined, undefined, undefined]);
  });

  it('is this one’s where nobody knows the template’s uid yet', () => {
    const { uid: _, ...metadata } = template().metadata;
    expect(make(policyOf(), held(), 18, {}, { ...template(), metadata }).spec.clusters).toHaveLength(1);
  });

  it('of a ClusterResourceBinding keeps whether dependencies follow', () => {
    const role: Workload = { apiVersion: 'v1', kind: 'ClusterRole', metadata: { name: 'r' } };
    const previous = held({ propagateDeps: true }) as never;
    expect(make(clusterPolicy(), previous, 18, {}, role).spec.propagateDeps).toBe(true);
    expect(make(clusterPolicy({ propagateDeps: true }), undefined, 18, {}, role).spec.propagateDeps).toBe(true);
  });

  it.each([
    [18, ['others', 'karmada.io/binding-controller']],
    [10, ['karmada.io/binding-controller']],
  ])('keeps in v1.%i these finalizers: %s', (minor, finalizers) => {
    expect(make(policyOf(), held({}, { finalizers: ['others'] }), minor).metadata.finalizers).toEqual(finalizers);
  });

  it.each([
    [18, undefined],
    [11, 'c'],
  ])('taken over from the cluster has in v1.%i this name of the former policy: %s', (minor, name) => {
    const previous = held(
      {},
      {
        labels: { 'clusterpropagationpolicy.karmada.io/permanent-id': 'id-c' },
        annotations: { 'clusterpropagationpolicy.karmada.io/name': 'c' },
      },
    );
    const { labels = {}, annotations = {} } = make(policyOf(), previous, minor).metadata;
    expect(labels['clusterpropagationpolicy.karmada.io/permanent-id']).toBeUndefined();
    expect(annotations['clusterpropagationpolicy.karmada.io/name']).toBe(name);
    expect(annotations['propagationpolicy.karmada.io/name']).toBe('p');
  });
});
