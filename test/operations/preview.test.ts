import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { bindingPath, clusterPath, deploymentPath, policyPath, previewWorld } from '../support/preview-world.ts';
import { binding, byWeight, cluster } from '../support/scheduled.ts';

const manifest = (kind: string, apiVersion: string, metadata: object, spec: object): string =>
  JSON.stringify({ apiVersion, kind, metadata, spec });
const deployment = (name: string, replicas = 4, metadata: object = {}): string =>
  manifest('Deployment', 'apps/v1', { name, namespace: 'default', ...metadata }, { replicas });
const policy = (name: string, placement: object, selects = 'web', more: object = {}): string =>
  manifest(
    'PropagationPolicy',
    'policy.karmada.io/v1alpha1',
    { name, namespace: 'default' },
    policySpec(placement, selects, more),
  );
const policySpec = (placement: object, selects = 'web', more: object = {}) => ({
  resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: selects, namespace: 'default' }],
  placement,
  ...more,
});
const id = { 'propagationpolicy.karmada.io/permanent-id': 'drawn' };
const annotations = { 'propagationpolicy.karmada.io/name': 'p', 'propagationpolicy.karmada.io/namespace': 'default' };

/** Two clusters, and web in m1 and m2, held by p. */
function running(placement: object = {}) {
  const world = previewWorld();
  for (const name of ['m1', 'm2']) world.put(clusterPath(name), cluster(name, { labels: { env: 'prod' } }));
  world.put(policyPath('p'), {
    metadata: { name: 'p', namespace: 'default', labels: id },
    spec: policySpec(placement),
  });
  world.put(deploymentPath('web'), {
    metadata: { name: 'web', namespace: 'default', uid: 'u', labels: id, annotations },
    spec: { replicas: 4 },
  });
  world.put(
    bindingPath('web-deployment'),
    binding({
      placement,
      replicas: 4,
      on: 'm1=4 m2=4',
      spec: { resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'web', uid: 'u' } },
      metadata: {
        name: 'web-deployment',
        namespace: 'default',
        labels: id,
        annotations: { ...annotations, 'policy.karmada.io/applied-placement': JSON.stringify(placement) },
      },
    }),
  );
  return world;
}

/** `m1 4 - stops` */
const moves = ({ workloads }: Awaited<ReturnType<ReturnType<typeof running>['ask']>>['data']) =>
  workloads.flatMap(({ workload, clusters }) =>
    clusters.map(({ cluster: name, before, after, change }) =>
      [workload.name, name, before?.replicas ?? '-', after?.replicas ?? '-', change].join(' '),
    ),
  );

