import { describe, expect, it } from 'vitest';
import { misfitOf } from '../../../src/core/resource-interpreter/typed-object.ts';

const workload = (kind: string, spec: unknown, metadata: object = {}) => ({
  apiVersion: 'x/v1',
  kind,
  metadata: { name: 'n', ...metadata },
  spec,
});
const withPods = (podSpec: object, kind = 'Deployment') => workload(kind, { template: { spec: podSpec } });
const withContainer = (fields: object) => withPods({ containers: [{ name: 'a' }, { name: 'b', ...fields }] });

describe('Go reads', () => {
  it.each<[string, object]>([
    ['a whole Deployment', withContainer({ image: 'a', command: ['x'], env: [{ name: 'A', value: 'b' }] })],
    ['what is null', workload('Deployment', { replicas: null, template: { metadata: { labels: { a: null } } } })],
    ['a field that it does not know', withContainer({ fresh: [1], metadata: 1 })],
    ['a number that is a quantity', withContainer({ resources: { limits: { cpu: 1, memory: '1Gi' } } })],
    ['anything of another kind', workload('CronJob', 3)],
  ])('%s', (_, object) => expect(misfitOf(object as never)).toBeUndefined());
});

describe('Go does not read', () => {
  const pod = '/spec/template/spec';
  it.each<[string, object, string, string]>([
    ['a map that is a list', withPods({ nodeSelector: [] }), `${pod}/nodeSelector`, 'cannot restore map from slice'],
    ['a map that is true', withPods({ nodeSelector: true }), `${pod}/nodeSelector`, 'cannot restore map from bool'],
    [
      'a number in a map of texts',
      workload('Job', {}, { labels: { 'a/b': 1 } }),
      '/metadata/labels/a~1b',
      'cannot convert int64 to string',
    ],
    ['a list that is a map', withPods({ tolerations: {} }), `${pod}/tolerations`, 'cannot restore slice from map'],
    ['a struct that is a text', workload('StatefulSet', 'x'), '/spec', 'cannot restore struct from: string'],
    [
      'an item that is no struct',
      withPods({ containers: ['a'] }),
      `${pod}/containers/0`,
      'cannot restore struct from: string',
    ],
    [
      'a text that is a number',
      withContainer({ image: 1 }),
      `${pod}/containers/1/image`,
      'cannot convert int64 to string',
    ],
    [
      'a number that is a text',
      workload('Deployment', { replicas: '3' }),
      '/spec/replicas',
      'cannot convert string to int64',
    ],
    ['half a replica', workload('ReplicaSet', { replicas: 0.5 }), '/spec/replicas', 'cannot convert float64 to int64'],
    ['a choice that is a text', workload('Job', { suspend: 'no' }), '/spec/suspend', 'cannot convert string to bool'],
    [
      'a quantity that is none',
      withContainer({ resources: { requests: { cpu: 'much' } } }),
      `${pod}/containers/1/resources/requests/cpu`,
      'cannot convert string to quantity',
    ],
    [
      'a Pod, which has its spec at once',
      workload('Pod', { hostNetwork: 1 }),
      '/spec/hostNetwork',
      'cannot convert int64 to bool',
    ],
  ])('%s', (_, object, path, message) => expect(misfitOf(object as never)).toEqual({ path, message }));
});
