import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClusterDescription } from '../../src/index.ts';
import { karmate, type Ran } from '../support/karmate.ts';
import { eventually, Kube } from '../support/kube.ts';
import { deployment, policy, to } from '../support/manifests.ts';
import { type LabProcess, startLab } from '../support/running-lab.ts';

const crd = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'trains.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { plural: 'trains', singular: 'train', kind: 'Train' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
};

describe.each(['v1.18.2', 'v1.10.7'])('describe cluster on Karmada %s', (karmada) => {
  let started: LabProcess;
  let kube: Kube;
  let other: Kube;
  const run = (args: readonly string[], input = ''): Promise<Ran> =>
    karmate(args, { env: { KUBECONFIG: started.lab.karmada.kubeconfig }, input });
  const read = async (name: string): Promise<ClusterDescription> =>
    JSON.parse((await run(['describe', 'cluster', name, '-o', 'json'])).stdout) as ClusterDescription;

  beforeAll(async () => {
    started = await startLab({ members: ['test1', 'test2'], nodes: 2, karmada });
    kube = new Kube(started.lab.karmada.kubeconfig, started.lab.karmada.context);
    const kubeconfig = started.lab.members[0]?.kubeconfig ?? '';
    const member = new Kube(kubeconfig, 'test1');
    other = new Kube(kubeconfig, 'test2');
    expect((await other.ask('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', crd)).status).toBe(201);
    // In the way of what is sent there: nobody of Karmada made it.
    const body = { ...deployment({ name: 'taken' }) };
    expect((await member.ask('POST', '/apis/apps/v1/namespaces/default/deployments', body)).status).toBe(201);
    for (const [name, context] of [
      ['member1', 'test1'],
      ['member2', 'test2'],
    ] as const) {
      const where = ['--cluster-kubeconfig', kubeconfig, '--cluster-context', context, '--cluster-region', 'eu'];
      expect(await run(['join', name, ...where])).toMatchObject({ code: 0 });
    }
    const objects = ['runs', 'taken'].flatMap((name) => [
      deployment({ name }),
      policy(name, ['Deployment'], to('member1')),
    ]);
    const manifests = objects.map((object) => JSON.stringify(object)).join('\n---\n');
    expect(await run(['apply', '-f', '-'], manifests)).toMatchObject({ code: 0 });
  });
  afterAll(() => started?.stop());

  test('tells what is so of a cluster that is well', async () => {
    await eventually(
      'all is as it should be',
      async () => {
        const { works, resources, missingApis } = await read('member1');
        expect(works).toMatchObject({ notApplied: [{ object: 'Deployment default/taken' }] });
        expect(missingApis).toEqual([
          { groupVersion: 'example.com/v1', kind: 'Train', clusters: ['member2'], otherVersions: [] },
        ]);
        return resources.some(({ name, allocated }) => name === 'pods' && allocated !== '0');
      },
      60,
    );
    const description = await read('member1');
    expect(description).toMatchObject({
      kind: 'ClusterDescription',
      name: 'member1',
      mode: 'Push',
      kubernetesVersion: 'v1.35.3',
      region: 'eu',
      nodes: { ready: 2, total: 2 },
      taints: [],
      conditions: [
        { type: 'Ready', status: 'True', reason: 'ClusterReady' },
        ...(karmada === 'v1.10.7' ? [] : [{ type: 'CompleteAPIEnablements' }]),
      ],
      resourceBindings: { count: 2, replicas: 4 },
      clusterResourceBindings: { count: 0 },
      propagationPolicies: [
        { namespace: 'default', name: 'runs' },
        { namespace: 'default', name: 'taken' },
      ],
      clusterPropagationPolicies: [],
      works: { notApplied: [{ message: expect.stringContaining('already exist') }] },
    });
    expect(description.resources.map(({ name }) => name)).toEqual(expect.arrayContaining(['cpu', 'memory', 'pods']));
    expect(description.events).toEqual(
      expect.arrayContaining([expect.objectContaining({ reason: 'CreateExecutionSpaceSucceed' })]),
    );
    expect((await read('member2')).missingApis).toEqual([]);
  });

  test('is a page of 80 columns', async () => {
    const { stdout, code } = await run(['describe', 'clusters', 'member1', '-q']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Name: +member1\n[\s\S]*Ready +True[\s\S]*cpu +\d+[\s\S]*Deployment default\/taken +/);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('says what a Cluster lacks that Karmada does not look at, and who tainted it', async () => {
    const metadata = { name: 'nowhere' };
    const spec = {
      syncMode: 'Push',
      apiEndpoint: 'https://127.0.0.1:1',
      taints: [{ key: 'slow', effect: 'NoSchedule' }],
    };
    const cluster = { apiVersion: 'cluster.karmada.io/v1alpha1', kind: 'Cluster', metadata, spec };
    expect((await kube.ask('POST', '/apis/cluster.karmada.io/v1alpha1/clusters', cluster)).status).toBe(201);
    await eventually('Karmada has tainted it', async () => (await read('nowhere')).taints.length === 2);
    const { conditions, taints, apisKnown } = await read('nowhere');
    expect([conditions[0]?.advice, apisKnown]).toEqual([expect.stringMatching(/no spec\.secretRef/), false]);
    expect(taints).toEqual(
      expect.arrayContaining([
        { taint: 'slow:NoSchedule', setBy: 'by hand' },
        expect.objectContaining({
          taint: 'cluster.karmada.io/not-ready:NoSchedule',
          setBy: expect.stringMatching(/^Karmada/),
        }),
      ]),
    );
  });

  test('says why a cluster is not Ready, and what to do', async () => {
    const ctl = await karmate(['ctl', '--dir', started.lab.dir, 'stop', 'test2-apiserver'], {
      program: `${started.lab.programs}/controlplane`,
    });
    expect(ctl).toMatchObject({ code: 0 });
    await eventually('it is not Ready', async () => (await read('member2')).conditions[0]?.status === 'False', 90);
    const { conditions, taints } = await read('member2');
    expect(conditions[0]).toMatchObject({
      reason: 'ClusterNotReachable',
      advice: expect.stringMatching(/does not answer/),
    });
    expect(taints).toMatchObject([
      { taint: 'cluster.karmada.io/not-ready:NoSchedule', setBy: expect.stringMatching(/^Karmada/) },
    ]);
  });

  test('who may see the cluster and no more is told that, in each place', async () => {
    const rbac = '/apis/rbac.authorization.k8s.io/v1';
    const rules = [{ verbs: ['get'], apiGroups: ['cluster.karmada.io'], resources: ['clusters'] }];
    const name = 'see-clusters';
    const subjects = [{ kind: 'User', name: 'bob', apiGroup: 'rbac.authorization.k8s.io' }];
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name };
    await kube.ask('POST', `${rbac}/clusterroles`, { metadata: { name }, rules });
    await kube.ask('POST', `${rbac}/clusterrolebindings`, { metadata: { name }, subjects, roleRef });
    const ran = await run(['describe', 'cluster', 'member1', '--as', 'bob', '-o', 'json']);
    expect(ran.code).toBe(0);
    const unknown = { unknown: { code: 'forbidden' } };
    expect(JSON.parse(ran.stdout)).toMatchObject({
      name: 'member1',
      missingApis: unknown,
      resourceBindings: unknown,
      works: unknown,
      propagationPolicies: unknown,
      events: unknown,
    });
  });

  test('a name that is not there, with what may have been meant', async () => {
    const ran = await run(['describe', 'cluster', 'membre1']);
    expect(ran).toMatchObject({
      code: 5,
      stdout: '',
      stderr: expect.stringMatching(/"membre1".*Did you mean "member1"/s),
    });
  });
});
