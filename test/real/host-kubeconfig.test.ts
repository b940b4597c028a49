import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { addService, type HostCluster, makeHost } from '../support/host-cluster.ts';
import { karmate } from '../support/karmate.ts';
import { Kube } from '../support/kube.ts';
import { temporaryFolder } from '../support/temporary.ts';

const lab = inject('lab');
const membersConfig = lab.members[0]?.kubeconfig ?? '';
const kube = new Kube(membersConfig, 'test1');
const state: { host?: HostCluster } = {};
const host = (): HostCluster => state.host ?? expect.unreachable();

/** The member test1 as the host cluster, found as kubectl would find it. */
const take = (args: readonly string[], more: Parameters<typeof karmate>[1] = {}) =>
  karmate(['kubeconfig', '--host-context', 'test1', '--host-namespace', host().namespace, ...args], {
    ...more,
    env: { KUBECONFIG: membersConfig, ...more.env },
  });

beforeAll(async () => {
  state.host = await makeHost(lab, kube, 'host-kubeconfig');
});

describe('kubeconfig', () => {
  test('finds the load balancer, tries it out and writes what works, for its owner alone', async () => {
    await addService(
      kube,
      host().namespace,
      { type: 'LoadBalancer', ports: [{ port: host().port }] },
      { ip: '127.0.0.1' },
    );
    const out = join(temporaryFolder(), 'karmada.config');
    const ran = await take(['--out', out, '-o', 'json']);
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.stdout)).toEqual({
      apiVersion: 'karmate.dev/v1',
      kind: 'KubeconfigResult',
      path: out,
      result: 'created',
      context: 'karmada-apiserver',
      server: host().server,
      foundBy: 'the load balancer of its Service',
      kubernetesVersion: 'v1.35.3',
      insecure: false,
    });
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(await karmate(['get', 'clusters'], { env: { KUBECONFIG: out } })).toMatchObject({ code: 0 });
    const again = await take(['--out', out, '--server', host().server]);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing to do') });
  });

  test('goes to stdout where nothing else is asked, as YAML and as JSON', async () => {
    const args = ['--server', host().server, '--context-name', 'mine'];
    const ran = await take(args, { asksForSecrets: true });
    expect(ran.stdout).toMatch(/^apiVersion: v1\nkind: Config\n/);
    const json = await take([...args, '-o', 'json'], { asksForSecrets: true });
    expect(JSON.parse(json.stdout)).toMatchObject({ 'current-context': 'mine' });
    const path = join(temporaryFolder(), 'config');
    writeFileSync(path, ran.stdout);
    expect(await karmate(['get', 'clusters', '--kubeconfig', path])).toMatchObject({ code: 0 });
  });

  test('merged stands beside what was there', async () => {
    const path = join(temporaryFolder(), 'config');
    const before = '# mine\ncurrent-context: x\ncontexts:\n  - {name: x, context: {cluster: x}}\nclusters: []\n';
    writeFileSync(path, before);
    const ran = await take(['--merge', '--kubeconfig', path, '--server', host().server]);
    expect(ran.code).toBe(0);
    expect(readFileSync(path, 'utf8')).toMatch(/^# mine\ncurrent-context: x\n/);
    const args = ['get', 'clusters', '--kubeconfig', path, '--karmada-context', 'karmada-apiserver'];
    expect(await karmate(args)).toMatchObject({ code: 0 });
  });

  test.each<[string, readonly string[], number, RegExp]>([
    [
      'a certificate without the name',
      ['--tls-server-name', 'karmada.example'],
      4,
      /not for "karmada.example", but for .*localhost.*certs\.auto\.hosts/s,
    ],
    ['a plain cluster in the place of Karmada', ['--server', kubeServer()], 4, /error: /],
    [
      'the wrong cluster',
      ['--host-context', 'test2'],
      5,
      /no Secret host-kubeconfig\/karmada-kubeconfig.*karmate install/s,
    ],
    [
      'Karmada in the place of its host cluster',
      ['--host-kubeconfig', lab.karmada.kubeconfig, '--host-context', lab.karmada.context],
      3,
      /is Karmada itself/,
    ],
    ['a Secret that is not there', ['--secret', 'other'], 5, /other/],
    ['an address that nobody answers at', ['--server', 'https://127.0.0.1:1'], 4, /refused the connection.*--server/s],
    ['http', ['--server', 'http://127.0.0.1'], 2, /https address/],
  ])('writes nothing with %s', async (_, args, code, words) => {
    const dir = temporaryFolder();
    const isServerGiven = args.includes('--server');
    const ran = await take([...(isServerGiven ? [] : ['--server', host().server]), '--out', join(dir, 'x'), ...args]);
    expect(ran).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(words) });
    expect(readdirSync(dir)).toEqual([]);
  });

  test('takes a name that the certificate is for, or checks nothing and says so', async () => {
    const dir = temporaryFolder();
    const named = await take(['--server', host().server, '--tls-server-name', 'localhost', '--out', join(dir, 'a')]);
    expect(named.code).toBe(0);
    expect(await karmate(['get', 'clusters', '--kubeconfig', join(dir, 'a')])).toMatchObject({ code: 0 });
    const args = ['--server', host().server, '--insecure-skip-tls-verify', '--out', join(dir, 'b')];
    expect(await take(args)).toMatchObject({ code: 0, stdout: expect.stringMatching(/Beware.*not checked/) });
    expect(await karmate(['get', 'clusters', '--kubeconfig', join(dir, 'b')])).toMatchObject({ code: 0 });
  });
});

function kubeServer(): string {
  return lab.members[0]?.server ?? '';
}
