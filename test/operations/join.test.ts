import { describe, expect, it } from 'vitest';
import { clusterObject } from '../../src/core/join-objects.ts';
import { join } from '../../src/operations/clusters/join.ts';
import { answerOf, fakePorts } from '../support/fake-ports.ts';
import { clusterPath, joinInput, joinWorld, secret, space } from '../support/join-world.ts';

describe('join', () => {
  it('makes everything, in the order that leaves nothing half usable', async () => {
    const { member, karmada, ports } = joinWorld();
    const { data } = await answerOf(join.invoke(ports, joinInput));
    expect(data).toMatchObject({
      cluster: 'member1',
      result: 'joined',
      kubernetesVersion: 'v1.35.3',
      apiEndpoint: 'https://member:6443',
    });
    expect(member.writes).toHaveLength(7);
    expect(karmada.writes).toEqual([
      'create /api/v1/namespaces/karmada-cluster',
      `create ${secret('member1-impersonator')}`,
      `create ${secret('member1')}`,
      `create ${clusterPath}`,
      `merge ${secret('member1-impersonator')}`,
      `merge ${secret('member1')}`,
    ]);
    expect(karmada.objects.get(secret('member1'))?.metadata.ownerReferences).toMatchObject([
      { uid: 'uid-member1', controller: true },
    ]);
  });

  it('again changes nothing and says so', async () => {
    const { member, karmada, ports } = joinWorld();
    await answerOf(join.invoke(ports, joinInput));
    const before = member.writes.length + karmada.writes.length;
    const answer = await answerOf(join.invoke(ports, joinInput));
    expect(answer.data).toMatchObject({ result: 'unchanged', steps: [] });
    expect(answer.view({ wide: false, now: 0 })).toMatchObject({
      parts: [{ lines: ['cluster member1 is joined already; nothing to do'] }],
    });
    expect(member.writes.length + karmada.writes.length).toBe(before);
  });

  it('again replaces a stale token', async () => {
    const { karmada, ports } = joinWorld();
    await answerOf(join.invoke(ports, joinInput));
    const held = karmada.objects.get(secret('member1'));
    karmada.objects.set(secret('member1'), {
      ...held,
      metadata: { ...held?.metadata, name: 'member1' },
      ...{ data: { token: 'old', caBundle: 'ca' } },
    });
    const { data } = await answerOf(join.invoke(ports, joinInput));
    expect(data).toMatchObject({
      result: 'completed',
      steps: [
        { object: 'secret/member1', action: 'change', state: 'done' },
        { object: 'cluster.cluster.karmada.io/member1', action: 'wait' },
      ],
    });
    expect(karmada.objects.get(secret('member1'))).toMatchObject({ data: { token: 'token-karmada-member1' } });
  });

  it.each<[string, string, string, RegExp]>([
    [
      'a name that another cluster has',
      'member1',
      'id-2',
      /The name "member1" is taken by another cluster \(id id-1, this one is id-2\)/,
    ],
    ['a cluster that has another name', 'member9', 'id-1', /joined already, as "member1", not "member9"/],
  ])('refuses %s, before it makes anything', async (_, name, uid, message) => {
    const first = joinWorld();
    await answerOf(join.invoke(first.ports, joinInput));
    const second = joinWorld(uid);
    const ports = fakePorts(first.karmada, second.member);
    const before = first.karmada.writes.length;
    await expect(answerOf(join.invoke(ports, { ...joinInput, name }))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(message),
    });
    expect(second.member.writes).toEqual([]);
    expect(first.karmada.writes.length).toBe(before);
  });

  it('refuses a name that no cluster can have', async () => {
    await expect(answerOf(join.invoke(joinWorld().ports, { ...joinInput, name: 'Member' }))).rejects.toMatchObject({
      code: 'usage',
    });
  });

  it('is late when the cluster does not become Ready: it says what is missing, and the cluster stays', async () => {
    const { karmada, ports } = joinWorld();
    karmada.controllers.length = 0;
    const failure = await answerOf(join.invoke(ports, { ...joinInput, timeout: '5s' })).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      code: 'timeout',
      message: expect.stringMatching(
        /not usable after 5 s: not Ready \(no status yet\); .*apiEnablements.*; .*karmada-es-member1/,
      ),
    });
    expect(karmada.objects.has(clusterPath)).toBe(true);
    expect(ports.clock.at).toBeLessThan(7000);
  });

  it('is late when the member gives no token', async () => {
    const { member, ports } = joinWorld();
    member.controllers.length = 0;
    await expect(answerOf(join.invoke(ports, joinInput))).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('karmada-cluster/karmada-impersonator'),
    });
    expect(ports.clock.at).toBeLessThan(32_000);
  });

  it.each<[string, object, object, RegExp, RegExp]>([
    ['that is being removed', { deletionTimestamp: '2026-01-01T00:00:00Z' }, {}, /"member1" is being removed/, /gone/],
    [
      'whose Secrets are in another namespace',
      {},
      { clusterNamespace: 'other' },
      /other Secrets: karmada-cluster\/member1 and .*; this join would make other\/member1 and /,
      /--cluster-namespace karmada-cluster\./,
    ],
  ])('again of a cluster %s is refused, before it makes anything', async (_, metadata, more, message, hint) => {
    const { member, karmada, ports } = joinWorld();
    await answerOf(join.invoke(ports, joinInput));
    const held = karmada.objects.get(clusterPath);
    karmada.objects.set(clusterPath, { ...held, metadata: { ...held?.metadata, name: 'member1', ...metadata } });
    const before = member.writes.length + karmada.writes.length;
    await expect(answerOf(join.invoke(ports, { ...joinInput, ...more }))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
    expect(member.writes.length + karmada.writes.length).toBe(before);
  });

  it('waits on where the execution namespace of an earlier cluster of that name is still going away', async () => {
    const { karmada, ports } = joinWorld();
    karmada.controllers.push((path, kube) => {
      const metadata = { name: 'karmada-es-member1', deletionTimestamp: '2026-01-01T00:00:00Z' };
      if (path === clusterPath) kube.objects.set(space, { metadata });
    });
    await expect(answerOf(join.invoke(ports, { ...joinInput, timeout: '2s' }))).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('karmada-es-member1 does not exist yet'),
    });
  });

  it('owns a Secret that went away in the meantime from the moment it is made again', async () => {
    const { karmada, ports } = joinWorld();
    karmada.controllers.push((path, kube) => {
      if (path === clusterPath) kube.objects.delete(secret('member1'));
    });
    await answerOf(join.invoke(ports, joinInput));
    expect(karmada.objects.get(secret('member1'))?.metadata.ownerReferences).toMatchObject([{ uid: 'uid-member1' }]);
  });
});

