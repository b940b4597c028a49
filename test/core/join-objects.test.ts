import { describe, expect, it } from 'vitest';
import { type Cluster, clusterNameProblem, missingForUse } from '../../src/core/cluster.ts';
import {
  clusterObject,
  controlPlaneSecrets,
  type JoinWish,
  joinNamespace,
  memberObjects,
  ownerOf,
} from '../../src/core/join-objects.ts';
import { otherSecrets, standing } from '../../src/core/join-standing.ts';
import { pathOf } from '../../src/core/object.ts';

const wish: JoinWish = {
  name: 'member1',
  namespace: 'karmada-cluster',
  id: 'uid-1',
  apiEndpoint: 'https://127.0.0.1:6443',
  insecure: false,
};
const labels = { 'karmada.io/system': 'true' };

it.each(['karmada.io/system', 'karmada.io/managed'] as const)(
  'with %s each says something: without a field an object has no managedFields, and nobody can tell who made it',
  (labelling) => {
    for (const { object } of memberObjects({ ...wish, labelling })) {
      const { apiVersion: _, kind: __, metadata, ...fields } = object;
      const said = { ...fields, ...metadata.labels, ...metadata.annotations };
      expect(Object.keys(said), `${object.kind} ${metadata.name}`).not.toEqual([]);
    }
  },
);

describe('in the member are made, in order,', () => {
  const steps = memberObjects(wish);

  it('the objects that karmadactl makes', () => {
    expect(steps.map(({ place }) => pathOf(place))).toEqual([
      '/api/v1/namespaces/karmada-cluster',
      '/api/v1/namespaces/karmada-cluster/serviceaccounts/karmada-impersonator',
      '/api/v1/namespaces/karmada-cluster/secrets/karmada-impersonator',
      '/api/v1/namespaces/karmada-cluster/serviceaccounts/karmada-member1',
      '/apis/rbac.authorization.k8s.io/v1/clusterroles/karmada-controller-manager%3Akarmada-member1',
      '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/karmada-controller-manager%3Akarmada-member1',
      '/api/v1/namespaces/karmada-cluster/secrets/karmada-member1',
    ]);
  });

  it('all labelled but the token Secrets', () => {
    const unlabelled = steps
      .filter(({ object }) => object.metadata.labels === undefined)
      .map(({ object }) => object.metadata.name);
    expect(unlabelled).toEqual(['karmada-impersonator', 'karmada-member1']);
    expect(steps[0]?.object.metadata.labels).toEqual(labels);
  });

  it('a role with everything, bound to the account', () => {
    expect(steps[4]?.object).toMatchObject({
      rules: [
        { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
        { nonResourceURLs: ['*'], verbs: ['get'] },
      ],
    });
    expect(steps[5]?.object).toMatchObject({
      subjects: [{ kind: 'ServiceAccount', name: 'karmada-member1', namespace: 'karmada-cluster' }],
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'karmada-controller-manager:karmada-member1',
      },
    });
  });
});

it('the control plane gets the two Secrets: token and CA, and the impersonator’s token alone', () => {
  const steps = controlPlaneSecrets(wish, { token: 'dA==', caBundle: 'Y2E=' }, { token: 'aQ==', caBundle: 'Y2E=' });
  expect(steps.map(({ object }) => [object.metadata, object.data])).toEqual([
    [{ name: 'member1-impersonator', namespace: 'karmada-cluster', labels }, { token: 'aQ==' }],
    [
      { name: 'member1', namespace: 'karmada-cluster', labels },
      { token: 'dA==', caBundle: 'Y2E=' },
    ],
  ]);
});

it('the namespace is labelled as karmadactl does', () => {
  expect(joinNamespace({ namespace: 'x' }).object).toEqual({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'x', labels },
  });
});

describe('the Cluster object', () => {
  it('has nothing that was not asked for', () => {
    expect(clusterObject(wish)).toEqual({
      apiVersion: 'cluster.karmada.io/v1alpha1',
      kind: 'Cluster',
      metadata: { name: 'member1' },
      spec: {
        id: 'uid-1',
        syncMode: 'Push',
        apiEndpoint: 'https://127.0.0.1:6443',
        secretRef: { namespace: 'karmada-cluster', name: 'member1' },
        impersonatorSecretRef: { namespace: 'karmada-cluster', name: 'member1-impersonator' },
      },
    });
  });

  it("has the proxy of the cluster's kubeconfig", () => {
    expect(clusterObject({ ...wish, proxyUrl: 'http://proxy:3128' }).spec.proxyURL).toBe('http://proxy:3128');
    expect(clusterObject(wish).spec).not.toHaveProperty('proxyURL');
  });

  it('has provider, region, zones and the insecure flag when given', () => {
    const { spec } = clusterObject({ ...wish, insecure: true, provider: 'p', region: 'r', zones: ['a', 'b'] });
    expect(spec).toMatchObject({ insecureSkipTLSVerification: true, provider: 'p', region: 'r', zones: ['a', 'b'] });
  });

  it('owns the Secrets as their controller', () => {
    expect(ownerOf({ ...clusterObject(wish), metadata: { name: 'member1', uid: 'u' } })).toEqual({
      apiVersion: 'cluster.karmada.io/v1alpha1',
      kind: 'Cluster',
      name: 'member1',
      uid: 'u',
      controller: true,
      blockOwnerDeletion: true,
    });
  });
});

