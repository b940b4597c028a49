import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, connect, cordon, taint, uncordon } from '../../src/index.ts';
import { karmate, type Ran } from '../support/karmate.ts';
import { eventually, Kube, type KubeObject } from '../support/kube.ts';
import { deployment, policy, to } from '../support/manifests.ts';
import { type LabProcess, startLab } from '../support/running-lab.ts';

interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
  readonly timeAdded?: string;
}
type Cluster = KubeObject & { readonly spec: { readonly taints?: readonly Taint[] } };
const path = '/apis/cluster.karmada.io/v1alpha1/clusters';
const notReady = 'cluster.karmada.io/not-ready';

describe.each(['v1.18.2', 'v1.10.7'])('taints on Karmada %s', (karmada) => {
  let started: LabProcess;
  let kube: Kube;
  let client: Client;
  const run = (...args: string[]): Promise<Ran> =>
    karmate(args, { env: { KUBECONFIG: started.lab.karmada.kubeconfig } });
  const taintsOf = async (name: string): Promise<readonly Taint[]> =>
    ((await kube.find(`${path}/${name}`)) as Cluster | undefined)?.spec.taints ?? [];
  const keysOf = async (name: string): Promise<readonly string[]> => (await taintsOf(name)).map(({ key }) => key);

  /** A cluster whose agent never comes: nothing is heard of it, so Karmada itself taints it. */
  async function silent(name: string, labels: object = {}): Promise<void> {
    const metadata = { name, labels };
    const body = { apiVersion: 'cluster.karmada.io/v1alpha1', kind: 'Cluster', metadata, spec: { syncMode: 'Pull' } };
    expect((await kube.ask('POST', path, body)).status).toBe(201);
    await eventually(`${name} is tainted by Karmada`, async () => (await keysOf(name)).includes(notReady));
  }

  beforeAll(async () => {
    started = await startLab({ members: ['test1', 'test2'], nodes: 1, karmada });
    const { kubeconfig, context } = started.lab.karmada;
    kube = new Kube(kubeconfig, context);
    client = connect({ kubeconfig, context });
    for (const name of ['silent1', 'silent2']) await silent(name, { kind: 'silent' });
    for (const [name, member] of [
      ['member1', 'test1'],
      ['member2', 'test2'],
    ] as const) {
      const where = ['--cluster-kubeconfig', started.lab.members[0]?.kubeconfig ?? '', '--cluster-context', member];
      expect(await run('join', name, ...where)).toMatchObject({ code: 0 });
    }
  });
  afterAll(() => started?.stop());

  test('cordon and uncordon change that taint alone, of many at once, and are done twice without harm', async () => {
    const lines = (words: string): string =>
      ['silent1', 'silent2'].map((name) => `cluster/${name} ${words}\n`).join('');
    expect(await run('cordon', '-l', 'kind=silent', '--dry-run=server')).toMatchObject({
      code: 0,
      stdout: lines('cordoned (server dry run)'),
    });
    expect(await keysOf('silent1')).toEqual([notReady]);
    expect(await run('cordon', '-l', 'kind=silent')).toMatchObject({ code: 0, stdout: lines('cordoned') });
    expect(await keysOf('silent2')).toEqual([notReady, 'cluster.karmada.io/unschedulable']);
    expect(await run('cordon', '-l', 'kind=silent')).toMatchObject({ code: 0, stdout: lines('already cordoned') });
    const words = `uncordoned, but still kept free of new workloads by ${notReady}:NoSchedule`;
    expect(await run('uncordon', 'silent1', 'cluster/silent2')).toMatchObject({ code: 0, stdout: lines(words) });
    expect(await keysOf('silent2')).toEqual([notReady]);
  });

  test('karmadactl sees a cluster as cordoned that we cordoned, and we one that it did', async () => {
    const theirs = (verb: string): Promise<Ran> =>
      karmate([verb, 'silent1', '--kubeconfig', started.lab.karmada.kubeconfig], {
        program: `${started.lab.programs}/karmadactl`,
      });
    await run('cordon', 'silent1');
    expect((await theirs('cordon')).stdout).toContain('silent1 cluster already cordoned');
    await theirs('uncordon');
    expect((await theirs('cordon')).stdout).toContain('silent1 cluster cordoned');
    expect((await run('cordon', 'silent1')).stdout).toBe('cluster/silent1 already cordoned\n');
    expect((await run('uncordon', 'silent1')).code).toBe(0);
  });

  test('a wrong name among many keeps none back, and is named', async () => {
    const ran = await run('taint', 'clusters', 'silent1', 'silemt2', 'a=b:NoSchedule', '-o', 'json');
    expect(ran.code).toBe(9);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      kind: 'TaintResult',
      clusters: [{ name: 'silent1', result: 'changed', added: ['a=b:NoSchedule'] }],
      failures: [{ cluster: 'silemt2', code: 'not-found', hint: expect.stringMatching(/^Did you mean "silent2"/) }],
    });
    expect(await run('taint', 'silent1', 'a=c:NoSchedule')).toMatchObject({
      code: 6,
      stderr: expect.stringMatching(/silent1 has a=b:NoSchedule already.*--overwrite/s),
    });
    expect((await run('taint', 'silent1', 'a=c:NoSchedule', '--overwrite', '-o', 'name')).stdout).toBe(
      'cluster.cluster.karmada.io/silent1\n',
    );
    expect(await taintsOf('silent1')).toContainEqual({
      key: 'a',
      value: 'c',
      effect: 'NoSchedule',
      timeAdded: expect.stringMatching(/Z$/),
    });
    expect((await run('taint', 'silent1', 'a-', 'never-there-')).stdout).toBe(
      'cluster/silent1 untainted: a=c:NoSchedule\n',
    );
  });

  test('200 writes from two sides at once lose nothing of either', async () => {
    const name = 'silent2';
    /** As a controller does it: the whole object, with the version that was read; again where somebody was faster. */
    const theirs = async (key: string): Promise<void> => {
      for (;;) {
        const cluster = (await kube.find(`${path}/${name}`)) as Cluster;
        const taints = [...(cluster.spec.taints ?? []), { key, effect: 'NoSchedule' }];
        const { status } = await kube.ask('PUT', `${path}/${name}`, { ...cluster, spec: { ...cluster.spec, taints } });
        if (status === 200) return;
        expect(status).toBe(409);
      }
    };
    const ours = async (index: number): Promise<void> => {
      const steps = [
        () => client.run(taint, { words: [name, `ours/${index}:NoSchedule`] }),
        () => client.run(cordon, { names: [name] }),
        () => client.run(uncordon, { names: [name] }),
        () => client.run(taint, { words: [name, `ours/${index}:NoSchedule-`, `ours/${index}=2:NoExecute`] }),
      ];
      for (const step of steps) expect((await step()).failures).toEqual([]);
    };
    const many = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
    /** Four of ours and three of theirs at any time. */
    await Promise.all([
      ...many(4).map(async (lane) => {
        for (const index of many(25).filter((one) => one % 4 === lane)) await ours(index);
      }),
      ...many(3).map(async (lane) => {
        for (const index of many(100).filter((one) => one % 3 === lane)) await theirs(`theirs/${index}`);
      }),
    ]);
    const expected = [
      notReady,
      ...many(100).map((index) => `theirs/${index}`),
      ...many(25).map((index) => `ours/${index}`),
    ];
    const keys = (await keysOf(name)).filter((key) => !/unreachable$/.test(key));
    expect(keys.filter((key) => key !== notReady).sort()).toEqual(expected.slice(1).sort());
    expect(await keysOf(name)).toEqual(expect.arrayContaining([expect.stringMatching(/not-ready|unreachable/)]));
  });

  test('NoExecute does what the warning says', async () => {
    const apply = await karmate(['apply', '-f', '-', '--wait'], {
      env: { KUBECONFIG: started.lab.karmada.kubeconfig },
      input: [deployment({ name: 'moves' }), policy('moves', ['Deployment'], to('member1', 'member2'))]
        .map((object) => JSON.stringify(object))
        .join('\n---\n'),
    });
    expect(apply).toMatchObject({ code: 0 });
    const evicts = karmada === 'v1.10.7';
    const { stdout } = await run('taint', 'member1', 'maintenance:NoExecute');
    expect(stdout.includes('--enable-no-execute-taint-eviction')).toBe(!evicts);
    expect(stdout).toContain('warning: NoExecute moves workloads away at once');
    const isThere = async (): Promise<boolean> => {
      const binding = await kube.find(
        '/apis/work.karmada.io/v1alpha2/namespaces/default/resourcebindings/moves-deployment',
      );
      const spec = binding?.spec as { readonly clusters: readonly { readonly name: string }[] } | undefined;
      return (spec?.clusters ?? []).some(({ name }) => name === 'member1');
    };
    if (evicts) return eventually('it has left the cluster', async () => !(await isThere()));
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(await isThere()).toBe(true);
  });
});
