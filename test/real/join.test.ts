import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { normalise, titleOf } from '../support/joined.ts';
import { karmate } from '../support/karmate.ts';
import { eventually, Kube, type KubeObject } from '../support/kube.ts';

const lab = inject('lab');
const control = new Kube(lab.karmada.kubeconfig, lab.karmada.context);
const membersConfig = lab.members[0]?.kubeconfig ?? '';
const member = (context: string): Kube => new Kube(membersConfig, context);
const env = { KUBECONFIG: lab.karmada.kubeconfig };
const clusterPath = '/apis/cluster.karmada.io/v1alpha1/clusters';
const joinArgs = (name: string, context: string): readonly string[] => [
  'join',
  name,
  '--cluster-kubeconfig',
  membersConfig,
  '--cluster-context',
  context,
];

const inMembers = [
  '/api/v1/namespaces',
  '/api/v1/namespaces/karmada-cluster/serviceaccounts',
  '/api/v1/namespaces/karmada-cluster/secrets',
  '/apis/rbac.authorization.k8s.io/v1/clusterroles',
  '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
];
const inControl = ['/api/v1/namespaces/karmada-cluster/secrets', clusterPath];

/** Everything that a join has made, by title, as it was meant. */
async function madeBy(cluster: string, context: string): Promise<Record<string, unknown>> {
  const isOurs = ({ metadata }: KubeObject): boolean =>
    /karmada/.test(metadata.name) || metadata.name.includes(cluster);
  const found = async (kube: Kube, where: string, paths: readonly string[], wanted: (o: KubeObject) => boolean) =>
    (
      await Promise.all(
        paths.map(async (path) =>
          (
            await kube.list(path)
          )
            .filter(wanted)
            .map((object) => [`${where} ${titleOf(object, path, cluster)}`, normalise(object, cluster)]),
        ),
      )
    ).flat();
  return Object.fromEntries([
    ...(await found(member(context), 'member', inMembers, isOurs)),
    ...(await found(control, 'control plane', inControl, ({ metadata }) => metadata.name.startsWith(cluster))),
  ]);
}

describe('join', () => {
  test('makes exactly the objects that karmadactl makes, in the member and in the control plane', async () => {
    const theirs = await karmate(['--kubeconfig', lab.karmada.kubeconfig, ...joinArgs('by-karmadactl', 'test1')], {
      program: join(lab.programs, 'karmadactl'),
    });
    expect(theirs).toMatchObject({ code: 0 });
    const ours = await karmate(joinArgs('by-karmate', 'test2'), { env });
    expect(ours).toMatchObject({ code: 0, stdout: 'cluster by-karmate joined: Kubernetes v1.35.3, Ready\n' });
    await eventually('both have all objects', async () => {
      const [a, b] = [await madeBy('by-karmadactl', 'test1'), await madeBy('by-karmate', 'test2')];
      return Object.keys(a).length >= 10 && Object.keys(a).length === Object.keys(b).length;
    });
    expect(await madeBy('by-karmate', 'test2')).toEqual(await madeBy('by-karmadactl', 'test1'));
  });

  test('says Ready only of a cluster that can be used', async () => {
    const ran = await karmate([...joinArgs('usable', 'test3'), '-o', 'json'], { env });
    expect(ran.code).toBe(0);
    const cluster = await control.find(`${clusterPath}/usable`);
    expect(cluster?.status).toMatchObject({
      conditions: expect.arrayContaining([expect.objectContaining({ type: 'Ready', status: 'True' })]),
      apiEnablements: expect.arrayContaining([expect.objectContaining({ groupVersion: 'apps/v1' })]),
    });
    expect(await control.find('/api/v1/namespaces/karmada-es-usable')).toBeDefined();
  });

  test('done twice changes nothing and says so', async () => {
    const before = await control.find(`${clusterPath}/usable`);
    const ran = await karmate(joinArgs('usable', 'test3'), { env });
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('joined already') });
    expect((await control.find(`${clusterPath}/usable`))?.metadata.uid).toBe(before?.metadata.uid);
  });

  test('refuses a cluster that is joined under another name, naming both', async () => {
    const ran = await karmate(joinArgs('second-name', 'test3'), { env });
    expect(ran).toMatchObject({ code: 6, stderr: expect.stringMatching(/"usable".*"second-name"/s) });
    expect(await control.find(`${clusterPath}/second-name`)).toBeUndefined();
  });

  test('refuses a name that another cluster has', async () => {
    const ran = await karmate(joinArgs('usable', 'test4'), { env });
    expect(ran).toMatchObject({ code: 6, stderr: expect.stringContaining('"usable" is taken by another cluster') });
    expect(await member('test4').find('/api/v1/namespaces/karmada-cluster')).toBeUndefined();
  });

  test('refuses a name that Karmada would not take, before anything is asked of a server', async () => {
    const ran = await karmate(joinArgs('Not_A_Name', 'test4'), { env });
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('Not_A_Name') });
  });

  test('replaces a stale token instead of using it', async () => {
    const secrets = '/api/v1/namespaces/karmada-cluster/secrets';
    const stale = { data: { token: Buffer.from('stale').toString('base64') }, type: 'Opaque' };
    for (const name of ['fresh', 'fresh-impersonator']) {
      const body = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'karmada-cluster' }, ...stale };
      expect((await control.ask('POST', secrets, body)).status).toBe(201);
    }
    expect(await karmate(joinArgs('fresh', 'test4'), { env })).toMatchObject({ code: 0 });
    const secret = await control.find(`${secrets}/fresh`);
    expect((secret?.data as { token?: string } | undefined)?.token ?? stale.data.token).not.toBe(stale.data.token);
  });
});
