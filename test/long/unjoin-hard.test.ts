import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { karmate } from '../support/karmate.ts';
import { eventually } from '../support/kube.ts';
import { succeeded } from '../support/succeeded.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { startUnjoinLab, type UnjoinLab } from '../support/unjoin-lab.ts';

let lab: UnjoinLab;
beforeAll(async () => {
  lab = await startUnjoinLab('v1.18.2');
});
afterAll(() => lab?.stop());

const clusterPath = (name: string): string => `/apis/cluster.karmada.io/v1alpha1/clusters/${name}`;
const deployment = (name: string): string => `/apis/apps/v1/namespaces/default/deployments/${name}`;
const homePath = '/api/v1/namespaces/karmada-cluster';

describe('unjoin --keep-workloads', () => {
  test('leaves them in the member while their bindings change all the time, and takes the marks of Karmada off', async () => {
    await lab.join('keeper', 'one');
    await lab.propagate('kept', ['keeper']);
    const before = await lab.member('one').find(deployment('kept'));
    const ending = { done: false };
    const changing = (async () => {
      for (let revision = 0; !ending.done; revision++) {
        const held = await lab.control.find(deployment('kept'));
        const template = { ...held, metadata: { ...held?.metadata, labels: { revision: String(revision) } } };
        await lab.control.ask('PUT', deployment('kept'), template);
        // Without a pause nothing else gets its turn on two cores.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    // Kubernetes takes its time for a namespace: half a minute where the processors are busy, more where they are slow too.
    const flags = ['--keep-workloads', '--yes', '--timeout', '5m', '-o', 'json'];
    const keeping = lab.unjoin(['keeper', ...flags, ...lab.kubeconfigOf('one')]);
    const ran = await keeping.finally(() => {
      ending.done = true;
    });
    await changing;
    succeeded('karmate unjoin keeper --keep-workloads', ran);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      clusters: [{ workloads: { deleted: [], kept: [{ kind: 'Deployment', names: ['default/kept'] }] }, kept: [] }],
    });
    const after = await lab.member('one').find(deployment('kept'));
    expect(after?.metadata.uid).toBe(before?.metadata.uid);
    expect(after?.metadata.deletionTimestamp).toBeUndefined();
    expect(after?.metadata.labels ?? {}).not.toHaveProperty(['karmada.io/managed']);
    expect(
      await lab.member('one').find('/apis/rbac.authorization.k8s.io/v1/clusterroles/karmada-impersonator'),
    ).toBeUndefined();
    expect(await lab.control.find('/api/v1/namespaces/karmada-es-keeper')).toBeUndefined();
  }, 420_000);
});

describe('unjoin --keep-workloads of what Karmada cannot take its marks off', () => {
  test('lets go what has no marks any more, and what is not there', async () => {
    await lab.join('unmarked', 'one');
    await lab.propagate('freed', ['unmarked']);
    await lab.propagate('vanished', ['unmarked']);
    await lab.ctl('stop', 'karmada-controller-manager');
    const marked = await lab.member('one').find(deployment('freed'));
    await lab
      .member('one')
      .ask('PUT', deployment('freed'), { ...marked, metadata: { ...marked?.metadata, labels: {} } });
    await lab.member('one').ask('DELETE', deployment('vanished'));
    const flags = ['--keep-workloads', '--yes', '-o', 'json', ...lab.kubeconfigOf('one')];
    const unjoining = lab.unjoin(['unmarked', ...flags]);
    await eventually('its Cluster is being deleted', async () =>
      Boolean((await lab.control.find(clusterPath('unmarked')))?.metadata.deletionTimestamp),
    );
    await lab.ctl('start', 'karmada-controller-manager');
    const ran = succeeded('karmate unjoin unmarked --keep-workloads', await unjoining);
    const { clusters } = JSON.parse(ran.stdout) as { clusters: { steps: { object: string; why?: string }[] }[] };
    const freed = clusters[0]?.steps.filter(({ why }) => why?.startsWith('removed: karmada.io/execution-controller'));
    expect(freed?.map(({ object }) => object.replace(/-\w+$/, '')).toSorted()).toEqual([
      'work.work.karmada.io/freed',
      'work.work.karmada.io/vanished',
    ]);
    expect(await lab.member('one').find(deployment('freed'))).toBeDefined();
  });
});

describe('unjoin of a cluster that hangs', () => {
  test('names the finalizer and what it waits for; --force removes it and goes on', async () => {
    await lab.join('stuck', 'one');
    await lab.ctl('stop', 'karmada-controller-manager');
    try {
      const ran = await lab.unjoin(['stuck', '--yes', '--timeout', '3s', '-o', 'json']);
      expect(ran.code).toBe(8);
      const { error } = JSON.parse(ran.stderr.slice(ran.stderr.indexOf('{"error"'))) as { error: { message: string } };
      expect(error).toMatchObject({
        code: 'timeout',
        message: expect.stringMatching(
          /cluster.cluster.karmada.io\/stuck keeps karmada.io\/cluster-controller: karmada-controller-manager has not begun/,
        ),
        steps: expect.arrayContaining([
          expect.objectContaining({ object: 'cluster.cluster.karmada.io/stuck', state: 'left' }),
        ]),
      });
      const forced = await lab.unjoin(['stuck', '--yes', '--timeout', '2s', '--force', '-o', 'json']);
      expect(forced.code).toBe(0);
      expect(forced.stdout).toContain('removed by force: karmada.io/cluster-controller');
      expect(forced.stdout).toContain('removed by force: karmada.io/execution-controller');
      expect(await lab.control.find(clusterPath('stuck'))).toBeUndefined();
      expect(await lab.control.find('/api/v1/namespaces/karmada-es-stuck')).toBeUndefined();
      expect(await lab.control.find(`${homePath}/secrets/stuck`)).toBeUndefined();
    } finally {
      await lab.ctl('start', 'karmada-controller-manager');
    }
    expect(await lab.unjoin(['stuck', '--yes', ...lab.kubeconfigOf('one')])).toMatchObject({ code: 0 });
    expect(await lab.member('one').find(homePath)).toBeUndefined();
  });

  test('says so of a member that does not answer while it shall keep its workloads', async () => {
    await lab.join('silent', 'one');
    await lab.propagate('silent', ['silent']);
    await lab.ctl('pause', 'one-apiserver');
    try {
      const ran = await lab.unjoin(['silent', '--keep-workloads', '--yes', '--timeout', '5s']);
      expect(ran).toMatchObject({
        code: 8,
        stderr: expect.stringMatching(
          /work\.work\.karmada\.io\/silent-\w+ in karmada-es-silent keeps karmada\.io\/execution-controller: Karmada must take its marks off/,
        ),
      });
      const forced = await lab.unjoin(['silent', '--keep-workloads', '--yes', '--timeout', '2s', '--force']);
      expect(forced).toMatchObject({ code: 0 });
      expect(await lab.control.find(clusterPath('silent'))).toBeUndefined();
    } finally {
      await lab.ctl('resume', 'one-apiserver');
    }
    expect(await lab.member('one').find(deployment('silent'))).toBeDefined();
    expect(await lab.unjoin(['silent', '--yes', ...lab.kubeconfigOf('one')])).toMatchObject({ code: 0 });
    expect(await lab.member('one').find(homePath)).toBeUndefined();
  });
});

describe('unjoin cleans the member', () => {
  test('of its own only, where another control plane uses it too', async () => {
    await lab.join('mine', 'one');
    const account = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'karmada-theirs', namespace: 'karmada-cluster' },
    };
    await lab.member('one').ask('POST', `${homePath}/serviceaccounts`, account);
    const ran = await lab.unjoin(['mine', '--yes', ...lab.kubeconfigOf('one')]);
    expect(ran).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/stays: namespace\/karmada-cluster, used by karmada-theirs/),
    });
    expect(await lab.member('one').find(`${homePath}/serviceaccounts/karmada-mine`)).toBeUndefined();
    expect(await lab.member('one').find(`${homePath}/secrets/karmada-mine`)).toBeUndefined();
    expect(await lab.member('one').find(`${homePath}/serviceaccounts/karmada-impersonator`)).toBeDefined();
    await lab.member('one').ask('DELETE', homePath);
    await eventually('the namespace is gone', async () => !(await lab.member('one').find(homePath)));
  });

  test('not at all where it cannot be reached: the rest is done, and what stays is listed', async () => {
    await lab.join('apart', 'one');
    const file = join(temporaryFolder(), 'config');
    const [, path = ''] = lab.kubeconfigOf('one');
    writeFileSync(file, readFileSync(path, 'utf8').replaceAll(/https:\/\/127\.0\.0\.1:\d+/g, 'https://127.0.0.1:1'));
    const ran = await lab.unjoin(['apart', '--yes', '--cluster-kubeconfig', file, '--cluster-context', 'one']);
    expect(ran).toMatchObject({
      code: 9,
      stdout: expect.stringContaining(' delete serviceaccount karmada-apart -n karmada-cluster'),
      stderr: expect.stringContaining('apart itself was not cleaned'),
    });
    expect(await lab.control.find(clusterPath('apart'))).toBeUndefined();
    expect(await lab.unjoin(['apart', '--yes', ...lab.kubeconfigOf('one')])).toMatchObject({ code: 0 });
    expect(await lab.member('one').find(homePath)).toBeUndefined();
  });
});

