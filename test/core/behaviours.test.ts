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
])('%s of v1.%i is %s', (behaviour, minor, way) => {
  expect(wayOf(behaviour, minor)).toBe(way);
});
