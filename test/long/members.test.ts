import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabState } from '../../src/core/lab.ts';
import { karmate, type Ran } from '../support/karmate.ts';
import { eventually, Kube, type KubeObject } from '../support/kube.ts';
import { type LabProcess, startLab } from '../support/running-lab.ts';

/** What tests break and change in a lab that runs, through the program's own `ctl`. */
let started: LabProcess;
const ctl = (...args: string[]): Promise<Ran> =>
  karmate(['ctl', '--dir', started.lab.dir, ...args], { program: join(started.lab.programs, 'controlplane') });
const status = async (): Promise<LabState> => JSON.parse((await ctl('status')).stdout) as LabState;
const nodes = (context: string): Promise<readonly KubeObject[]> =>
  new Kube(started.lab.members[0]?.kubeconfig ?? '', context).list('/api/v1/nodes');

function isReady(node: KubeObject): boolean {
  const { conditions } = node.status as { readonly conditions: readonly { type: string; status: string }[] };
  return conditions.some(({ type, status: value }) => type === 'Ready' && value === 'True');
}

beforeAll(async () => {
  const more = ['--feature-gates', 'karmada-controller-manager=PropagateDeps=true,FederatedQuotaEnforcement=true'];
  started = await startLab({ members: ['one'], nodes: 1, more });
});
afterAll(() => started?.stop());

describe.sequential('a lab that runs', () => {
  test('takes a new member, Ready with its nodes, in the same kubeconfig', async () => {
    expect(await ctl('add-member', 'two', '--nodes', '2')).toMatchObject({ code: 0 });
    expect((await status()).members.map(({ name }) => name)).toEqual(['one', 'two']);
    expect((await nodes('two')).filter(isReady)).toHaveLength(2);
    expect(await ctl('add-member', 'two')).toMatchObject({ code: 6, stderr: expect.stringContaining('already') });
    expect(await ctl('add-member', 'karmada-x')).toMatchObject({ code: 2 });
  });

  test('gives a member the nodes that are asked for', async () => {
    const wish = [
      '--count',
      '3',
      '--cpu',
      '4',
      '--memory',
      '8Gi',
      '--labels',
      'disk=ssd',
      '--region',
      'eu',
      '--zone',
      'eu-1',
    ];
    expect(await ctl('set-nodes', 'two', ...wish)).toMatchObject({ code: 0 });
    const found = await nodes('two');
    expect(found.filter(isReady)).toHaveLength(3);
    for (const { metadata, status: node } of found) {
      expect(metadata.labels).toMatchObject({ disk: 'ssd', 'topology.kubernetes.io/region': 'eu' });
      expect(node).toMatchObject({ allocatable: { cpu: '4', memory: '8Gi', pods: '110' } });
    }
    expect(await ctl('set-nodes', 'two', '--count', '1')).toMatchObject({ code: 0 });
    expect(await nodes('two')).toHaveLength(1);
  });

  test('refuses nodes that cannot be, and keeps those there are', async () => {
    const bad = await ctl('set-nodes', 'two', '--count', '2', '--region', 'eu west');
    expect(bad).toMatchObject({ code: 2, stderr: expect.stringContaining('"eu west"') });
    expect(await ctl('set-nodes', 'nobody', '--count', '2')).toMatchObject({ code: 5 });
    expect(await nodes('two')).toHaveLength(1);
  });

  test('says that a component is in another state than an action needs', async () => {
    expect(await ctl('resume', 'one-kwok')).toMatchObject({ code: 6, stderr: expect.stringContaining('running') });
    expect(await ctl('stop', 'no-such')).toMatchObject({ code: 5 });
  });

  test('forgets a member that is removed, with all it stored', async () => {
    expect(await ctl('remove-member', 'two')).toMatchObject({ code: 0 });
    const now = await status();
    expect(now.members.map(({ name }) => name)).toEqual(['one']);
    expect(now.components.filter(({ name }) => name.startsWith('two-'))).toEqual([]);
    expect(await ctl('add-member', 'two', '--nodes', '0')).toMatchObject({ code: 0 });
    expect(await nodes('two')).toEqual([]);
  });

  test('runs pods at once after its kwok was restarted', async () => {
    expect(await ctl('restart', 'one-kwok')).toMatchObject({ code: 0 });
    const member = new Kube(started.lab.members[0]?.kubeconfig ?? '', 'one');
    const pods = '/api/v1/namespaces/default/pods';
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'quick' },
      spec: { containers: [{ name: 'c', image: 'c' }] },
    };
    expect((await member.ask('POST', pods, pod)).status).toBe(201);
    await eventually(
      'the pod runs',
      async () => ((await member.find(`${pods}/quick`))?.status as { phase: string } | undefined)?.phase === 'Running',
      15,
    );
  });

  test('refuses settings of a component that it has not', async () => {
    const program = join(started.lab.programs, 'controlplane');
    const ran = await karmate(['up', '--dir', join(started.lab.dir, 'x'), '--args', 'nonsense=--v=2'], { program });
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('"nonsense"') });
  });
});

test('a kwok that dies again and again is named with its last words', async () => {
  const failing = startLab({ members: ['one'], nodes: 1, more: ['--args', 'one-kwok=--no-such-flag=1'] });
  await expect(failing).rejects.toThrow(/one-kwok died \d+ times in a row[\s\S]*no-such-flag/);
});

test('two labs that start at the same time have ports of their own', async () => {
  const labs = await Promise.all([startLab({ members: ['a'], nodes: 0 }), startLab({ members: ['a'], nodes: 0 })]);
  const ports = labs.flatMap(({ lab }) => [lab.karmada.server, ...lab.members.map(({ server }) => server)]);
  await Promise.all(labs.map(({ stop }) => stop()));
  expect(new Set(ports).size).toBe(4);
});