describe('preview of files', () => {
  it('says where new workloads go, with its exit code, and writes nothing', async () => {
    const world = running();
    const { exit, data, text, names } = await world.ask(
      {},
      `${deployment('new')}\n---\n${policy('q', byWeight({ m1: 1, m2: 3 }), 'new')}`,
    );
    expect([exit, names, world.karmada.writes]).toEqual([0, ['deployment/new'], []]);
    expect(moves(data)).toEqual(['new m1 - 1 starts', 'new m2 - 3 starts']);
    expect(data).toMatchObject({ karmada: 'v1.18', findings: [], unknown: [], failures: [], unchanged: 0 });
    expect(data.workloads[0]).toMatchObject({ source: 'app.yaml:1', policy: { name: 'q' } });
    expect(text).toBe(
      [
        'deployment/new in default, 4 replicas',
        '  PropagationPolicy q matches',
        '',
        'CLUSTER   NOW   THEN   WHY',
        'm1        -     1      weight 1 of 4',
        'm2        -     3      weight 3 of 4',
      ].join('\n'),
    );
  });

  it('says what a changed policy moves, of all that it holds, and of all that it selects', async () => {
    const world = running();
    world.put(deploymentPath('idle'), {
      metadata: { name: 'idle', namespace: 'default', uid: 'i' },
      spec: { replicas: 1 },
    });
    world.put(deploymentPath('other'), {
      metadata: { name: 'other', namespace: 'default', uid: 'o' },
      spec: { replicas: 1 },
    });
    const selectors = ['web', 'idle'].map((name) => ({ apiVersion: 'apps/v1', kind: 'Deployment', name }));
    const { data } = await world.ask(
      {},
      policy('p', { clusterAffinity: { clusterNames: ['m2'] } }, 'web', { resourceSelectors: selectors }),
    );
    expect(moves(data)).toEqual([
      'web m1 4 - stops',
      'web m2 4 4 stays',
      'idle m1 - - not chosen',
      'idle m2 - 1 starts',
    ]);
  });

  it('ends with 1 where a workload would be taken away everywhere, and says so', async () => {
    const nowhere = { clusterAffinity: { labelSelector: { matchLabels: { env: 'none' } } } };
    const { exit, data, text } = await running().ask({}, policy('p', nowhere));
    expect([exit, data.findings.map(({ code }) => code)]).toEqual([1, ['no-cluster-fits']]);
    expect(text).toContain('error: deployment/web: no cluster fits: it would be removed from m1, m2 [no-cluster-fits]');
  });

  it('tells what looks otherwise than it works, as an error only where that is asked for', async () => {
    const text = policy('p', { clusterAffinity: { clusterNames: ['m1', 'm9'] } });
    const { exit, data } = await running().ask({}, text);
    expect(data.findings).toMatchObject([
      { code: 'unknown-cluster', source: 'app.yaml:1', message: 'there is no cluster m9' },
    ]);
    expect([exit, (await running().ask({ failOn: 'warning' }, text)).exit]).toEqual([0, 1]);
  });

  it('goes on where the server refuses one of them, and ends with why', async () => {
    const world = running();
    const refusal = new KnownError('forbidden', 'admission webhook "x" denied the request: no');
    world.karmada.refuse.set(policyPath('bad'), refusal);
    const { exit, data } = await world.ask({}, `${policy('bad', {}, 'new')}\n---\n${deployment('web', 6)}`);
    expect(exit).toBe(7);
    expect(data.failures).toMatchObject([
      { code: 'forbidden', message: 'app.yaml:1: PropagationPolicy bad: admission webhook "x" denied the request: no' },
    ]);
    expect(moves(data)).toEqual(['web m1 4 6 grows', 'web m2 4 6 grows']);
  });

  it('takes what this user may not write as it is written, and says that', async () => {
    const world = running();
    world.karmada.denied.add('patch propagationpolicies');
    world.karmada.refuse.set(policyPath('q'), new KnownError('forbidden', 'you may not'));
    const { exit, data } = await world.ask(
      {},
      `${policy('q', byWeight({ m1: 1 }), 'new')}\n---\n${deployment('new', 2)}`,
    );
    expect([exit, moves(data)]).toEqual([0, ['new m1 - 2 starts', 'new m2 - - not chosen']]);
    expect(data.unknown).toEqual(["app.yaml:1 is taken as written, without the server's defaults: you may not"]);
  });

  it('refuses itself what a webhook would, where no server has', async () => {
    const world = running();
    world.karmada.denied.add('patch propagationpolicies');
    world.karmada.refuse.set(policyPath('q'), new KnownError('forbidden', 'you may not'));
    const both = { clusterAffinity: {}, clusterAffinities: [{ affinityName: 'a' }] };
    const { exit, data } = await world.ask({}, policy('q', both));
    expect([exit, data.workloads]).toEqual([2, []]);
    expect(data.failures[0]?.message).toMatch(
      /^app\.yaml:1: PropagationPolicy q: Karmada would refuse it: spec\.placement: /,
    );
  });

  it('takes what comes with its own namespace as its server would make it', async () => {
    const text = [
      manifest('Namespace', 'v1', { name: 'fresh' }, {}),
      deployment('new', 3, { namespace: 'fresh' }).replace('"replicas":3', '"paused":false'),
      manifest(
        'ClusterPropagationPolicy',
        'policy.karmada.io/v1alpha1',
        { name: 'c' },
        policySpec({}, 'new', { resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment' }] }),
      ),
    ].join('\n---\n');
    const { data } = await running().ask({}, text);
    expect(data.workloads.find(({ workload }) => workload.name === 'new')).toMatchObject({
      workload: { namespace: 'fresh' },
      replicas: 1,
      placement: { outcome: 'scheduled' },
    });
  });

  it('reads a good file beside a broken one, and ends with what is wrong', async () => {
    const { exit, data } = await running().ask({}, `${deployment('web', 6)}\n---\na: [\n`);
    expect([exit, data.workloads.length]).toEqual([2, 1]);
    expect(data.failures[0]?.message).toMatch(/^app\.yaml:\d+: this is not valid YAML/);
  });
});

describe('preview of what exists', () => {
  it('says that it stays, by the name that kubectl takes too', async () => {
    const world = running();
    for (const word of ['deployment/web', 'deployments/web', 'Deployment/web', 'deployments.apps/web']) {
      const { exit, data } = await world.ask({ workloads: [word] });
      expect([exit, data.workloads[0]?.workload.name]).toEqual([0, 'web']);
    }
  });

  it.each<[string, string, string, RegExp]>([
    ['web', 'usage', '"web" is no TYPE/NAME.', /deployment\/nginx/],
    ['deployment/', 'usage', '"deployment/" is no TYPE/NAME.', /deployment\/nginx/],
    ['a/b/c', 'usage', '"a/b/c" is no TYPE/NAME.', /deployment\/nginx/],
    ['deploymet/web', 'not-found', 'The server has no kind of resource "deploymet".', /Did you mean "deployment"/],
  ])('refuses %s', async (word, code, message, hint) => {
    const failure: unknown = await running()
      .ask({ workloads: [word] })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, message, hint: expect.stringMatching(hint) });
  });

  it('says which one is not there', async () => {
    await expect(running().ask({ workloads: ['deployment/nope'] })).rejects.toMatchObject({ code: 'not-found' });
  });
});

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
      { featureGates: ['Failover=true'], if: ['cluster/m1=lost'] },
      undefined,
      /"Failover" changes nothing/,
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
  expect(on.data.findings.map(({ code }) => code)).toEqual(['takes-over']);
  expect(moves(on.data)).toEqual(['web m1 4 4 stays', 'web m2 4 - stops']);
});
