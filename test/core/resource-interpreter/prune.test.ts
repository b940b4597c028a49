import { expect, it } from 'vitest';
import type { Workload } from '../../../src/core/propagation.ts';
import { pruneManifest } from '../../../src/core/resource-interpreter/prune.ts';

const of = (kind: string, fields: object, metadata: object = {}): Workload =>
  ({ apiVersion: 'v1', kind, metadata: { name: 'n', ...metadata }, ...fields }) as Workload;
const generated = {
  'controller-uid': '1',
  'batch.kubernetes.io/controller-uid': '1',
  'job-name': 'n',
  'batch.kubernetes.io/job-name': 'n',
  own: '1',
};

it.each<[string, Workload, Workload]>([
  [
    'what a server has made of it',
    of(
      'X',
      { status: { a: 1 }, spec: { a: 1 } },
      {
        uid: 'u',
        resourceVersion: '1',
        generation: 2,
        creationTimestamp: 't',
        deletionTimestamp: 't',
        deletionGracePeriodSeconds: 0,
        managedFields: [],
        selfLink: '/',
        ownerReferences: [],
        finalizers: ['f'],
        labels: { a: 'b' },
        generateName: 'n-',
      },
    ),
    of('X', { spec: { a: 1 } }, { labels: { a: 'b' }, generateName: 'n-' }),
  ],
  [
    'a Deployment’s history',
    of(
      'Deployment',
      {},
      {
        annotations: {
          'deployment.kubernetes.io/revision': '1',
          'deployment.kubernetes.io/revision-history': '1',
          a: 'b',
        },
      },
    ),
    of('Deployment', {}, { annotations: { a: 'b' } }),
  ],
  [
    'a Job’s end, and the selector that was made for it',
    of('Job', {
      spec: {
        ttlSecondsAfterFinished: 5,
        selector: { matchLabels: generated },
        template: { metadata: { labels: generated } },
      },
    }),
    of('Job', {
      spec: {
        selector: { matchLabels: { 'job-name': 'n', 'batch.kubernetes.io/job-name': 'n', own: '1' } },
        template: { metadata: { labels: { own: '1' } } },
      },
    }),
  ],
  [
    'of a Job with a selector of its own nothing but its end',
    of('Job', { spec: { manualSelector: true, ttlSecondsAfterFinished: 5, selector: { matchLabels: generated } } }),
    of('Job', { spec: { manualSelector: true, selector: { matchLabels: generated } } }),
  ],
  ['nothing of a Job without all that', of('Job', { spec: { template: {} } }), of('Job', { spec: { template: {} } })],
  [
    'a Service’s address',
    of('Service', { spec: { clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1'], ports: [] } }),
    of('Service', { spec: { ports: [] } }),
  ],
  [
    'not a headless Service’s',
    of('Service', { spec: { clusterIP: 'None', clusterIPs: ['None'] } }),
    of('Service', { spec: { clusterIP: 'None', clusterIPs: ['None'] } }),
  ],
  [
    'a token, which is cleared',
    of(
      'Secret',
      { type: 'kubernetes.io/service-account-token', data: { token: 'x' } },
      { annotations: { 'kubernetes.io/service-account.uid': 'u', 'kubernetes.io/service-account.name': 'n' } },
    ),
    of(
      'Secret',
      { type: 'kubernetes.io/service-account-token', data: null },
      { annotations: { 'kubernetes.io/service-account.name': 'n' } },
    ),
  ],
  [
    'not another Secret',
    of('Secret', { type: 'Opaque', data: { a: 'b' } }),
    of('Secret', { type: 'Opaque', data: { a: 'b' } }),
  ],
  [
    'generated Secrets of a ServiceAccount, but every second in a row',
    of('ServiceAccount', {
      secrets: [{ name: 'n-token-1' }, { name: 'n-token-2' }, { name: 'own' }, { name: 'n-token-3' }],
    }),
    of('ServiceAccount', { secrets: [{ name: 'n-token-2' }, { name: 'own' }] }),
  ],
  ['nothing of a ServiceAccount without Secrets', of('ServiceAccount', {}), of('ServiceAccount', {})],
  [
    'the node that a volume waits for',
    of('PersistentVolumeClaim', {}, { annotations: { 'volume.kubernetes.io/selected-node': 'x' } }),
    of('PersistentVolumeClaim', {}, { annotations: {} }),
  ],
])('no member gets %s', (_, manifest, pruned) => {
  expect(pruneManifest(manifest)).toEqual(pruned);
});
