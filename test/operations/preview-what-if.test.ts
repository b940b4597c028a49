import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { deployment, id, moves, policy, running } from '../support/preview-running.ts';
import { bindingPath, previewWorld } from '../support/preview-world.ts';
import { binding, byWeight } from '../support/scheduled.ts';

describe('preview of what might happen', () => {
  it('says of all that there is what moves, and how much stays', async () => {
    const world = running();
    world.put(bindingPath('quiet-deployment'), {
      ...binding({
        placement: byWeight({ m2: 1 }),
        applied: byWeight({ m2: 1 }),
        on: 'm2=10',
        metadata: { labels: id },
      }),
    });
    const { exit, data, text } = await world.ask({ if: ['cluster/m1=lost'] });
    expect(exit).toBe(0);
    expect(moves(data)).toEqual(['web m1 4 - stops', 'web m2 4 4 stays']);
    expect(data.unchanged).toBe(1);
    expect(text).toContain('1 workload stays as it is.');
  });

  it.each([
    ['1.10', 'of a policy', id, ['web m1 2 - stops', 'web m2 2 4 grows']],
    ['1.10', 'that no policy has any more', {}, ['web m1 2 - stops', 'web m2 2 2 stays']],
    ['1.18', 'that no policy has any more', {}, ['web m1 2 - stops', 'web m2 2 4 grows']],
  ])('fills up in v%s what is lost of a binding %s, as the scheduler hears of it', async (version, _, labels, told) => {
    const world = running();
    const placement = byWeight({ m1: 1, m2: 1 });
    const held = world.karmada.objects.get(bindingPath('web-deployment')) as unknown as { metadata: object };
    const { spec } = binding({ placement, replicas: 4, on: 'm1=2 m2=2' });
    const annotations = { 'policy.karmada.io/applied-placement': JSON.stringify(placement) };
    const resource = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'web', uid: 'u' };
    world.put(bindingPath('web-deployment'), {
      ...held,
      metadata: { ...held.metadata, labels, annotations },
      spec: { ...spec, resource },
    });
    const given = { min: version, max: version, source: 'given', grounds: [] };
    Object.assign(world.ports.karmada, { givenRelease: async () => given });
    const { data } = await world.ask({ if: ['cluster/m1=lost'] });
    expect(moves(data)).toEqual(told);
  });

  it('says nothing of what has failed before and fails still, and is well', async () => {
    const world = running();
    const tooMany = { spreadConstraints: [{ spreadByField: 'cluster' as const, minGroups: 9, maxGroups: 9 }] };
    const conditions = [
      { type: 'Scheduled', status: 'False' as const, reason: 'Unschedulable', message: 'm', lastTransitionTime: '' },
    ];
    const failing = (status: object) =>
      binding({ placement: tooMany, metadata: { name: 'f-deployment', labels: id }, ...status });
    world.put(bindingPath('f-deployment'), failing({ status: { conditions } }));
    const told = await world.ask({ if: ['cluster/m2.labels.env=dev'] });
    expect([told.exit, told.data.workloads, told.data.unchanged]).toEqual([0, [], 2]);
    world.put(bindingPath('f-deployment'), failing({}));
    const fresh = await world.ask({ if: ['cluster/m2.labels.env=dev'] });
    expect([fresh.exit, fresh.data.findings.map(({ code }) => code)]).toEqual([1, ['not-scheduled']]);
  });

  it('lets NoExecute evict where that is switched on, and says that it does not know where nobody says so', async () => {
    const taint = { if: ['cluster/m1.taint=gpu=x:NoExecute'] };
    const on = await running({ clusterTolerations: [] }).ask({ ...taint, featureGates: ['Failover=true'] });
    expect(moves(on.data)).toEqual(['web m1 4 - stops', 'web m2 4 4 stays']);
    expect(on.data.unknown).toEqual([]);
    const { data } = await running().ask(taint);
    expect(data).toMatchObject({
      workloads: [],
      unchanged: 1,
      unknown: [expect.stringMatching(/^whether NoExecute evicts/)],
    });
  });

  it('takes no label for a taint', async () => {
    const { data } = await running().ask({ if: ['cluster/m1.labels.what=x:NoExecute'] });
    expect(data.unknown).toEqual([]);
  });

  it('leaves alone what the scheduler does not hear of', async () => {
    const world = running({ clusterAffinity: { clusterNames: ['m2'] } });
    const { data } = await world.ask({ if: ['cluster/m1.region=eu'] });
    expect(data).toMatchObject({ workloads: [], unchanged: 1 });
  });

  it('together with a file says what that would do then', async () => {
    const { data } = await running().ask(
      { if: ['cluster/m1.taint=gpu:NoSchedule'] },
      `${deployment('new')}\n---\n${policy('q', {}, 'new')}`,
    );
    expect(moves(data)).toEqual(['new m1 - - not chosen', 'new m2 - 4 starts']);
  });

  it('ends where that cluster is not there', async () => {
    await expect(running().ask({ if: ['cluster/m3=lost'] })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('preview needs', () => {
  it.each<[string, Readonly<Record<string, unknown>>, string | undefined, RegExp]>([
    ['something to preview', {}, undefined, /What to preview is not said/],
    ['a manifest in what is given', {}, '# nothing\n', /There is no manifest/],
    [
      'no names of what a snapshot has not',
      { workloads: ['deployment/web'], from: 'fleet.json' },
      undefined,
      /holds no workloads/,
    ],
    [
      'gates that change something',
      { featureGates: ['CustomizedX=true'], if: ['cluster/m1=lost'] },
      undefined,
      /"CustomizedX" changes nothing/,
    ],
  ])('%s', async (_, input, text, message) => {
    await expect(running().ask(input, text)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message),
    });
  });

  it('the release, where schemas do not tell it', async () => {
    const world = previewWorld({});
    await expect(world.ask({}, deployment('web'))).rejects.toMatchObject({
      code: 'config',
      hint: expect.stringContaining('--karmada-version'),
    });
    const between = previewWorld({ min: '1.13', max: '1.15' });
    expect((await between.ask({}, deployment('web'))).data).toMatchObject({
      karmada: 'v1.15',
      unknown: ['this Karmada is v1.13 to v1.15: taken for v1.15; --karmada-version says it'],
    });
  });
});

it('kinds that this user may not read are named, and nothing is guessed of them', async () => {
  const world = running();
  world.karmada.refuse.set(
    '/apis/policy.karmada.io/v1alpha1/clusterpropagationpolicies',
    new KnownError('forbidden', 'no'),
  );
  expect((await world.ask({}, deployment('web', 6))).data.unknown).toEqual([
    'you may not read any ClusterPropagationPolicy: what they say is not in this',
  ]);
  world.karmada.refuse.set('/apis/cluster.karmada.io/v1alpha1/clusters', new KnownError('forbidden', 'no clusters'));
  await expect(world.ask({}, deployment('web', 6))).rejects.toMatchObject({
    code: 'forbidden',
    message: 'no clusters',
  });
});

it('a policy that preempts does so where the gate is on', async () => {
  const high = policy('high', byWeight({ m1: 1 }), 'web', { priority: 9, preemption: 'Always' });
  const { data } = await running().ask({}, high);
  expect(data.workloads[0]).toMatchObject({ taken: 'claimed', policy: { name: 'p' } });
  const on = await running().ask({ featureGates: ['PropagationPolicyPreemption=true'] }, high);
  expect(on.data.workloads[0]).toMatchObject({ taken: 'preempted', policy: { name: 'high' } });
  expect(on.data.findings.map(({ code }) => code)).toEqual(['takes-from-others', 'takes-over']);
  expect(moves(on.data)).toEqual(['web m1 4 4 stays', 'web m2 4 - stops']);
});
