import { expect, describe as group, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { exitCodeOf } from '../../src/contract/operation.ts';
import type { ClusterDescription } from '../../src/core/cluster-description/description.ts';
import { atMost } from '../../src/operations/describe/at-most.ts';
import { describe } from '../../src/operations/describe/describe.ts';
import { foldList } from '../../src/operations/describe/fold-list.ts';
import { renderView } from '../../src/output/render.ts';
import { describedWorld, down, now } from '../support/described.ts';
import { answerOf, fakeKube, fakePorts } from '../support/fake-ports.ts';

const input = { type: 'cluster', name: 'eu-1' };

async function pageOf({ ports }: Pick<ReturnType<typeof describedWorld>, 'ports'>, what: object = input) {
  const answer = await answerOf(describe.invoke(ports, { ...what }));
  const page = await renderView(answer.view({ wide: false, now }), false);
  return { page, data: answer.data as ClusterDescription, exit: exitCodeOf(answer.outcome), answer };
}

group('describe cluster', () => {
  it('tells all of a cluster on one page of 80 columns', async () => {
    const { page, exit } = await pageOf(describedWorld());
    await expect(`${page}\n`).toMatchFileSnapshot('../golden/describe-cluster.txt');
    expect(Math.max(...page.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(exit).toBe(0);
  });

  it('tells of one that is well, and of which nothing else is known', async () => {
    const { page } = await pageOf(describedWorld(), { type: 'clusters.cluster.karmada.io', name: 'us-1' });
    await expect(`${page}\n`).toMatchFileSnapshot('../golden/describe-cluster-well.txt');
  });

  it('is the same as data', async () => {
    const { data, answer } = await pageOf(describedWorld());
    expect(data).toMatchObject({
      apiVersion: 'karmate.dev/v1',
      kind: 'ClusterDescription',
      name: 'eu-1',
      mode: 'Push',
      nodes: { ready: 1, total: 3 },
      conditions: [
        { type: 'Ready', status: 'False', since: '2026-01-01T00:50:00Z' },
        { type: 'CompleteAPIEnablements' },
      ],
      missingApis: [
        { groupVersion: 'apps/v1', kind: 'StatefulSet', clusters: ['us-1'], otherVersions: [] },
        { groupVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', clusters: ['us-1'], otherVersions: ['v2'] },
        { groupVersion: 'flink.apache.org/v1beta1', kind: 'FlinkDeployment', clusters: ['us-1'], otherVersions: [] },
      ],
      resourceBindings: { count: 2, replicas: 5, evictions: 1 },
      clusterResourceBindings: { count: 1, replicas: 0, evictions: 0 },
      works: {
        namespace: 'karmada-es-eu-1',
        count: 4,
        notApplied: [{ work: 'bad' }, { work: 'new' }, { work: 'held' }],
      },
      propagationPolicies: [
        { namespace: 'shop', name: 'web' },
        { namespace: 'shop', name: 'groups' },
      ],
      clusterPropagationPolicies: [],
    });
    expect(data.events).toHaveLength(3);
    expect(answer.names?.()).toEqual(['cluster.cluster.karmada.io/eu-1']);
  });

  it('says in its place what somebody may not read, and is well all the same', async () => {
    const world = describedWorld();
    const refused = [
      '/apis/cluster.karmada.io/v1alpha1/clusters',
      '/apis/work.karmada.io/v1alpha2/resourcebindings',
      '/apis/work.karmada.io/v1alpha1/namespaces/karmada-es-eu-1/works',
      '/apis/policy.karmada.io/v1alpha1/clusterpropagationpolicies',
      '/apis/policy.karmada.io/v1alpha1/clustertaintpolicies',
      '/api/v1/namespaces/default/events',
    ];
    for (const path of refused)
      world.kube.refuse.set(path, new KnownError('forbidden', `You may not read ${path.split('/').at(-1)}.`));
    const { page, exit, data } = await pageOf(world);
    await expect(`${page}\n`).toMatchFileSnapshot('../golden/describe-cluster-forbidden.txt');
    expect(exit).toBe(0);
    expect(data.works).toEqual({ unknown: expect.objectContaining({ code: 'forbidden' }) });
  });

  it('shows the rest where one part breaks, and says so with its exit code', async () => {
    const world = describedWorld();
    world.kube.refuse.set('/api/v1/namespaces/default/events', new KnownError('timeout', 'too late'));
    const { page, exit, answer } = await pageOf(world);
    expect([exit, page.split('\n').at(-1)]).toEqual([9, 'Its events: not known. too late']);
    expect(answer.outcome).toMatchObject({ failures: [{ code: 'timeout' }] });
  });

  it.each<[string, object, string, RegExp, RegExp]>([
    [
      'a name that is not there',
      { type: 'cluster', name: 'eu-2' },
      'not-found',
      /No member cluster named "eu-2"/,
      /Did you mean "eu-1"/,
    ],
    ['no name', { type: 'cluster' }, 'usage', /Which cluster is meant/, /describe cluster NAME/],
    ['another type', { type: 'pods', name: 'x' }, 'usage', /only cluster is/, /kubectl describe pods x/],
    ['a name twice', { type: 'cluster/a', name: 'b' }, 'usage', /only cluster is/, /describe cluster NAME/],
  ])('refuses %s', async (_, what, code, message, hint) => {
    await expect(pageOf(describedWorld(), what)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });

  it.each<[string, object, object, RegExp]>([
    ['ClusterNotReady', {}, {}, /readyz\?verbose/],
    ['StatusCollectionFailed', { secretRef: { namespace: 'ns', name: 'key' } }, {}, /Secret key in ns of/],
    ['ClusterStatusUnknown', { syncMode: 'Pull' }, {}, /karmada-agent/],
    [
      'ClusterStatusUnknown',
      { secretRef: { namespace: 'ns', name: 'key' } },
      {},
      /karmada-controller-manager does not report/,
    ],
    ['ClusterStatusUnknown', {}, {}, /no spec\.secretRef.*karmate join eu-1/],
  ])('advises on %s', async (reason, spec, status, advice) => {
    const world = describedWorld();
    const conditions = [{ type: 'Ready', status: 'False', reason, message: 'm', lastTransitionTime: '' }];
    const cluster = { ...down, spec: { ...down.spec, ...spec }, status: { ...down.status, ...status, conditions } };
    world.kube.objects.set('/apis/cluster.karmada.io/v1alpha1/clusters/eu-1', cluster);
    expect((await pageOf(world)).data.conditions[0]?.advice).toMatch(advice);
  });

  it('knows that nothing was reported yet, and that it goes', async () => {
    const world = describedWorld();
    const metadata = { ...down.metadata, deletionTimestamp: '2026-01-01T00:59:00Z' };
    const { status: _, ...cluster } = { ...down, metadata };
    world.kube.objects.set('/apis/cluster.karmada.io/v1alpha1/clusters/eu-1', cluster);
    const { page, data } = await pageOf(world);
    expect(page).toMatch(
      /It is being removed, for 60s\.[\s\S]*Ready +Unknown[\s\S]*Its API is not known to Karmada yet/,
    );
    expect(data).toMatchObject({ leaving: metadata.deletionTimestamp, apisKnown: false, missingApis: [] });
  });
});

group('a list that is folded', () => {
  const place = { group: '', version: 'v1', resource: 'events' };
  const counted = (list: () => Promise<object>) =>
    foldList(
      fakePorts({ ...fakeKube(), list: list as never }).karmada,
      place,
      () => 0,
      (sum) => sum + 1,
    );

  it('is read page by page', async () => {
    const pages = [
      { items: [1, 2], metadata: { continue: 'x' } },
      { items: [3], metadata: {} },
    ];
    expect(await counted(async () => pages.shift() ?? {})).toBe(3);
  });

  it('is read anew where the server has forgotten the place', async () => {
    const answers = [
      async () => ({ items: [1, 2], metadata: { continue: 'x' } }),
      async () => Promise.reject(new KnownError('conflict', 'gone', { reason: 'Expired' })),
      async () => ({ items: [1, 2, 3, 4] }),
    ];
    expect(await counted(async () => answers.shift()?.() ?? {})).toBe(4);
  });
});

it('never more than so many run at once, and all do', async () => {
  const inTurn = atMost(3);
  const running = { now: 0, most: 0 };
  const work = async (index: number) => {
    running.most = Math.max(running.most, ++running.now);
    await new Promise((resolve) => setTimeout(resolve, index % 4));
    running.now--;
    if (index === 5) throw new Error('five');
    return index;
  };
  const all = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => inTurn(() => work(index))));
  expect([running.most, all.filter(({ status }) => status === 'fulfilled').length]).toEqual([3, 19]);
});
