import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { karmate, type Ran } from '../support/karmate.ts';
import { eventually, Kube, type KubeObject } from '../support/kube.ts';
import { type LabProcess, startLab } from '../support/running-lab.ts';

const clusters = '/apis/cluster.karmada.io/v1alpha1/clusters';
const space = '/api/v1/namespaces/karmada-cluster';
const inMember = [
  '/api/v1/namespaces',
  `${space}/serviceaccounts`,
  `${space}/secrets`,
  '/apis/rbac.authorization.k8s.io/v1/clusterroles',
  '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
];
const inKarmada = ['/api/v1/namespaces', `${space}/secrets`, clusters];

/** What an engineer must be able to trust, on both releases of Karmada. */
describe.each(['v1.18.2', 'v1.10.7'])('join on Karmada %s', (release) => {
  let started: LabProcess;
  let control: Kube;
  const members = (): string => started.lab.members[0]?.kubeconfig ?? '';
  const member = (context: string): Kube => new Kube(members(), context);
  const joinArgs = (name: string, context: string, ...more: readonly string[]): readonly string[] => [
    ...['join', name, '--cluster-kubeconfig', members(), '--cluster-context', context, ...more],
  ];
  const run = (args: readonly string[], more: readonly string[] = []): Promise<Ran> =>
    karmate([...args, ...more], { env: { KUBECONFIG: started.lab.karmada.kubeconfig } });
  const karmadactl = (...args: string[]): Promise<Ran> =>
    karmate(['--kubeconfig', started.lab.karmada.kubeconfig, ...args], {
      program: join(started.lab.programs, 'karmadactl'),
    });

  /** Names and versions of all that a join could touch. */
  const everything = async (context: string): Promise<readonly string[]> => {
    const of = async (kube: Kube, side: string, paths: readonly string[]): Promise<readonly string[]> =>
      (
        await Promise.all(
          paths.map(async (path) =>
            (await kube.list(path)).map(({ metadata }) => `${side} ${path} ${metadata.name} ${metadata.uid}`),
          ),
        )
      ).flat();
    return [...(await of(member(context), 'member', inMember)), ...(await of(control, 'karmada', inKarmada))].sort();
  };

  beforeAll(async () => {
    started = await startLab({ members: ['one', 'two', 'three'], nodes: 1, karmada: release });
    control = new Kube(started.lab.karmada.kubeconfig, 'karmada-apiserver');
  });
  afterAll(() => started?.stop());

  test.each([
    ['--dry-run', 'client'],
    ['--dry-run=server', 'server'],
  ])('%s shows the steps and touches nothing', async (flag) => {
    const before = await everything('one');
    const shown = await run(joinArgs('dry', 'one', flag));
    expect(shown).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^Would join dry .*all rights in it.*dry +create +namespace\/karmada-cluster.*Karmada +create +cluster.cluster.karmada.io\/dry/s,
      ),
    });
    const { steps } = JSON.parse((await run(joinArgs('dry', 'one', flag, '-o', 'json'))).stdout) as {
      readonly steps: readonly { readonly state: string }[];
    };
    expect([steps.length > 12, new Set(steps.map(({ state }) => state))]).toEqual([true, new Set(['planned'])]);
    expect(await everything('one')).toEqual(before);
  });

  test('--dry-run=server names the step that the server would refuse', async () => {
    const shown = await run(joinArgs('dry', 'one', '--dry-run=server', '--labels', 'a=not a label'));
    expect(shown).toMatchObject({ code: 1, stdout: expect.stringMatching(/would fail: .*label/) });
  });

  test('labels what it makes as this release does, and the Cluster as asked', async () => {
    const ran = await run(joinArgs('one', 'one', '--labels', 'env=prod,tier=a', '--cluster-region', 'r1'));
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/^cluster one joined/) });
    const labelOf = async (kube: Kube, path: string): Promise<unknown> =>
      (await kube.find(path))?.metadata.labels ?? {};
    const system = { 'karmada.io/system': 'true' };
    const [namespaceLabel, objectLabel] =
      release === 'v1.18.2' ? [system, system] : [{ 'karmada.io/managed': 'true' }, {}];
    expect(await labelOf(member('one'), space)).toMatchObject(namespaceLabel);
    expect(await labelOf(member('one'), `${space}/serviceaccounts/karmada-one`)).toEqual(objectLabel);
    expect(await labelOf(member('one'), `${inMember[3]}/karmada-controller-manager:karmada-one`)).toEqual(objectLabel);
    expect(await labelOf(control, `${space}/secrets/one`)).toEqual(objectLabel);
    expect(await control.find(`${clusters}/one`)).toMatchObject({
      metadata: { labels: { env: 'prod', tier: 'a' } },
      spec: { region: 'r1' },
    });
    expect(await run(joinArgs('one', 'one', '--cluster-region', 'r2'))).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/nothing to do\n\none is joined with another spec\.region; it stays so/),
    });
  });

  test('a member that another control plane has joined is refused, unless it shall be shared', async () => {
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'karmada-theirs' } };
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'karmada-cluster' } };
    await member('two').ask('POST', '/api/v1/namespaces', namespace);
    await member('two').ask('POST', `${space}/serviceaccounts`, account);
    const before = await everything('two');
    expect(await run(joinArgs('two', 'two'))).toMatchObject({
      code: 6,
      stderr: expect.stringMatching(
        /another control plane: the account of theirs is in karmada-cluster.*--allow-shared-member/s,
      ),
    });
    expect(await everything('two')).toEqual(before);
    expect(await run(joinArgs('two', 'two', '--allow-shared-member', '--wait=false'))).toMatchObject({
      code: 0,
      stdout: 'cluster two registered; whether it can be used was not waited for\n',
    });
  });

  test('missing rights are named, each, and nothing is made', async () => {
    const rules = [
      { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] },
      { nonResourceURLs: ['*'], verbs: ['get'] },
    ];
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', metadata: { name: 'join-reader' } };
    await control.ask('POST', '/apis/rbac.authorization.k8s.io/v1/clusterroles', {
      ...role,
      kind: 'ClusterRole',
      rules,
    });
    await control.ask('POST', '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
      ...role,
      kind: 'ClusterRoleBinding',
      subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'reader' }],
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'join-reader' },
    });
    const before = await everything('three');
    const refused = await run(joinArgs('three', 'three', '--as', 'reader'));
    expect(refused).toMatchObject({
      code: 7,
      stderr: expect.stringContaining(
        'in Karmada: create namespaces, create secrets in karmada-cluster, patch secrets in karmada-cluster, create clusters.cluster.karmada.io.',
      ),
    });
    const shown = await run(joinArgs('three', 'three', '--as', 'reader', '--dry-run'));
    expect(shown).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('You may not create clusters.cluster.karmada.io.'),
    });
    expect(await everything('three')).toEqual(before);
  });

  test('of two at once one wins, the other says so, and the cluster can be used', async () => {
    const both = await Promise.all([run(joinArgs('three', 'three')), run(joinArgs('three', 'three'))]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const said = both.map(({ stdout }) => stdout).join('');
    expect(said).toMatch(/^cluster three joined/m);
    expect(said).toMatch(/under way at the same time|nothing to do|was joined already/);
    const isReady = async (): Promise<boolean> => {
      const { status } = ((await control.find(`${clusters}/three`)) ?? {}) as KubeObject & {
        status?: { conditions?: readonly { type: string; status: string }[] };
      };
      return status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true;
    };
    expect(await isReady()).toBe(true);
    const read = async (kube: Kube, name: string): Promise<string | undefined> =>
      ((await kube.find(`${space}/secrets/${name}`))?.data as { token?: string } | undefined)?.token;
    expect(await read(control, 'three')).toBe(await read(member('three'), 'karmada-three'));
  });

  test('beside karmadactl nothing is broken', async () => {
    await karmadactl('unjoin', 'three', '--cluster-kubeconfig', members(), '--cluster-context', 'three');
    await eventually('the member is clean', async () => (await member('three').find(space)) === undefined);
    const [ours, theirs] = await Promise.all([
      run(joinArgs('three', 'three')),
      karmadactl('join', 'three', '--cluster-kubeconfig', members(), '--cluster-context', 'three'),
    ]);
    expect(ours.code === 0 || theirs.code === 0).toBe(true);
    expect(ours.code).toBe(0);
    expect(await run(joinArgs('three', 'three'))).toMatchObject({ code: 0 });
  });
});