describe('a cluster stands to those registered as', () => {
  const registered = [clusterObject(wish), clusterObject({ ...wish, name: 'member2', id: 'uid-2' })];
  it.each([
    ['new', 'member3', 'uid-3', 'new'],
    ['joined, by name and id', 'member1', 'uid-1', 'joined'],
    ['name taken by another id', 'member1', 'uid-9', 'name-taken'],
    ['name taken, even when its id is there under a third name', 'member1', 'uid-2', 'name-taken'],
    ['id taken by another name', 'member9', 'uid-2', 'id-taken'],
  ])('%s', (_, name, id, kind) => {
    expect(standing(registered, { name, id }).kind).toBe(kind);
  });

  const gone = registered.map((one) => ({
    ...one,
    metadata: { ...one.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' },
  }));
  it.each([
    ['its own entry', 'member1', 'uid-1'],
    ['another one of its name', 'member1', 'uid-9'],
    ['its entry under another name', 'member9', 'uid-2'],
  ])('leaving, when %s is being removed', (_, name, id) => {
    expect(standing(gone, { name, id }).kind).toBe('leaving');
  });
});

describe('the Secrets of a joined cluster', () => {
  it('are those of this join when it would make the same', () => {
    expect(otherSecrets(clusterObject(wish), wish)).toBeUndefined();
  });

  it('are others, both named, when they lead elsewhere', () => {
    expect(otherSecrets(clusterObject({ ...wish, namespace: 'other' }), wish)).toEqual({
      theirs: 'other/member1 and other/member1-impersonator',
      ours: 'karmada-cluster/member1 and karmada-cluster/member1-impersonator',
    });
    const bare: Cluster = { metadata: { name: 'member1' }, spec: { syncMode: 'Push' } };
    expect(otherSecrets(bare, wish)).toMatchObject({ theirs: 'none and none' });
  });
});

describe('a cluster’s name', () => {
  it.each([
    ['member-1', undefined],
    ['1a', undefined],
    ['a'.repeat(48), undefined],
    ['a'.repeat(49), /49 characters/],
    ['Member', /lower case/],
    ['a.b', /lower case/],
    ['-a', /neither first/],
    ['a-', /neither first/],
    ['', /lower case/],
  ])('%j is judged', (name, problem) => {
    if (problem) expect(clusterNameProblem(name)).toMatch(problem);
    else expect(clusterNameProblem(name)).toBeUndefined();
  });
});

describe('a joined cluster lacks', () => {
  const usable: Cluster = {
    ...clusterObject(wish),
    status: { apiEnablements: [{}], conditions: [{ type: 'Ready', status: 'True' }] },
  };
  const condition = { type: 'Ready', status: 'False', reason: 'ClusterNotReachable', message: 'no route' };
  it.each<[string, Cluster | undefined, boolean, RegExp[]]>([
    ['nothing, when it is usable', usable, true, []],
    ['its execution namespace', usable, false, [/karmada-es-member1 does not exist yet/]],
    ['its API', { ...usable, status: { ...usable.status, apiEnablements: [] } }, true, [/apiEnablements is empty/]],
    [
      'readiness, with the reason',
      { ...usable, status: { apiEnablements: [{}], conditions: [condition] } },
      true,
      [/ClusterNotReachable: no route/],
    ],
    ['everything, at first', clusterObject(wish), false, [/no status yet/, /apiEnablements/, /karmada-es/]],
    [
      'its stay, when it is being removed',
      { ...usable, metadata: { name: 'member1', deletionTimestamp: '2026-01-01T00:00:00Z' } },
      true,
      [/being removed/],
    ],
    ['itself', undefined, true, [/is gone/]],
  ])('%s', (_, cluster, space, patterns) => {
    const missing = missingForUse(cluster, space);
    expect(missing).toHaveLength(patterns.length);
    patterns.forEach((pattern, index) => {
      expect(missing[index]).toMatch(pattern);
    });
  });
});
