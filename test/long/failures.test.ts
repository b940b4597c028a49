import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { karmate, type Ran, type RunOptions } from '../support/karmate.ts';
import { eventually, Kube } from '../support/kube.ts';
import { type LabProcess, startLab } from '../support/running-lab.ts';

/** What a user sees when servers are away or slow, or when they press Ctrl-C: on real servers, stopped and paused. */
let started: LabProcess;
let joinArgs: readonly string[];
let control: Kube;
const run = (args: readonly string[], options: RunOptions = {}): Promise<Ran> =>
  karmate(args, { env: { KUBECONFIG: started.lab.karmada.kubeconfig }, ...options });
const ctl = async (action: string, component: string): Promise<void> => {
  expect(await karmate(['lab', 'ctl', action, component, '--dir', started.lab.dir])).toMatchObject({ code: 0 });
};
/** Sends SIGINT once, when stderr says this. */
const interruptAt = (words: string): RunOptions => {
  let sent = false;
  return {
    onStderr: (text, child) => {
      if (!sent && text.includes(words)) {
        sent = true;
        child.kill('SIGINT');
      }
    },
  };
};

beforeAll(async () => {
  started = await startLab({ members: ['one'] });
  control = new Kube(started.lab.karmada.kubeconfig, 'karmada-apiserver');
  joinArgs = ['--cluster-kubeconfig', started.lab.members[0]?.kubeconfig ?? '', '--cluster-context', 'one'];
});
afterAll(() => started?.stop());

describe.sequential('join', () => {
  test('of a member that refuses connections ends at once and names it', async () => {
    await ctl('stop', 'one-apiserver');
    const ran = await run(['join', 'one', ...joinArgs]);
    expect(ran).toMatchObject({ code: 4, stderr: expect.stringContaining('refused the connection') });
    expect(ran.stderr).toContain(started.lab.members[0]?.server);
    await ctl('start', 'one-apiserver');
  });

  test('of a member that never answers ends after --request-timeout', async () => {
    await ctl('pause', 'one-apiserver');
    const ran = await run(['join', 'one', ...joinArgs, '--request-timeout', '1s']);
    expect(ran).toMatchObject({ code: 8, stderr: expect.stringMatching(/did not answer .* within 1 s/) });
    await ctl('resume', 'one-apiserver');
  });

  test('interrupted takes back what it has made, and names what cannot be', async () => {
    // Nobody issues the token that join waits for; nor does anybody empty the namespace.
    await ctl('stop', 'one-kube-controller-manager');
    const ran = await run(['join', 'one', ...joinArgs], interruptAt('Waiting for secret/'));
    expect(ran).toMatchObject({
      code: 130,
      stderr: expect.stringMatching(
        /Left behind: namespace\/karmada-cluster \(member\)\..*delete namespaces karmada-cluster/s,
      ),
    });
    expect(await control.find('/apis/cluster.karmada.io/v1alpha1/clusters/one')).toBeUndefined();
    const members = new Kube(started.lab.members[0]?.kubeconfig ?? '', 'one');
    expect(await members.list('/apis/rbac.authorization.k8s.io/v1/clusterroles')).not.toContainEqual(
      expect.objectContaining({ metadata: expect.objectContaining({ name: expect.stringContaining('karmada') }) }),
    );
    await ctl('start', 'one-kube-controller-manager');
    await eventually('the namespace is gone', async () => {
      return (await members.find('/api/v1/namespaces/karmada-cluster')) === undefined;
    });
  });

  test('after an interrupted one joins', async () => {
    expect(await run(['join', 'one', ...joinArgs])).toMatchObject({ code: 0 });
  });

  test('of a cluster that does not become Ready says which condition is missing, and keeps it', async () => {
    await ctl('stop', 'karmada-controller-manager');
    const del = await control.ask('DELETE', '/apis/cluster.karmada.io/v1alpha1/clusters/one');
    expect(del.status).toBe(200);
    await ctl('start', 'karmada-controller-manager');
    await eventually('the cluster is gone', async () => {
      return (await control.find('/apis/cluster.karmada.io/v1alpha1/clusters/one')) === undefined;
    });
    await ctl('stop', 'karmada-controller-manager');
    const ran = await run(['join', 'one', ...joinArgs, '--timeout', '2s']);
    expect(ran).toMatchObject({ code: 8, stderr: expect.stringContaining('not Ready') });
    expect(await control.find('/apis/cluster.karmada.io/v1alpha1/clusters/one')).toBeDefined();
    await ctl('start', 'karmada-controller-manager');
    expect(await run(['join', 'one', ...joinArgs])).toMatchObject({ code: 0 });
  });
});

describe.sequential('every command', () => {
  test('against a Karmada that is stopped exits 4 and names the server', async () => {
    await ctl('stop', 'karmada-apiserver');
    const ran = await run(['get', 'clusters']);
    expect(ran).toMatchObject({ code: 4, stdout: '', stderr: expect.stringContaining(started.lab.karmada.server) });
    const json = await run(['get', 'clusters', '-o', 'json']);
    expect(JSON.parse(json.stderr)).toMatchObject({ error: { code: 'unreachable', hint: expect.any(String) } });
    await ctl('start', 'karmada-apiserver');
  });

  test('against a Karmada that never answers exits 8 after --request-timeout', async () => {
    await ctl('pause', 'karmada-apiserver');
    const ran = await run(['get', 'clusters', '--request-timeout', '1s']);
    expect(ran).toMatchObject({ code: 8, stderr: expect.stringMatching(/within 1 s/) });
    await ctl('resume', 'karmada-apiserver');
  });

  test('says so when only the part of Karmada that serves clusters is away', async () => {
    await ctl('stop', 'karmada-aggregated-apiserver');
    await eventually('it is known to be away', async () => {
      const ran = await run(['get', 'clusters']);
      return ran.code === 4 && ran.stderr.includes('aggregated API server');
    });
    await ctl('start', 'karmada-aggregated-apiserver');
    await eventually('it is back', async () => (await run(['get', 'clusters'])).code === 0);
  });

  test('against a plain Kubernetes says that it may be one', async () => {
    const kubeconfig = started.lab.members[0]?.kubeconfig ?? '';
    const ran = await run(['get', 'clusters', '--kubeconfig', kubeconfig]);
    expect(ran).toMatchObject({ code: 5, stderr: expect.stringContaining('plain Kubernetes') });
  });

  test('without a kubeconfig exits 3 and says where it looked', async () => {
    const home = await mkdtemp(join(tmpdir(), 'home-'));
    const ran = await run(['get', 'clusters'], { env: { KUBECONFIG: '', HOME: home } });
    expect(ran).toMatchObject({ code: 3, stderr: expect.stringContaining(`${home}/.kube/config`) });
    expect(ran.stderr).toContain('karmate lab up');
  });
});

describe('apply', () => {
  test('interrupted while it waits exits 130 and says that it stays applied', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'manifest-')), 'alone.yaml');
    await writeFile(
      path,
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: waiting}\nspec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: c}]}}}\n',
    );
    const ran = await run(['apply', '-f', path, '--wait'], interruptAt('Waiting:'));
    expect(ran).toMatchObject({ code: 130, stderr: expect.stringMatching(/applied/i) });
    expect(await control.find('/apis/apps/v1/namespaces/default/deployments/waiting')).toBeDefined();
  });
});
