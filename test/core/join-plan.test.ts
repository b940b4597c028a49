import { describe, expect, it } from 'vitest';
import type { MissingRight } from '../../src/core/access-review.ts';
import { whyNoWayTo } from '../../src/core/join-address.ts';
import {
  clusterObject,
  controlPlaneSecrets,
  type JoinWish,
  joinNamespace,
  memberObjects,
  ownerOf,
  type Secret,
} from '../../src/core/join-objects.ts';
import { type JoinFacts, planJoin } from '../../src/core/join-plan.ts';
import { type KubeObject, pathOf } from '../../src/core/object.ts';

const wish: JoinWish = {
  name: 'm',
  namespace: 'karmada-cluster',
  id: 'id-1',
  apiEndpoint: 'https://10.0.0.1:6443',
  insecure: false,
};
const nothing: JoinFacts = { joined: undefined, inMember: new Map(), inKarmada: new Map(), missingRights: [] };
const joined = { ...clusterObject(wish), metadata: { name: 'm', uid: 'uid-m' } };

const filled = new Map<string, KubeObject>(
  memberObjects(wish).map(({ place, object }): [string, KubeObject] => [
    pathOf(place),
    object.kind === 'Secret' ? { ...object, ...{ data: { token: `t-${place.name}`, 'ca.crt': 'ca' } } } : object,
  ]),
);
const [impersonation, own] = controlPlaneSecrets(
  wish,
  { token: 't-karmada-m', caBundle: 'ca' },
  { token: 't-karmada-impersonator', caBundle: undefined },
);
const secret = (wanted: typeof own, change: Partial<Secret> = {}, owners = [ownerOf(joined)]): [string, KubeObject] => [
  pathOf(wanted.place),
  { ...wanted.object, ...change, metadata: { ...wanted.object.metadata, uid: 's', ownerReferences: owners } },
];
const namespace = joinNamespace(wish);
const complete: JoinFacts = {
  joined,
  inMember: filled,
  inKarmada: new Map([[pathOf(namespace.place), namespace.object], secret(impersonation), secret(own)]),
  missingRights: [],
};
const inWords = (facts: JoinFacts, of: JoinWish = wish): readonly string[] =>
  planJoin(facts, of).map(
    ({ step }) => `${step.side}: ${step.action} ${step.object}${step.undo ? `, ${step.undo}` : ''}`,
  );

