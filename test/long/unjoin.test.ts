import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { difference, everythingIn } from '../support/everything.ts';
import { karmate } from '../support/karmate.ts';
import { eventually } from '../support/kube.ts';
import { startUnjoinLab, type UnjoinLab } from '../support/unjoin-lab.ts';

interface Stores {
  readonly control: readonly string[];
  readonly member: readonly string[];
}

/** What one join makes and one unjoin takes back again, on a lab of its own. */
describe.each(['v1.18.2', 'v1.10.7'])('unjoin on Karmada %s', (karmada) => {
  let lab: UnjoinLab;
  beforeAll(async () => {
    lab = await startUnjoinLab(karmada);
  });
  afterAll(() => lab?.stop());

  /** As often as a control plane needs to come to rest. */
  const asBefore = async (before: Stores): Promise<void> => {
    await eventually('the control plane is as it was', async () => {
      expect(difference(before.control, await everythingIn(lab.control))).toBe('');
      return true;
    });
    await eventually('the member is as it was', async () => {
      expect(difference(before.member, await everythingIn(lab.member('one')))).toBe('');
      return true;
    });
  };
  const stores = async (): Promise<Stores> => ({
    control: await everythingIn(lab.control),
    member: await everythingIn(lab.member('one')),
  });

  test('with the kubeconfig of the member leaves both as they were before the join', async () => {
    const before = await stores();
    await lab.join('with', 'one');
    const ran = await lab.unjoin(['with', '--yes', ...lab.kubeconfigOf('one'), '-o', 'json']);
    expect(ran).toMatchObject({ code: 0 });
    expect(JSON.parse(ran.stdout)).toMatchObject({
      apiVersion: 'karmate.dev/v1',
      kind: 'UnjoinResult',
      clusters: [{ cluster: 'with', result: 'unjoined', leftInMember: [], kept: [] }],
      failures: [],
    });
    await asBefore(before);
  });

  test('what karmadactl joined goes in the same way', async () => {
    const before = await stores();
    const theirs = ['--kubeconfig', lab.karmada.kubeconfig, 'join', 'theirs', ...lab.kubeconfigOf('one')];
    expect(await karmate(theirs, { program: join(lab.programs, 'karmadactl') })).toMatchObject({ code: 0 });
    expect(await lab.unjoin(['theirs', '--yes', ...lab.kubeconfigOf('one')])).toMatchObject({
      code: 0,
      stdout: 'cluster theirs unjoined\n',
    });
    await asBefore(before);
  });

  test('without a kubeconfig lists what stays in the member; run again with one, it removes that', async () => {
    const before = await stores();
    await lab.join('without', 'one');
    const ran = await lab.unjoin(['without', '--yes', '-o', 'json']);
    expect(ran).toMatchObject({ code: 0 });
    const [{ leftInMember }] = (
      JSON.parse(ran.stdout) as { clusters: [{ leftInMember: { object: string; command: string }[] }] }
    ).clusters;
    expect(leftInMember).toContainEqual({
      object: 'secret/karmada-without',
      namespace: 'karmada-cluster',
      command: 'kubectl delete secret karmada-without -n karmada-cluster',
    });
    expect(await everythingIn(lab.control)).toEqual(before.control);
    expect(await lab.member('one').find('/api/v1/namespaces/karmada-cluster/secrets/karmada-without')).toBeDefined();
    const again = await lab.unjoin(['without', '--yes', ...lab.kubeconfigOf('one')]);
    expect(again).toMatchObject({ code: 0, stdout: 'cluster without unjoined\n' });
    await asBefore(before);
    expect(await lab.unjoin(['without', '--yes', ...lab.kubeconfigOf('one')])).toMatchObject({ code: 5 });
  });

  test('deletes from the member what Karmada keeps there, and says so before', async () => {
    await lab.join('busy', 'one');
    await lab.join('other', 'two');
    await lab.propagate('busy', ['busy', 'other']);
    const plan = await lab.unjoin(['busy', '--dry-run']);
    expect(plan).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /Deleted from busy: .*Deployment \(default\/busy\).*\n.*Lose busy and keep other targets: .*default\/busy-deployment/,
      ),
    });
    const server = await lab.unjoin(['busy', '--dry-run=server', ...lab.kubeconfigOf('one'), '-o', 'json']);
    expect(JSON.parse(server.stdout)).toMatchObject({
      dryRun: 'server',
      clusters: [{ result: 'planned' }],
      failures: [],
    });
    expect(await lab.unjoin(['busy'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
    expect(
      (await lab.control.find('/apis/cluster.karmada.io/v1alpha1/clusters/busy'))?.metadata.deletionTimestamp,
    ).toBeUndefined();
    expect(await lab.unjoin(['busy', 'other', 'never', '--yes', '--dry-run'])).toMatchObject({ code: 5 });

    expect(await lab.unjoin(['busy', '--yes', ...lab.kubeconfigOf('one')])).toMatchObject({ code: 0 });
    expect(await lab.member('one').find('/apis/apps/v1/namespaces/default/deployments/busy')).toBeUndefined();
    expect(await lab.member('two').find('/apis/apps/v1/namespaces/default/deployments/busy')).toBeDefined();
    expect(await lab.unjoin(['other', '--yes', ...lab.kubeconfigOf('two')])).toMatchObject({ code: 0 });
  });

  test('refuses a kubeconfig that leads to another cluster, naming both', async () => {
    await lab.join('right', 'one');
    const id = async (member: string) =>
      (await lab.member(member).find('/api/v1/namespaces/kube-system'))?.metadata.uid ?? '';
    const ran = await lab.unjoin(['right', '--yes', ...lab.kubeconfigOf('two')]);
    expect(ran.code).toBe(6);
    expect(ran.stderr).toContain(await id('one'));
    expect(ran.stderr).toContain(await id('two'));
    expect(await lab.control.find('/apis/cluster.karmada.io/v1alpha1/clusters/right')).toBeDefined();
    expect(await lab.unjoin(['right', '--yes', ...lab.kubeconfigOf('one')])).toMatchObject({ code: 0 });
  });

  test('two at once both end well', async () => {
    const before = await stores();
    await lab.join('twice', 'one');
    const both = await Promise.all([1, 2].map(() => lab.unjoin(['twice', '--yes', ...lab.kubeconfigOf('one')])));
    expect(both).toMatchObject([{ code: 0 }, { code: 0 }]);
    await asBefore(before);
  });

  test.each([
    ['SIGINT', 'clusters/broken'],
    ['SIGKILL', 'clusters/broken'],
    ['SIGKILL', 'secrets/broken'],
    ['SIGKILL', 'serviceaccounts/karmada-broken'],
  ] as const)('broken off with %s once it has deleted %s, it is finished by the next run', async (signal, what) => {
    const before = await stores();
    await lab.join('broken', 'one');
    const args = ['broken', '--yes', ...lab.kubeconfigOf('one')];
    const hit = { once: false };
    const ran = await lab.unjoin([...args, '-v', '6'], {
      onStderr: (text, child) => {
        if (!hit.once && text.split('\n').some((line) => line.includes('DELETE') && line.includes(what))) {
          hit.once = true;
          child.kill(signal);
        }
      },
    });
    expect(hit.once).toBe(true);
    if (signal === 'SIGINT') {
      expect(ran).toMatchObject({ code: 130, stderr: expect.stringMatching(/Interrupted while unjoining broken\. /) });
    }
    expect(await lab.unjoin(args)).toMatchObject({ code: 0, stdout: 'cluster broken unjoined\n' });
    await asBefore(before);
  });

  test('keeps workloads only where Karmada can, and else refuses before anything is changed', async () => {
    if (karmada !== 'v1.10.7') return;
    await lab.join('old', 'one');
    expect(await lab.unjoin(['old', '--keep-workloads', '--yes'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Karmada v1\.10: it cannot keep workloads/),
    });
    expect(
      (await lab.control.find('/apis/cluster.karmada.io/v1alpha1/clusters/old'))?.metadata.deletionTimestamp,
    ).toBeUndefined();
    expect(await lab.unjoin(['old', '--keep-workloads', '--dry-run'])).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('would fail'),
    });
    expect(await lab.unjoin(['old', '--yes', ...lab.kubeconfigOf('one')])).toMatchObject({ code: 0 });
  });

  test('finishes what somebody else has begun', async () => {
    const before = await stores();
    await lab.join('begun', 'one');
    // Asked again where an answer is late: that it goes is all that matters.
    const path = '/apis/cluster.karmada.io/v1alpha1/clusters/begun';
    await eventually('the Cluster is on its way out', async () =>
      [200, 404].includes((await lab.control.ask('DELETE', path)).status),
    );
    await lab.member('one').ask('DELETE', '/api/v1/namespaces/karmada-cluster/serviceaccounts/karmada-begun');
    expect(await lab.unjoin(['begun', '--yes', ...lab.kubeconfigOf('one')])).toMatchObject({ code: 0 });
    await asBefore(before);
  });
});
