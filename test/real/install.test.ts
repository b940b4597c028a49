import { delimiter, join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { deployed, helmFor, well } from '../support/helm-stand-in.ts';
import { addService, forward, makeHost } from '../support/host-cluster.ts';
import { karmate } from '../support/karmate.ts';
import { Kube } from '../support/kube.ts';
import type { Rule } from '../support/recording.ts';

const lab = inject('lab');
const membersConfig = lab.members[0]?.kubeconfig ?? '';
const kube = new Kube(membersConfig, 'test2');

const withHelm = (rules?: readonly Rule[]) => helmFor(membersConfig, 'test2', rules);

describe('install', () => {
  test('tells helm the chart, the values and the host, and writes a kubeconfig that works', async () => {
    const { namespace, port } = await makeHost(lab, kube, 'host-install');
    await addService(kube, namespace, { type: 'NodePort', ports: [{ port: 5443, nodePort: 31443 }] });
    await forward(31443, port);
    const { dir, helm, run, log } = withHelm();
    const out = join(dir, 'karmada.config');
    const args = [
      '--address',
      '127.0.0.1',
      '--kubeconfig-out',
      out,
      '--set',
      'a.password=geheim',
      '-v',
      '1',
      '-o',
      'json',
    ];
    const ran = await run('install', namespace, args);
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      kind: 'InstallResult',
      result: 'installed',
      kubeconfig: { result: 'created', server: 'https://127.0.0.1:31443' },
    });
    const call = helm.calls().at(-1);
    expect(call?.argv.slice(0, 2)).toEqual(['install', 'karmada']);
    expect(call?.line).toContain(`--namespace ${namespace} --create-namespace --values - --set a.password=geheim`);
    expect(call?.line).toMatch(/--wait --kube-context test2$/);
    expect(call?.stdin).toContain('nodePort: 31443');
    expect(ran.stderr).toMatch(/^helm install karmada .*'a\.password=<hidden>'/m);
    expect(ran.stderr + log()).not.toContain('geheim');
    expect(await karmate(['get', 'clusters', '--kubeconfig', out])).toMatchObject({ code: 0 });

    const [description] = /karmate: manifests [0-9a-f]+/.exec(call?.line ?? '') ?? [''];
    helm.answer(deployed(description));
    const again = await run('install', namespace, args);
    expect(JSON.parse(again.stdout)).toMatchObject({ result: 'unchanged', kubeconfig: { result: 'unchanged' } });
    expect(helm.calls().filter(({ line }) => /^(install|upgrade)/.test(line))).toEqual([]);
  });

  test.each<[string, RegExp, Partial<Rule>, number, RegExp]>([
    ['version', /^version/, { stdout: 'v3.7.0' }, 3, /too old.*helm\.sh/s],
    ['show', /^show/, { code: 1, stderr: 'Error: no such host' }, 4, /no such host.*--chart/s],
    [
      'template',
      /^template/,
      { code: 1, stderr: 'Error: missing in charts/ directory: common' },
      10,
      /cannot render.*common/s,
    ],
    ['list', /^list/, { code: 1, stderr: 'Error: unreachable' }, 10, /cannot list/],
    [
      'install',
      /^install/,
      { code: 1, stderr: 'WARNING: x\nError: INSTALLATION FAILED: boom' },
      10,
      /INSTALLATION FAILED: boom.*helm\.log/s,
    ],
  ])('goes on after a failure of "helm %s" when run again', async (_, when, failure, code, words) => {
    const { helm, run } = withHelm([{ when, ...failure }, ...well]);
    const ran = await run('install', 'host-nothing', ['--timeout', '5s']);
    expect(ran).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(words) });
    helm.answer(well);
    expect(await run('install', 'host-nothing')).toMatchObject({ code: 0 });
  });

  test('tells which image cannot be pulled while helm waits for it', async () => {
    const namespace = 'host-images';
    await makeHost(lab, kube, namespace);
    const container = { name: 'pre-install', image: 'docker.io/bitnami/kubectl:latest' };
    const pods = `/api/v1/namespaces/${namespace}/pods`;
    const name = 'karmada-pre-install-abcde';
    // For no node: then nobody but this test writes its status.
    const spec = { containers: [container], schedulerName: 'nobody' };
    expect((await kube.ask('POST', pods, { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec })).status).toBe(
      201,
    );
    const held = await kube.find(`${pods}/${name}`);
    const state = { waiting: { reason: 'ImagePullBackOff', message: 'Back-off' } };
    const status = { containerStatuses: [{ ...container, imageID: '', ready: false, restartCount: 0, state }] };
    expect((await kube.ask('PUT', `${pods}/${name}/status`, { ...held, status })).status).toBe(200);
    const slow = { when: /^install/, ms: 5000, code: 1, stderr: 'Error: timed out waiting for the condition' };
    const ran = await withHelm([slow, ...well]).run('install', namespace, ['--timeout', '5s']);
    expect(ran.stderr).toMatch(
      /0 of 1 pods ready; karmada-pre-install-abcde the image docker.io\/bitnami\/kubectl:latest/,
    );
    expect(ran).toMatchObject({
      code: 8,
      stderr: expect.stringMatching(/error: .*timed out.*Not ready.*--set kubectl\.image/s),
    });
  });

  test('of what is installed already waits for its pods all the same, without helm', async () => {
    const namespace = 'host-wait';
    await makeHost(lab, kube, namespace);
    const app = { app: 'karmada-scheduler' };
    const template = (schedulerName: string) => ({
      metadata: { labels: app },
      spec: { schedulerName, containers: [{ name: 'c', image: 'scheduler:1' }] },
    });
    const deployment = (schedulerName: string) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'karmada-scheduler', namespace },
      spec: { replicas: 1, selector: { matchLabels: app }, template: template(schedulerName) },
    });
    const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;
    expect((await kube.ask('POST', deployments, deployment('nobody'))).status).toBe(201);
    const manifests = { when: /^template/, stdout: JSON.stringify(deployment('nobody')) };
    const { helm, run } = withHelm([manifests, ...well]);
    await run('install', namespace);
    const [description = ''] = /karmate: manifests [0-9a-f]+/.exec(helm.calls().at(-1)?.line ?? '') ?? [];
    helm.answer([manifests, ...deployed(description)]);
    const late = await run('install', namespace, ['--wait', '--timeout', '3s']);
    expect(late).toMatchObject({
      code: 8,
      stderr: expect.stringMatching(/not ready after 3 s: deployment\/karmada-scheduler: 0 of 1 ready.*is Pending/s),
    });
    const held = await kube.find(`${deployments}/karmada-scheduler`);
    const put = { ...held, ...{ spec: deployment('default-scheduler').spec } };
    expect((await kube.ask('PUT', `${deployments}/karmada-scheduler`, put)).status).toBe(200);
    expect(await run('install', namespace, ['--wait', '--timeout', '60s'])).toMatchObject({ code: 0 });
    expect(helm.calls().filter(({ line }) => /^(install|upgrade)/.test(line))).toEqual([]);
  });

  test('interrupted ends helm too', async () => {
    const { helm, run: _, dir } = withHelm([{ when: /^install/, ms: 60_000 }, ...well]);
    const env = { KUBECONFIG: membersConfig, PATH: [helm.bin, process.env.PATH].join(delimiter), XDG_STATE_HOME: dir };
    const args = ['install', '--host-context', 'test2', '--host-namespace', 'host-nothing'];
    const started = Date.now();
    const ran = await karmate(args, {
      env,
      onStderr: (text, child) => {
        if (text.includes('helm puts Karmada')) setTimeout(() => child.kill('SIGINT'), 500);
      },
    });
    expect(ran).toMatchObject({ code: 130, stderr: expect.stringMatching(/Interrupted while helm.*Install again/s) });
    expect(Date.now() - started).toBeLessThan(30_000);
  });
});
