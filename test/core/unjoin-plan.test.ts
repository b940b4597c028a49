import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import type { Cluster } from '../../src/core/cluster.ts';
import type { KubeObject } from '../../src/core/object.ts';
import type { Work } from '../../src/core/propagation.ts';
import type { MemberFacts } from '../../src/core/unjoin-member.ts';
import { isOfJoin, planUnjoin, type UnjoinFacts } from '../../src/core/unjoin-plan.ts';

const cluster: Cluster = {
  metadata: { name: 'm1', uid: 'u1' },
  spec: { id: 'id-1', syncMode: 'Push' },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
};
const space = { metadata: { name: 'karmada-es-m1', uid: 'u2' } };
const named = (name: string): KubeObject => ({ metadata: { name, namespace: 'karmada-cluster', uid: `u of ${name}` } });
const facts: UnjoinFacts = {
  namespace: 'karmada-cluster',
  cluster,
  space,
  works: [],
  bindings: [],
  secrets: [named('m1')],
  home: undefined,
  cannotKeep: undefined,
  member: { kind: 'unasked' },
};
const seen: MemberFacts & { kind: 'seen' } = {
  kind: 'seen',
  server: 'https://m1',
  id: 'id-1',
  joinedAs: undefined,
  found: new Map([
    ['serviceaccount/karmada-m1', named('karmada-m1')],
    ['serviceaccount/karmada-impersonator', named('karmada-impersonator')],
    ['clusterrole/karmada-impersonator', { metadata: { name: 'karmada-impersonator' } }],
  ]),
  namespace: { object: { metadata: { name: 'karmada-cluster' } }, users: [] },
  others: [],
};
const wish = { name: 'm1', keepWorkloads: false, leaving: ['m1'] };
const plan = (change: Partial<UnjoinFacts> = {}, more: Partial<typeof wish> = {}) =>
  planUnjoin({ ...facts, ...change }, { ...wish, ...more });
const lines = (change: Partial<UnjoinFacts> = {}, more: Partial<typeof wish> = {}): readonly string[] =>
  plan(change, more).steps.map(({ side, action, object }) => `${side} ${action} ${object}`);

describe('the plan of an unjoin', () => {
  it('begins with the Cluster, and waits for what Karmada does with it', () => {
    expect(lines()).toEqual([
      'karmada delete cluster.cluster.karmada.io/m1',
      'karmada wait namespace/karmada-es-m1',
      'karmada delete secret/m1',
    ]);
  });

  it.each<[string, Partial<UnjoinFacts>, readonly string[]]>([
    [
      'of a Cluster on its way out waits only',
      { cluster: { ...cluster, metadata: { name: 'm1', uid: 'u1', deletionTimestamp: 'x' } }, secrets: [] },
      ['karmada wait namespace/karmada-es-m1'],
    ],
    [
      'without a Cluster deletes the namespace that it left',
      { cluster: undefined, secrets: [] },
      ['karmada delete namespace/karmada-es-m1'],
    ],
    ['of Secrets alone deletes them', { cluster: undefined, space: undefined }, ['karmada delete secret/m1']],
    ['of nothing is empty', { cluster: undefined, space: undefined, secrets: [] }, []],
    [
      'takes the namespace of the Secrets with it where nothing else is in it',
      { cluster: undefined, space: undefined, home: { object: { metadata: { name: 'karmada-cluster' } }, users: [] } },
      ['karmada delete secret/m1', 'karmada delete namespace/karmada-cluster'],
    ],
    [
      'leaves that namespace where something is',
      {
        cluster: undefined,
        space: undefined,
        home: { object: { metadata: { name: 'karmada-cluster' } }, users: ['secret/x'] },
      },
      ['karmada delete secret/m1'],
    ],
  ])('%s', (_, change, steps) => {
    expect(lines(change)).toEqual(steps);
  });

  it('keeps workloads before all else: it tells the Works, then deletes them', () => {
    expect(lines({}, { keepWorkloads: true }).slice(0, 2)).toEqual([
      'karmada change works (0)',
      'karmada delete works (0)',
    ]);
    const cannotKeep = new KnownError('invalid', 'too old');
    expect(plan({ cannotKeep }, { keepWorkloads: true }).steps[0]?.problem).toMatchObject({ message: 'too old' });
    expect(plan({ works: undefined }, { keepWorkloads: true }).steps[0]?.problem).toMatchObject({ code: 'forbidden' });
  });

  it('refuses a cluster in Pull mode, and says what to do', () => {
    const pull = { ...cluster, spec: { ...cluster.spec, syncMode: 'Pull' as const } };
    expect(() => plan({ cluster: pull })).toThrow(
      expect.objectContaining({ code: 'conflict', hint: expect.stringContaining('karmadactl unregister m1') }),
    );
  });
});

