import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import type { KubeObject } from '../../src/core/object.ts';
import { join } from '../../src/operations/clusters/join.ts';
import type { FakeKube } from '../support/fake-kube.ts';
import { answerOf } from '../support/fake-ports.ts';
import { clusterPath, joinInput, joinWorld, secret } from '../support/join-world.ts';

const run = (world: ReturnType<typeof joinWorld>, more: object = {}) =>
  answerOf(join.invoke(world.ports, { ...joinInput, ...more })).catch((error: unknown) => error);

const paths = (kube: FakeKube): readonly string[] => [...kube.objects.keys()].sort();
const state = ({ member, karmada }: ReturnType<typeof joinWorld>) => ({
  member: paths(member),
  karmada: paths(karmada),
});

/** Every write of a join that nothing goes wrong in. */
async function allWrites(): Promise<readonly (readonly ['member' | 'karmada', string])[]> {
  const world = joinWorld();
  await run(world);
  return [
    ...world.member.writes.map((write) => ['member', write] as const),
    ...world.karmada.writes.map((write) => ['karmada', write] as const),
  ];
}
const writes = await allWrites();

describe('a join that fails', () => {
  it('has 13 writes to fail at', () => {
    expect(writes).toHaveLength(13);
  });

  const refusals = (['forbidden', 'invalid', 'conflict', 'unreachable', 'timeout', 'failed'] as const).flatMap((code) =>
    writes.map(([side, write]) => [code, side, write] as const),
  );
  it.each(refusals)('with "%s" at the %s\'s "%s" leaves everything as it was', async (code, side, write) => {
    const world = joinWorld();
    const before = state(world);
    // Twice: it is tried again where that may help.
    world[side].fail.set(write, { error: new KnownError(code, 'no'), times: 2 });
    const error = await run(world);
    expect(error).toMatchObject({ code, message: expect.stringContaining('no') });
    expect(state(world)).toEqual(before);
    const { steps = [] } = error as KnownError;
    expect(steps.filter(({ state }) => state === 'left' || state === 'done').map(({ object }) => object)).toEqual(
      steps.filter(({ action, state }) => action === 'wait' && state === 'done').map(({ object }) => object),
    );
  });

  it.each(writes)('by an answer of the %s lost at "%s" has done it all the same, and goes on', async (side, write) => {
    const world = joinWorld();
    world[side].lose.set(write, new KnownError('unreachable', 'reset'));
    expect(await run(world)).toMatchObject({ data: { result: 'joined' } });
  });

  it.each(writes)('by Ctrl-C while the %s does "%s" leaves everything as it was', async (side, write) => {
    const world = joinWorld();
    const before = state(world);
    world[side].lose.set(write, new KnownError('interrupted', 'Interrupted.'));
    const error = await run(world);
    expect(error).toMatchObject({
      code: 'interrupted',
      message: expect.stringMatching(/^Interrupted while joining member1\. What the join had made was taken back\.$/),
    });
    expect(state(world)).toEqual(before);
  });

  it('keeps what was there before', async () => {
    const world = joinWorld();
    await run(world, { name: 'member1' });
    const left = state(world);
    world.karmada.objects.delete(clusterPath);
    world.karmada.fail.set(`create ${clusterPath}`, { error: new KnownError('failed', 'no'), times: 2 });
    world.karmada.objects.set(secret('member1'), {
      metadata: { name: 'member1', labels: { mine: 'x' } },
      ...{ data: { token: 'old', own: 'y' } },
    });
    await run(world);
    expect(state(world).member).toEqual(left.member);
    expect(world.karmada.objects.get(secret('member1'))).toMatchObject({
      metadata: { labels: { mine: 'x' } },
      data: { token: 'old', own: 'y' },
    });
  });

  it('names what it cannot take back, with the command that does', async () => {
    const world = joinWorld();
    world.karmada.fail.set(`create ${clusterPath}`, { error: new KnownError('failed', 'no'), times: 2 });
    const role = '/apis/rbac.authorization.k8s.io/v1/clusterroles/karmada-controller-manager%3Akarmada-member1';
    world.member.fail.set(`delete ${role}`, { error: new KnownError('forbidden', 'You may not delete it.'), times: 9 });
    expect(await run(world, { clusterContext: 'a b' })).toMatchObject({
      code: 'failed',
      message: expect.stringContaining('Left behind: clusterrole/karmada-controller-manager:karmada-member1 (member).'),
      hint: expect.stringContaining(
        "Remove it with: kubectl --kubeconfig f --context 'a b' delete clusterroles karmada-controller-manager:karmada-member1",
      ),
      steps: expect.arrayContaining([
        expect.objectContaining({ object: 'clusterrole/karmada-controller-manager:karmada-member1', state: 'left' }),
        expect.objectContaining({ object: 'serviceaccount/karmada-member1', state: 'undone' }),
      ]),
    });
  });

  it('takes back what a request made late, when its answer was lost and the namespace was looked at already', async () => {
    const world = joinWorld();
    const account = '/api/v1/namespaces/karmada-cluster/serviceaccounts/karmada-member1';
    const before = state(world);
    const late: { object?: KubeObject | undefined } = {};
    world.member.controllers.push((path, kube) => {
      if (path !== account || late.object) return;
      late.object = kube.objects.get(account);
      kube.objects.delete(account);
      throw new KnownError('interrupted', 'Ctrl-C.');
    });
    const { listable } = world.member;
    Object.assign(world.member, {
      // It is carried out after its own look, and before that into the namespace.
      listable: async () => {
        if (late.object) world.member.objects.set(account, late.object);
        late.object = undefined;
        return listable();
      },
    });
    await run(world);
    expect(state(world)).toEqual(before);
  });

  it('leaves a namespace that somebody else uses by now', async () => {
    const world = joinWorld();
    world.karmada.fail.set(`create ${clusterPath}`, { error: new KnownError('failed', 'no'), times: 2 });
    const other = '/api/v1/namespaces/karmada-cluster/serviceaccounts/karmada-other';
    world.member.controllers.push((path, kube) => {
      if (path.endsWith('/secrets/karmada-member1')) kube.objects.set(other, { metadata: { name: 'karmada-other' } });
    });
    expect(await run(world)).toMatchObject({ message: expect.stringContaining('namespace/karmada-cluster (member)') });
    expect(paths(world.member)).toEqual(
      [other, '/api/v1/namespaces/karmada-cluster', '/api/v1/namespaces/kube-system'].sort(),
    );
  });

  it('leaves a namespace that holds an object of any other kind', async () => {
    const world = joinWorld();
    world.karmada.fail.set(`create ${clusterPath}`, { error: new KnownError('failed', 'no'), times: 2 });
    const other = '/apis/apps/v1/namespaces/karmada-cluster/deployments/agent';
    world.member.controllers.push((path, kube) => {
      if (path.endsWith('/secrets/karmada-member1')) kube.objects.set(other, { metadata: { name: 'agent' } });
    });
    const error = await run(world);
    expect(error).toMatchObject({ message: expect.stringContaining('namespace/karmada-cluster (member)') });
    expect(JSON.stringify(error)).toContain('deployment.apps/agent is in it');
    expect(paths(world.member)).toContain(other);
  });

  it('takes nothing from a join of somebody else that succeeded meanwhile', async () => {
    const world = joinWorld();
    world.karmada.controllers.push((path, kube) => {
      if (path !== secret('member1') || kube.objects.has(clusterPath)) return;
      kube.objects.set(clusterPath, { metadata: { name: 'member1', uid: 'theirs' }, ...{ spec: { id: 'id-1' } } });
      kube.refuse.set(secret('member1'), new KnownError('failed', 'no'));
    });
    const error = await run(world);
    expect(error).toMatchObject({ code: 'failed', message: expect.stringContaining('Left behind: ') });
    expect(world.member.writes.filter((write) => write.startsWith('delete'))).toEqual([]);
  });

  it('leaves all of it with --keep-on-failure, and the next run completes it', async () => {
    const world = joinWorld();
    world.karmada.fail.set(`create ${clusterPath}`, { error: new KnownError('failed', 'no'), times: 2 });
    expect(await run(world, { keepOnFailure: true })).toMatchObject({
      message: expect.stringContaining('Left behind: namespace/karmada-cluster (member); '),
      hint: expect.stringContaining('join member1 again to complete it'),
    });
    expect(await run(world)).toMatchObject({ data: { result: 'joined' } });
  });
});
