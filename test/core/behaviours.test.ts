import { expect, it } from 'vitest';
import { type Behaviours, behaviourOf, wayOf } from '../../src/core/behaviours.ts';
import type { Release } from '../../src/core/versions.ts';

const range = (min?: string, max?: string): Release => ({
  ...(min ? { min } : {}),
  ...(max ? { max } : {}),
  source: 'schema',
  grounds: [],
});

it.each<[keyof Behaviours, Release, string | undefined]>([
  ['replicaRounding', range('1.15', '1.15'), 'random'],
  ['replicaRounding', range('1.16', '1.16'), 'webster'],
  ['replicaRounding', range('1.15', '1.16'), undefined],
  ['replicaRounding', range(undefined, '1.9'), 'random'],
  ['zoneMatching', range('1.17', '1.17'), 'every zone'],
  ['zoneMatching', range('1.18'), 'any zone'],
  ['agentCertificates', range('1.10', '1.11'), 'kube-apiserver-client-kubelet'],
  ['agentCertificates', range('1.12', '1.12'), 'kube-apiserver-client'],
  ['agentCertificates', range(), undefined],
  ['noExecuteTaints', range('1.10', '1.13'), 'evict'],
  ['noExecuteTaints', range('1.14'), 'evict where switched on'],
  ['noExecuteTaints', range('1.13', '1.14'), undefined],
  ['lazyTakeover', range('1.10', '1.11'), 'waits'],
  ['lazyTakeover', range('1.12'), 'takes it at once'],
  ['missingApi', range('1.10', '1.10'), 'out'],
  ['missingApi', range('1.11', '1.14'), 'kept while the list is incomplete'],
  ['missingApi', range('1.15'), 'kept'],
  ['missingApi', range('1.10', '1.15'), undefined],
  ['regionScore', range('1.13', '1.13'), 'capacity or a crash'],
  ['regionScore', range('1.14'), 'capacity'],
])('%s of %o is %s', (behaviour, release, way) => {
  expect(behaviourOf(release, behaviour)).toBe(way);
});

it.each<[keyof Behaviours, number, string]>([
  ['scaleDown', 10, 'all former clusters'],
  ['scaleDown', 16, 'all former clusters'],
  ['scaleDown', 17, 'former clusters that still fit'],
  ['overflowAffinities', 18, 'known'],
  ['overflowAffinities', 99, 'known'],
  ['claimCleanup', 11, 'by binding'],
  ['claimCleanup', 12, 'by template'],
  ['claimNames', 10, 'annotations and labels'],
  ['claimNames', 11, 'annotations'],
  ['claimTakeover', 11, 'labels'],
  ['claimTakeover', 12, 'labels and annotations'],
  ['bindingSuspension', 10, 'never'],
  ['bindingSuspension', 12, 'replaces'],
  ['bindingSuspension', 13, 'merges'],
  ['bindingFinalizers', 10, 'replaced'],
  ['bindingFinalizers', 11, 'merged'],
  ['preserveOnDeletion', 12, 'known'],
  ['schedulePriority', 13, 'known'],
  ['components', 15, 'known'],
  ['replicaSets', 15, 'no workload'],
  ['replicaSets', 16, 'divided as a workload'],
  ['defaultTolerations', 14, 'for five minutes'],
  ['gracefulPurge', 14, 'Graciously'],
  ['foreignSelectors', 16, 'allowed'],
  ['emptyPointers', 11, 'refused'],
  ['imageNameLimit', 13, 'whole name'],
  ['fieldOverrider', 11, 'unknown'],
  ['revisedReplicas', 13, 'divided'],
  ['revisedReplicas', 16, 'with replicas'],
  ['revisedReplicas', 17, 'of workloads'],
  ['workErrors', 12, 'end it'],
  ['generationNotes', 10, 'none'],
  ['pruning', 12, 'once'],
  ['scalarDocuments', 13, 'ignored'],
  ['nullMarks', 14, 'hide the others'],
])('%s of v1.%i is %s', (behaviour, minor, way) => {
  expect(wayOf(behaviour, minor)).toBe(way);
});