describe('the plan for the member', () => {
  it('lists what stays there when nobody may look', () => {
    expect(plan().leftInMember.map(({ command }) => command)).toContain(
      'kubectl delete serviceaccount karmada-m1 -n karmada-cluster',
    );
    expect(plan({ cluster: undefined, space: undefined, secrets: [] }).leftInMember).toEqual([]);
  });

  it('has a step for each object that is there, the namespace last', () => {
    expect(lines({ member: seen }).filter((line) => line.startsWith('member'))).toEqual([
      'member delete serviceaccount/karmada-m1',
      'member delete clusterrole/karmada-impersonator',
      'member delete serviceaccount/karmada-impersonator',
      'member delete namespace/karmada-cluster',
    ]);
  });

  it('keeps what another control plane uses, and says who', () => {
    const { steps, kept } = plan({ member: { ...seen, others: ['karmada-theirs'] } });
    expect(steps.filter(({ side }) => side === 'member').map(({ object }) => object)).toEqual([
      'serviceaccount/karmada-m1',
    ]);
    expect(kept).toContainEqual({ object: 'namespace/karmada-cluster', why: 'used by karmada-theirs' });
    expect(kept).toHaveLength(3);
  });

  it('keeps a role that a Work of another cluster has made', () => {
    const role = {
      metadata: { name: 'karmada-impersonator', annotations: { 'work.karmada.io/namespace': 'karmada-es-x' } },
    };
    expect(plan({ member: { ...seen, found: new Map([['clusterrole/karmada-impersonator', role]]) } }).kept).toEqual([
      { object: 'clusterrole/karmada-impersonator', why: 'made by a Work in karmada-es-x' },
    ]);
  });

  it('refuses another cluster, naming both ids, and one that is joined under another name', () => {
    expect(() => plan({ member: { ...seen, id: 'id-2' } })).toThrow(/id id-2\) is not m1 \(id id-1\)/);
    expect(() => plan({ cluster: undefined, member: { ...seen, joinedAs: 'm2' } })).toThrow(/joined as "m2", not "m1"/);
  });

  it('carries the failure of a member that does not answer', () => {
    const failure = { code: 'unreachable', message: 'no answer' } as const;
    const { steps, leftInMember } = plan({ member: { kind: 'unreachable', failure } });
    expect(steps.filter(({ problem }) => problem === failure)).toHaveLength(4);
    expect(leftInMember).toHaveLength(7);
  });
});

describe('workloads', () => {
  const work = (kind: string, name: string, change: object = {}, owner?: string): Work => ({
    metadata: {
      name,
      ...(owner ? { ownerReferences: [{ apiVersion: 'v1', kind: owner, name: 'm1', uid: 'u' }] } : {}),
    },
    spec: { workload: { manifests: [{ kind, metadata: { name, namespace: 'n' } }] }, ...change },
  });
  const binding = (name: string, ...clusters: readonly string[]) => ({
    metadata: { name, namespace: 'n' },
    spec: { resource: { apiVersion: 'v1', kind: 'X', name }, clusters: clusters.map((one) => ({ name: one })) },
  });

  it('are told apart by what their Works say; those of Karmada itself are none', () => {
    const works = [
      work('A', 'a'),
      work('B', 'b', { preserveResourcesOnDeletion: true }),
      work('ClusterRole', 'r', {}, 'Cluster'),
    ];
    expect(plan({ works }).workloads).toMatchObject({
      deleted: [{ kind: 'A', names: ['n/a'] }],
      kept: [{ kind: 'B', names: ['n/b'] }],
      preservedWorks: ['b'],
    });
    expect(plan({ works }, { keepWorkloads: true }).workloads).toMatchObject({
      deleted: [],
      kept: [{ kind: 'A' }, { kind: 'B' }],
    });
  });

  it('have nowhere to go where all their targets leave', () => {
    const bindings = [binding('one', 'm1'), binding('two', 'm1', 'm2'), binding('three', 'm2')];
    expect(plan({ bindings }).workloads).toMatchObject({ nowhere: ['n/one'], fewer: ['n/two'] });
    expect(plan({ bindings }, { leaving: ['m1', 'm2'] }).workloads).toMatchObject({
      nowhere: ['n/one', 'n/two'],
      fewer: [],
    });
  });
});

describe('a Secret is of a join', () => {
  const labels = { 'karmada.io/system': 'true' };
  const owned = (kind: string, name: string) => ({ ownerReferences: [{ apiVersion: 'v1', kind, name, uid: 'u' }] });
  const half = { type: 'Opaque', data: { token: 'x' } };
  it.each<[string, object, object, Cluster | undefined, boolean]>([
    ['when the Cluster owns it', owned('Cluster', 'm1'), {}, cluster, true],
    ['not when another owns it', owned('Cluster', 'm2'), {}, undefined, false],
    ['when a join has labelled it', { labels }, {}, cluster, true],
    ['when nobody uses it and it holds a token', {}, half, undefined, true],
    ['when karmate or karmadactl wrote it', { managedFields: [{ manager: 'karmate-join-x' }] }, {}, cluster, true],
    ['not when the Cluster uses one of somebody else', {}, half, cluster, false],
  ])('%s', (_, metadata, more, of, is) => {
    expect(isOfJoin({ metadata: { name: 'm1', ...metadata }, ...more }, 'm1', of)).toBe(is);
  });
});