describe('a plan to join', () => {
  it('a new cluster makes everything, the accounts first and the Cluster last', () => {
    expect(inWords(nothing)).toEqual([
      'member: create namespace/karmada-cluster, delete',
      'member: create serviceaccount/karmada-impersonator, delete',
      'member: create secret/karmada-impersonator, delete',
      'member: create serviceaccount/karmada-m, delete',
      'member: create clusterrole/karmada-controller-manager:karmada-m, delete',
      'member: create clusterrolebinding/karmada-controller-manager:karmada-m, delete',
      'member: create secret/karmada-m, delete',
      'member: wait secret/karmada-impersonator',
      'member: wait secret/karmada-m',
      'karmada: create namespace/karmada-cluster, delete',
      'karmada: create secret/m-impersonator, delete',
      'karmada: create secret/m, delete',
      'karmada: create cluster.cluster.karmada.io/m, delete',
      'karmada: change secret/m-impersonator, restore',
      'karmada: change secret/m, restore',
      'karmada: wait cluster.cluster.karmada.io/m',
    ]);
  });

  it('what is joined and complete has no step', () => {
    expect(planJoin(complete, wish)).toEqual([]);
  });

  it('after a run that was killed goes on from what that has left', () => {
    const facts = { ...complete, joined: undefined, inKarmada: new Map([secret(impersonation, {}, [])]) };
    expect(inWords(facts)).toEqual([
      'karmada: create namespace/karmada-cluster, delete',
      'karmada: create secret/m, delete',
      'karmada: create cluster.cluster.karmada.io/m, delete',
      'karmada: change secret/m-impersonator, restore',
      'karmada: change secret/m, restore',
      'karmada: wait cluster.cluster.karmada.io/m',
    ]);
  });

  it('replaces a stale token, and can bring it back', () => {
    const stale = secret(own, { data: { token: 'stale', caBundle: 'ca' } });
    const facts = { ...complete, inKarmada: new Map([...complete.inKarmada, stale]) };
    expect(inWords(facts)).toEqual(['karmada: change secret/m, restore', 'karmada: wait cluster.cluster.karmada.io/m']);
  });

  it('makes a Secret anew that Kubernetes is about to delete with a Cluster that is gone', () => {
    const dying = secret(own, {}, [{ ...ownerOf(joined), uid: 'an earlier one' }]);
    const facts = { ...complete, joined: undefined, inKarmada: new Map([...complete.inKarmada, dying]) };
    const change = planJoin(facts, wish).find(({ deed }) => deed.kind === 'secret' && deed.index === 1);
    expect(change).toMatchObject({ step: { why: expect.stringMatching(/^made anew/) }, deed: { isDying: true } });
  });

  it('waits for a token that is not there yet', () => {
    const empty = memberObjects(wish).at(-1);
    const facts = {
      ...complete,
      inMember: new Map([...filled, [pathOf(empty?.place ?? namespace.place), empty?.object ?? own.object]]),
    };
    expect(inWords(facts)).toContain('member: wait secret/karmada-m');
  });

  it('labels as v1.10 does where that is the server: its namespaces alone', () => {
    const of: JoinWish = { ...wish, labelling: 'karmada.io/managed' };
    const labels = planJoin(nothing, of).flatMap(({ deed }) =>
      'wanted' in deed ? [deed.wanted.object.metadata.labels] : [],
    );
    expect(labels.filter(Boolean)).toEqual([{ 'karmada.io/managed': 'true' }, { 'karmada.io/managed': 'true' }]);
  });

  const role = { group: 'rbac.authorization.k8s.io', resource: 'clusterroles', side: 'member' } as const;
  it.each<[MissingRight, readonly string[]]>([
    [{ ...role, verb: 'bind' }, ['clusterrolebinding/karmada-controller-manager:karmada-m']],
    [{ ...role, verb: 'escalate' }, ['clusterrole/karmada-controller-manager:karmada-m']],
    [
      { side: 'karmada', verb: 'create', group: 'cluster.karmada.io', resource: 'clusters' },
      ['cluster.cluster.karmada.io/m'],
    ],
    [{ side: 'karmada', verb: 'patch', group: '', resource: 'secrets' }, ['secret/m-impersonator', 'secret/m']],
    [
      { side: 'member', verb: 'get', group: '', resource: 'secrets' },
      ['secret/karmada-impersonator', 'secret/karmada-m'],
    ],
  ])('names the steps that fail without %o', (right, objects) => {
    const steps = planJoin({ ...nothing, missingRights: [right] }, wish).filter(({ step }) => step.problem);
    expect(steps.map(({ step }) => step.object)).toEqual(objects);
    expect(steps[0]?.step.problem?.message).toContain(`${right.verb} ${right.resource}`);
  });
});

describe('an address of a member', () => {
  const there = 'https://karmada.example.com:5443';
  it.each([
    ['https://10.1.2.3:6443', there, undefined],
    ['https://member.example.com', there, undefined],
    ['https://[fd00::1]:6443', there, undefined],
    ['https://127.0.0.1:6443', there, /the machine of whoever connects/],
    ['https://127.8.9.1:6443', there, /the machine of whoever connects/],
    ['https://localhost:6443', there, /the machine of whoever connects/],
    ['https://[::1]:6443', there, /the machine of whoever connects/],
    ['https://0.0.0.0:6443', there, /the machine of whoever connects/],
    ['https://127.0.0.1:6443', 'https://127.0.0.1:5443', undefined],
    ['https://127.0.0.1:6443', 'https://localhost:5443', undefined],
    ['https://127.0.0.1.example.com', there, undefined],
    ['https://kubernetes.docker.internal:6443', there, /inside one cluster or engine/],
    ['https://kubernetes.default.svc', there, /inside one cluster or engine/],
    ['https://api.kube-system.svc.cluster.local', there, /inside one cluster or engine/],
    ['https://test1-control-plane:6443', there, /the name of a container/],
    ['https://test1-external-load-balancer:6443', there, /the name of a container/],
  ])('%s for a Karmada at %s', (endpoint, karmada, why) => {
    if (why) expect(whyNoWayTo(endpoint, karmada)).toMatch(why);
    else expect(whyNoWayTo(endpoint, karmada)).toBeUndefined();
  });
});
