import { expect, it } from 'vitest';
import { asHeld, questionOf } from '../../../src/core/preview/from-binding.ts';
import type { Workload } from '../../../src/core/propagation.ts';
import { binding } from '../../support/scheduled.ts';

const marks = {
  labels: { 'propagationpolicy.karmada.io/permanent-id': 'id', 'resourcebinding.karmada.io/permanent-id': 'rb' },
  annotations: {
    'propagationpolicy.karmada.io/name': 'p',
    'propagationpolicy.karmada.io/namespace': 'shop',
    'policy.karmada.io/applied-placement': '{}',
  },
};
const held = binding({ replicas: 3, metadata: marks });
const requirements = { resourceRequest: { cpu: '1' } };
const withUid = { ...held, spec: { ...held.spec, resource: { ...held.spec.resource, uid: 'u' } } };
const ownMarks = {
  labels: { 'propagationpolicy.karmada.io/permanent-id': 'id' },
  annotations: { 'propagationpolicy.karmada.io/name': 'p', 'propagationpolicy.karmada.io/namespace': 'shop' },
};
const template = (metadata: object = {}): Workload => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', ...metadata },
});

it('a binding tells what its template is called, who holds it, and how many replicas it has', () => {
  expect(questionOf(held)).toEqual({
    template: template(marks),
    binding: held,
    facts: { replicas: { replicas: 3 } },
  });
});

it('of one that nobody holds the labels say nothing', () => {
  const free = binding({ replicas: 0, metadata: { labels: { 'resourcebinding.karmada.io/permanent-id': 'rb' } } });
  expect(questionOf(free)).toMatchObject({ template: template(), facts: { replicas: { replicas: 0 } } });
  expect(questionOf(free).template.metadata).not.toHaveProperty('labels');
});

it('what each replica asks for, and parts of several kinds, come along; no namespace is none', () => {
  const components = [{ name: 'a', replicas: 1 }];
  const spec = { replicaRequirements: requirements, components };
  const clusterWide = binding({
    replicas: 2,
    spec: { ...spec, resource: { apiVersion: 'v1', kind: 'Thing', name: 'x', namespace: '' } },
  });
  const { facts, template: named } = questionOf(clusterWide);
  expect(facts).toEqual({ replicas: { replicas: 2, requirements }, components });
  expect(named.metadata).toEqual({ name: 'x' });
});

it.each<[string, Workload, Workload]>([
  [
    'gets its UID and its mark',
    template({ labels: { app: 'x' } }),
    template({ uid: 'u', labels: { app: 'x', ...ownMarks.labels }, annotations: ownMarks.annotations }),
  ],
  ['keeps its own UID', template({ uid: 'own' }), template({ uid: 'own', ...ownMarks })],
  [
    'keeps its own mark',
    template({
      labels: { 'clusterpropagationpolicy.karmada.io/permanent-id': 'c' },
      annotations: { 'clusterpropagationpolicy.karmada.io/name': 'c' },
    }),
    template({
      uid: 'u',
      labels: { 'clusterpropagationpolicy.karmada.io/permanent-id': 'c' },
      annotations: { 'clusterpropagationpolicy.karmada.io/name': 'c' },
    }),
  ],
])('a template of a file that has a binding %s', (_, written, expected) => {
  expect(asHeld(written, withUid)).toEqual(expected);
});

it('a template that has no binding, or one that nobody holds, gets no mark', () => {
  expect(asHeld(template(), undefined)).toEqual(template());
  expect(asHeld(template(), binding({ metadata: { labels: {} } }))).toEqual(template());
});