test('unjoin without the right to delete changes nothing; its dry run needs to read only', async () => {
  await lab.join('guarded', 'one');
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  const named = { metadata: { name: 'unjoin-reader' } };
  const rules = [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] }];
  await lab.control.ask('POST', `${rbac}/clusterroles`, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    ...named,
    rules,
  });
  await lab.control.ask('POST', `${rbac}/clusterrolebindings`, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    ...named,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'unjoin-reader' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'reader' }],
  });
  const as = (...args: readonly string[]) => lab.unjoin(['guarded', '--as', 'reader', ...args]);
  expect(await as('--dry-run')).toMatchObject({ code: 0 });
  expect(await as('--dry-run=server')).toMatchObject({ code: 7, stdout: expect.stringContaining('would fail') });
  expect(await as('--yes')).toMatchObject({ code: 7, stderr: expect.stringContaining('Nothing was removed yet') });
  expect((await lab.control.find(clusterPath('guarded')))?.metadata.deletionTimestamp).toBeUndefined();
  expect(await lab.unjoin(['guarded', '--as', 'nobody', '--yes'])).toMatchObject({ code: 7 });
});

test('karmadactl unjoin does not know what we leave, and karmate finishes what it left', async () => {
  await lab.join('halfway', 'two');
  const theirs = ['--kubeconfig', lab.karmada.kubeconfig, 'unjoin', 'halfway'];
  expect(await karmate(theirs, { program: join(lab.programs, 'karmadactl') })).toMatchObject({ code: 0 });
  expect(await lab.member('two').find(`${homePath}/serviceaccounts/karmada-halfway`)).toBeDefined();
  expect(await lab.unjoin(['halfway', '--yes', ...lab.kubeconfigOf('two')])).toMatchObject({ code: 0 });
  expect(await lab.member('two').find(homePath)).toBeUndefined();
});
