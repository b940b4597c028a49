import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { deployed, helmFor } from '../support/helm-stand-in.ts';
import { addService, makeHost } from '../support/host-cluster.ts';
import { karmate } from '../support/karmate.ts';
import { Kube } from '../support/kube.ts';
import { type LabProcess, startLab } from '../support/running-lab.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** A Karmada of its own, since a cluster is joined to it: "host" is where it is said to run, "one" is its member. */
const state: { started?: LabProcess } = {};
const started = (): LabProcess => state.started ?? expect.unreachable();
const karmada = () => ({ KUBECONFIG: started().lab.karmada.kubeconfig });
const members = (): string => started().lab.members[0]?.kubeconfig ?? '';

beforeAll(async () => {
  state.started = await startLab({ members: ['host', 'one'], nodes: 0 });
  const joining = ['join', 'one', '--cluster-kubeconfig', members(), '--cluster-context', 'one'];
  expect(await karmate(joining, { env: karmada() })).toMatchObject({ code: 0 });
});
afterAll(() => state.started?.stop());

describe('kubeconfig --member', () => {
  test("reaches a member through Karmada's proxy", async () => {
    const out = join(temporaryFolder(), 'one.config');
    const ran = await karmate(['kubeconfig', '--member', 'one', '--out', out], { env: karmada() });
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('/clusters/one/proxy') });
    const asked = await karmate(['version', '--kubeconfig', out]);
    expect(asked).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/Kubernetes +v1\.35\.3.*clusters\/one\/proxy/),
    });
  });

  test('that is not joined is not found', async () => {
    const ran = await karmate(['kubeconfig', '--member', 'nobody'], { env: karmada() });
    expect(ran).toMatchObject({ code: 5, stdout: '', stderr: expect.stringContaining('karmate get clusters') });
  });

  test('that may not be used is refused, with what is missing', async () => {
    const ran = await karmate(['kubeconfig', '--member', 'one'], {
      env: { KUBECONFIG: await asNobody() },
    });
    expect(ran).toMatchObject({ code: 7, stdout: '', stderr: expect.stringContaining('clusters/proxy') });
  });
});

/** Karmada's kubeconfig, acting as somebody who may read clusters and nothing else. */
async function asNobody(): Promise<string> {
  const { lab } = started();
  const kube = new Kube(lab.karmada.kubeconfig, lab.karmada.context);
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  const metadata = { name: 'reads-clusters' };
  const rules = [{ apiGroups: ['cluster.karmada.io'], resources: ['clusters'], verbs: ['get', 'list'] }];
  await kube.ask('POST', `${rbac}/clusterroles`, { kind: 'ClusterRole', metadata, rules });
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reads-clusters' };
  const subjects = [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'reader' }];
  await kube.ask('POST', `${rbac}/clusterrolebindings`, { kind: 'ClusterRoleBinding', metadata, roleRef, subjects });
  const config = parse(readFileSync(lab.karmada.kubeconfig, 'utf8')) as { users: { user: { as?: string } }[] };
  for (const { user } of config.users) user.as = 'reader';
  const path = join(temporaryFolder(), 'reader.config');
  writeFileSync(path, stringify(config));
  return path;
}

describe('uninstall', () => {
  test('asks Karmada itself which clusters are joined, and names what stays', async () => {
    const kube = new Kube(members(), 'host');
    const { namespace, port } = await makeHost(started().lab, kube, 'host-uninstall');
    await addService(kube, namespace, { type: 'LoadBalancer', ports: [{ port }] }, { ip: '127.0.0.1' });
    const { helm, run } = helmFor(members(), 'host', deployed('x'));
    const refused = await run('uninstall', namespace, ['--yes']);
    expect(refused).toMatchObject({
      code: 6,
      stderr: expect.stringMatching(/still joined: one\..*unjoin one.*--force/s),
    });
    expect(helm.calls().some(({ line }) => line.startsWith('uninstall'))).toBe(false);
    expect(await run('uninstall', namespace, ['--force'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--yes'),
    });
    const ran = await run('uninstall', namespace, ['--force', '--yes']);
    expect(ran).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        new RegExp(`delete secrets -n ${namespace} karmada-kubeconfig.*delete namespace ${namespace}`, 's'),
      ),
    });
    expect(helm.calls().at(-1)?.line).toMatch(/^uninstall karmada --namespace host-uninstall/);
  });
});