describe('a join beside another one', () => {
  it('makes sure of what it found made: the other may take it back', async () => {
    const { member, karmada, ports } = joinWorld();
    const account = '/api/v1/namespaces/karmada-cluster/serviceaccounts/karmada-member1';
    const theirs = { metadata: { name: 'karmada-member1', uid: 'theirs' } };
    // It appears just before ours is made, and goes when the Cluster is there.
    member.controllers.push((path, kube) => {
      if (path.endsWith('/secrets/karmada-impersonator')) kube.objects.set(account, theirs);
    });
    karmada.controllers.push((path) => {
      if (path === clusterPath && member.objects.get(account) === theirs) member.objects.delete(account);
    });
    const { data } = await answerOf(join.invoke(ports, joinInput));
    expect(data).toMatchObject({ result: 'joined' });
    expect(member.objects.get(account)?.metadata.uid).toBe('uid-karmada-member1');
  });

  it('that has registered it first is said, and nothing is taken from it', async () => {
    const { member, karmada, ports } = joinWorld();
    const names = { name: 'member1', namespace: 'karmada-cluster', id: 'id-1' };
    const made = clusterObject({ ...names, apiEndpoint: 'https://member:6443', insecure: false });
    const theirs = { ...made, metadata: { name: 'member1', uid: 'theirs' } };
    karmada.controllers.push((path, kube) => {
      if (path !== secret('member1') || kube.objects.has(clusterPath)) return;
      kube.objects.set(clusterPath, theirs);
      for (const controller of kube.controllers) controller(clusterPath, kube);
    });
    const { data } = await answerOf(join.invoke(ports, joinInput));
    expect(data).toMatchObject({
      result: 'completed',
      notes: ['Another join of member1 was under way at the same time.'],
    });
    expect(member.writes.filter((write) => write.startsWith('delete'))).toEqual([]);
    expect(karmada.objects.get(secret('member1'))?.metadata.ownerReferences).toMatchObject([{ uid: 'theirs' }]);
  });

  it('of the same cluster under another name: the older stays, this one takes itself back', async () => {
    const { karmada, ports } = joinWorld();
    const other = '/apis/cluster.karmada.io/v1alpha1/clusters/older';
    karmada.controllers.push((path, kube) => {
      const metadata = { name: 'older', uid: 'o', creationTimestamp: '2020-01-01T00:00:00Z' };
      if (path === secret('member1')) kube.objects.set(other, { metadata, ...{ spec: { id: 'id-1' } } });
    });
    await expect(answerOf(join.invoke(ports, joinInput))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /joined already, as "older", not "member1"\. What the join had made was taken back/,
      ),
    });
    expect(karmada.objects.has(clusterPath)).toBe(false);
  });
});
