import { describe, expect, it } from 'vitest';
import type { Workload } from '../../src/core/propagation.ts';
import { judgeMember } from '../../src/core/readiness.ts';
import { manifestOf, note, other, spec } from '../support/propagated.ts';

const running = { observedGeneration: 3, replicas: 2, updatedReplicas: 2, readyReplicas: 2 };
const inMember = (annotation: string, status: object, change: object = {}): Workload => ({
  kind: 'Deployment',
  metadata: {
    name: 'nginx',
    generation: 3,
    annotations: { [note]: annotation, 'resourcetemplate.karmada.io/uid': 'u' },
  },
  spec: { ...spec, replicas: 2, ...change },
  status: { ...running, ...status },
});

describe('a generation does not tell of', () => {
  const labelled = (labels: Record<string, string>, annotations: Record<string, string> = {}): Workload => {
    const manifest = manifestOf('2');
    const { metadata } = manifest;
    return { ...manifest, metadata: { ...metadata, labels, annotations: { ...metadata.annotations, ...annotations } } };
  };
  const held = (sent: Workload): Workload => {
    const there = inMember('2', {});
    return { ...there, metadata: { ...there.metadata, ...sent.metadata, generation: 3 } };
  };
  const keys = 'resourcetemplate.karmada.io/managed-labels';
  it.each<[string, Workload, Workload, boolean]>([
    ['a label that is there', labelled({ a: '2' }), labelled({ a: '2', theirs: 'x' }), true],
    ['a label that changed', labelled({ a: '2' }), labelled({ a: '1' }), false],
    ['an annotation that is new', labelled({}, { n: '1' }), labelled({}), false],
    [
      'a label that went: Karmada lists those it sent',
      labelled({}, { [keys]: '' }),
      labelled({ a: '1' }, { [keys]: 'a' }),
      false,
    ],
  ])('%s', (_, sent, there, settled) => {
    expect(judgeMember(sent, held(there)).why === undefined).toBe(settled);
  });

  it('an override', () => {
    const there = inMember('2', {}, other);
    expect(judgeMember(manifestOf('2'), there).why).toBeUndefined();
    expect(judgeMember(manifestOf('2'), there, { overridden: true }).why).toMatch(/earlier version/);
  });
});

it('a ConfigMap that still has a key is an earlier version', () => {
  const map = (data: object): Workload => ({ kind: 'ConfigMap', metadata: { name: 'c' }, ...{ data } });
  expect(judgeMember(map({ a: '1' }), map({ a: '1', b: '2' })).why).toMatch(/earlier version/);
  expect(judgeMember(map({ a: '1' }), map({ a: '1' })).why).toBeUndefined();
});
