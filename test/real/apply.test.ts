import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { karmate, type Ran, root } from '../support/karmate.ts';
import { Kube } from '../support/kube.ts';
import { type LabProcess, startLab } from '../support/running-lab.ts';

interface Pod {
  readonly status: { readonly phase: string };
}

/** The main job, the same on the newest Karmada and on the one many installs run. */
describe.each(['v1.18.2', 'v1.10.7'])('on Karmada %s', (karmada) => {
  let started: LabProcess;
  let env: Record<string, string>;
  let control: Kube;
  const run = (...args: string[]): Promise<Ran> => karmate(args, { env });
  const nginxPath = '/apis/apps/v1/namespaces/default/deployments/nginx';
  const pods = async (context: string): Promise<readonly Pod[]> =>
    (await new Kube(started.lab.members[0]?.kubeconfig ?? '', context).list(
      '/api/v1/namespaces/default/pods?labelSelector=app%3Dnginx',
    )) as unknown as readonly Pod[];
  const manifest = async (name: string, text: string): Promise<string> => {
    const path = join(await mkdtemp(join(tmpdir(), 'manifest-')), name);
    await writeFile(path, text);
    return path;
  };

  beforeAll(async () => {
    started = await startLab({ members: ['test1', 'test2'], karmada });
    env = { KUBECONFIG: started.lab.karmada.kubeconfig };
    control = new Kube(started.lab.karmada.kubeconfig, 'karmada-apiserver');
  });
  afterAll(() => started?.stop());

  test('two members join and are listed', async () => {
    for (const [name, context] of [
      ['member1', 'test1'],
      ['member2', 'test2'],
    ] as const) {
      const where = ['--cluster-kubeconfig', started.lab.members[0]?.kubeconfig ?? '', '--cluster-context', context];
      expect(await run('join', name, ...where)).toMatchObject({ code: 0 });
    }
    const { stdout } = await run('get', 'clusters');
    expect(stdout).toMatch(/^NAME +VERSION +MODE +READY +AGE\nmember1 +v1\.35\.3 +Push +True +\d+s\nmember2 .*True/);
  });

  test('get clusters prints Kubernetes objects as json and yaml, and names that kubectl takes', async () => {
    const list = JSON.parse((await run('get', 'clusters', '-o', 'json')).stdout);
    expect(list).toMatchObject({ apiVersion: expect.any(String), kind: expect.stringMatching(/List$/) });
    expect(list.items.map((item: { metadata: { name: string } }) => item.metadata.name)).toEqual([
      'member1',
      'member2',
    ]);
    expect(JSON.parse((await run('get', 'clusters', 'member1', '-o', 'json')).stdout)).toMatchObject({
      kind: 'Cluster',
    });
    expect((await run('get', 'clusters', '-o', 'yaml')).stdout).toContain('apiVersion: cluster.karmada.io/v1alpha1');
    expect((await run('get', 'clusters', '-o', 'name')).stdout).toBe(
      'cluster.cluster.karmada.io/member1\ncluster.cluster.karmada.io/member2\n',
    );
  });

  test('apply --wait ends when nginx runs on both members, and tells where', async () => {
    const ran = await run('apply', '-f', join(root, 'examples', 'nginx'), '--wait');
    expect(ran).toMatchObject({ code: 0 });
    expect(ran.stdout).toMatch(/deployment\.apps\/nginx created/);
    expect(ran.stdout).toMatch(/deployment\/nginx +member1 +2\/2\ndeployment\/nginx +member2 +2\/2/);
    for (const context of ['test1', 'test2']) {
      expect((await pods(context)).map(({ status }) => status.phase)).toEqual(['Running', 'Running']);
    }
  });

  test('the same again changes nothing', async () => {
    const before = (await control.find(nginxPath))?.metadata.generation;
    const ran = await run('apply', '-f', join(root, 'examples', 'nginx'), '--wait');
    expect(ran.stdout).toMatch(
      /propagationpolicy\.policy\.karmada\.io\/nginx unchanged\ndeployment\.apps\/nginx unchanged/,
    );
    expect((await control.find(nginxPath))?.metadata.generation).toBe(before);
  });

  test('apply --wait after a change speaks of the changed workload, not of the one before', async () => {
    const text = (replicas: number): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: nginx, labels: {app: nginx}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: nginx}}
  template:
    metadata: {labels: {app: nginx}}
    spec: {containers: [{name: nginx, image: 'nginx:1.27.${replicas}'}]}
`;
    for (const replicas of [6, 2]) {
      const ran = await run('apply', '-f', await manifest('nginx.yaml', text(replicas)), '--wait', '--force-conflicts');
      expect(ran).toMatchObject({ code: 0 });
      expect(ran.stdout).toContain(`member1   ${replicas / 2}/${replicas / 2}`);
      const running = (await pods('test1')).filter(({ status }) => status.phase === 'Running');
      const images = running.map((pod) => JSON.stringify(pod).match(/nginx:1\.27\.\d/)?.[0]);
      expect(images.filter((image) => image === `nginx:1.27.${replicas}`)).toHaveLength(replicas / 2);
    }
  });

  test('apply --wait waits for what a changed policy moves, also where the workload is unchanged', async () => {
    const text = (clusters: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: moving}
spec:
  replicas: 2
  selector: {matchLabels: {app: moving}}
  template: {metadata: {labels: {app: moving}}, spec: {containers: [{name: c, image: c}]}}
---
apiVersion: policy.karmada.io/v1alpha1
kind: PropagationPolicy
metadata: {name: moving}
spec:
  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: moving}]
  placement: {clusterAffinity: {clusterNames: [${clusters}]}}
`;
    const first = await run('apply', '-f', await manifest('moving.yaml', text('member1')), '--wait');
    expect(first.stdout).toMatch(/READY\ndeployment\/moving +member1 +2\/2\n$/);
    const second = await run('apply', '-f', await manifest('moving.yaml', text('member1, member2')), '--wait');
    expect(second.stdout).toMatch(/^propagationpolicy\.\S+\/moving configured\ndeployment\.apps\/moving unchanged\n/);
    expect(second.stdout).toMatch(/deployment\/moving +member1 +2\/2\ndeployment\/moving +member2 +2\/2\n$/);
  });

  test('a workload that no policy matches is waited for no longer than asked, and that is said', async () => {
    const text =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: alone}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: c}]}}}\n';
    const ran = await run('apply', '-f', await manifest('alone.yaml', text), '--wait', '--timeout', '2s');
    expect(ran).toMatchObject({ code: 8, stderr: expect.stringMatching(/deployment\/alone.*no policy matches/s) });
  });

  test('documents that fail are named by file and line, and the others are applied', async () => {
    const path = await manifest(
      'mixed.yaml',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good}\n---\napiVersion: v1\nkind: Nonsense\nmetadata: {name: bad}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: Bad_Name}\n',
    );
    const ran = await run('apply', '-f', path);
    expect(ran).toMatchObject({ code: 9, stdout: expect.stringContaining('configmap/good created') });
    expect(ran.stderr).toContain(`${path}:5`);
    expect(ran.stderr).toContain(`${path}:9`);
  });

  test('a policy that the webhook refuses is refused in its words', async () => {
    const text =
      'apiVersion: policy.karmada.io/v1alpha1\nkind: PropagationPolicy\nmetadata: {name: refused}\nspec: {resourceSelectors: [{apiVersion: v1, kind: ConfigMap}], placement: {clusterAffinity: {}, clusterAffinities: [{affinityName: a}]}}\n';
    const ran = await run('apply', '-f', await manifest('refused.yaml', text));
    expect(ran.code).not.toBe(0);
    expect(ran.stderr).toMatch(/clusterAffinities can ?not co-exist with clusterAffinity/);
  });

  test('apply reads stdin', async () => {
    const input = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"from-stdin"}}';
    const ran = await karmate(['apply', '-f', '-', '-n', 'default'], { env, input });
    expect(ran).toMatchObject({ code: 0, stdout: 'configmap/from-stdin created\n' });
  });
});
