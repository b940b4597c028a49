import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { karmate, type Ran, root } from '../support/karmate.ts';
import { eventually, Kube } from '../support/kube.ts';
import { configMap, deployment, policy, to, weighted } from '../support/manifests.ts';
import { createCluster, ours, tolerant } from '../support/preview-clusters.ts';
import { clustersPath, mustSucceed } from '../support/proof/control-plane.ts';
import { type LabProcess, startLab } from '../support/running-lab.ts';

let lab: LabProcess['lab'];
let control: Kube;
let stop: () => Promise<unknown>;
const dir = mkdtempSync(join(tmpdir(), 'preview-'));
const run = (args: readonly string[], input = ''): Promise<Ran> =>
  karmate(['preview', ...args], { env: { KUBECONFIG: lab.karmada.kubeconfig }, input });
const text = (...objects: readonly object[]): string => objects.map((object) => JSON.stringify(object)).join('\n');

beforeAll(async () => {
  const started = await startLab({ members: ['unused'], nodes: 1 });
  ({ lab } = started);
  stop = () => started.stop();
  control = new Kube(lab.karmada.kubeconfig, lab.karmada.context);
  await createCluster(control, 'preview-eu', 'eu');
  await createCluster(control, 'preview-us', 'us');
});
afterAll(async () => {
  await stop?.();
  rmSync(dir, { recursive: true, force: true });
});

describe('one command tells', () => {
  test('why nothing is scheduled: a taint, and a name that is misspelt', async () => {
    const web = deployment({ name: 'preview-taint' });
    const tainted = await run(
      ['-f', '-'],
      text(web, policy('preview-taint', ['Deployment'], to('preview-eu', 'preview-sa'))),
    );
    expect(tainted.code).toBe(1);
    expect(tainted.stdout).toMatch(
      /^preview-eu +- +- +the policy does not tolerate its taints? preview\.example\.com\/maintenance/m,
    );
    expect(tainted.stdout).toMatch(/warning: stdin:2: there is no cluster preview-sa \[unknown-cluster\]/);
    expect(tainted.stdout).toMatch(/error: stdin:1: deployment\/preview-taint: no cluster fits \[no-cluster-fits\]/);
    const misspelt = await run(
      ['-f', '-', '-o', 'json'],
      text(web, policy('preview-taint', ['Deployment'], { ...to('preview-ue'), ...tolerant })),
    );
    expect([misspelt.code, JSON.parse(misspelt.stdout).findings.map(({ code }: { code: string }) => code)]).toEqual([
      1,
      ['unknown-cluster', 'no-cluster-fits'],
    ]);
  });

  test('why everything lands in one cluster: there is room for all, or weights name no other', async () => {
    const web = deployment({ name: 'preview-one', replicas: 6 });
    const aggregated = {
      replicaScheduling: { replicaSchedulingType: 'Divided', replicaDivisionPreference: 'Aggregated' },
    };
    const packed = await run(
      ['-f', '-'],
      text(web, policy('preview-one', ['Deployment'], { clusterAffinity: ours, ...tolerant, ...aggregated })),
    );
    expect(packed.code).toBe(0);
    expect(packed.stdout).toMatch(
      /^preview-eu +- +6 +as few clusters as hold them, all \(6\): 20 of 20, bounded by pods$/m,
    );
    expect(packed.stdout).toMatch(/^preview-us +- +- /m);
    const placement = { ...weighted(['preview-us', 1]), clusterAffinity: ours, ...tolerant };
    const weighed = await run(['-f', '-'], text(web, policy('preview-one', ['Deployment'], placement)));
    expect(weighed.stdout).toMatch(/^preview-eu +- +- +no rule gives it a weight$/m);
    expect(weighed.stdout).toMatch(/^preview-us +- +6 +weight 1 of 1$/m);
  });

  test('that a changed region takes a workload away everywhere, before it does', async () => {
    const name = 'preview-moves';
    const inEurope = { fieldSelector: { matchExpressions: [{ key: 'region', operator: 'In', values: ['eu'] }] } };
    const placement = { clusterAffinity: { ...ours, ...inEurope }, ...tolerant };
    const path = join(dir, 'app.json');
    writeFileSync(path, text(deployment({ name }), policy(name, ['Deployment'], placement)));
    const applied = await karmate(['apply', '-f', path], { env: { KUBECONFIG: lab.karmada.kubeconfig } });
    expect(applied).toMatchObject({ code: 0 });
    const clusters = async (): Promise<unknown> =>
      (await control.find(`/apis/work.karmada.io/v1alpha2/namespaces/default/resourcebindings/${name}-deployment`))
        ?.spec;
    await eventually('it is scheduled', async () =>
      JSON.stringify(await clusters()).includes('"clusters":[{"name":"preview-eu","replicas":2}]'),
    );

    const told = await run(['--if', 'cluster/preview-eu.region=us']);
    expect(told.code).toBe(1);
    expect(told.stdout).toMatch(/^preview-eu +2 +- +region is "us", asked for is one of: eu$/m);
    expect(told.stdout).toContain(
      `deployment/${name}: no cluster fits: it would be removed from preview-eu [no-cluster-fits]`,
    );
    const byPolicy = await run(
      ['-f', '-', '-o', 'json'],
      text(policy(name, ['Deployment'], { clusterAffinity: { labelSelector: { matchLabels: { for: 'nobody' } } } })),
    );
    expect(byPolicy.code).toBe(1);
    expect(JSON.parse(byPolicy.stdout)).toMatchObject({
      workloads: [{ taken: 'claimed', placement: { outcome: 'no fit' } }],
      findings: [{ code: 'no-cluster-fits', severity: 'error' }],
    });
    expect(await clusters()).toMatchObject({ clusters: [{ name: 'preview-eu' }] });

    await eventually('the region is another one', async () => {
      const cluster = await control.find(`${clustersPath}/preview-eu`);
      const spec = { ...(cluster?.spec as object), region: 'us' };
      return (await control.ask('PUT', `${clustersPath}/preview-eu`, { ...cluster, spec })).status === 200;
    });
    await eventually('it is gone, as was told', async () => !('clusters' in ((await clusters()) as object)));
  });
});

describe('preview ends', () => {
  const manifest = text(deployment({ name: 'preview-errors' }));

  test.each<[string, readonly string[], number, RegExp]>([
    ['where there is nothing to preview', [], 2, /What to preview is not said/],
    [
      'with a TYPE that nobody serves',
      ['deploymet/x'],
      5,
      /no kind of resource "deploymet".*Did you mean "deployment"/s,
    ],
    ['with a workload that is not there', ['deploy/preview-nope'], 5, /preview-nope/],
    ['without a name', ['deployment'], 2, /is no TYPE\/NAME/],
    ['with a change that is none', ['--if', 'cluster/preview-us'], 2, /that is no change/],
    ['with a cluster that is not there', ['--if', 'cluster/preview-su=lost'], 5, /Did you mean .*"preview-us"/],
    ['with a file that is not there', ['-f', '/nowhere/app.yaml'], 5, /no file or folder \/nowhere\/app\.yaml/],
    [
      'with a snapshot that is not there',
      ['-f', '-', '--from', '/nowhere/fleet.json'],
      3,
      /no file \/nowhere\/fleet\.json.*karmate snapshot --out/s,
    ],
    ['with a snapshot that is none', ['-f', '-', '--from', join(root, 'package.json')], 3, /is no snapshot of karmate/],
    ['with a kubeconfig that is not there', ['-f', '-', '--kubeconfig', '/nowhere/config'], 3, /\/nowhere\/config/],
    [
      'with a server that nobody runs',
      ['-f', '-', '--kubeconfig', join(root, 'test/support/nobody.config')],
      4,
      /127\.0\.0\.1:1/,
    ],
    ['where one may not even read clusters', ['-f', '-', '--as', 'nobody'], 7, /clusters/],
  ])('%s', async (_, args, code, words) => {
    const ran = await run(args, manifest);
    expect([ran.code, ran.stdout]).toEqual([code, '']);
    expect(ran.stderr).toMatch(words);
  });

  test('with what is broken, beside what is good', async () => {
    const ran = await run(['-f', '-', '-o', 'json'], `${manifest}\n---\nkind: [\n`);
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      workloads: [{ workload: { name: 'preview-errors' } }],
      failures: [{ code: 'usage', message: expect.stringMatching(/^stdin:\d+: this is not valid YAML/) }],
    });
  });

  test('with what the server refuses', async () => {
    const unfit = policy('preview-refused', ['Deployment'], {
      clusterAffinity: {},
      clusterAffinities: [{ affinityName: 'a' }],
    });
    const ran = await run(['-f', '-'], text(unfit));
    expect([ran.code, ran.stdout]).toEqual([7, '']);
    expect(ran.stderr).toMatch(/stdin:1: PropagationPolicy preview-refused: admission webhook .* denied the request/);
  });
});

test('the gate PropagateDeps is off, as the Helm chart has it: what a scheduled binding has not noted tells it', async () => {
  const name = 'preview-gate';
  const needs = { envFrom: [{ configMapRef: { name } }] };
  const placement = { clusterAffinity: ours, ...tolerant };
  const both = (to: string) =>
    text(
      deployment({ name: to, more: needs }),
      policy(to, ['Deployment'], placement, { propagateDeps: true }),
      configMap(name, { key: 'value' }),
    );
  const before = await run(['-f', '-'], both(name));
  expect(before).toMatchObject({ code: 0, stdout: expect.stringContaining('its gate PropagateDeps is on by default') });
  const applied = await karmate(['apply', '-f', '-'], {
    env: { KUBECONFIG: lab.karmada.kubeconfig },
    input: both(name),
  });
  expect(applied).toMatchObject({ code: 0 });
  const binding = `/apis/work.karmada.io/v1alpha2/namespaces/default/resourcebindings/${name}-deployment`;
  await eventually('it is scheduled', async () => {
    const spec = (await control.find(binding))?.spec as { clusters?: readonly object[] } | undefined;
    return spec?.clusters?.length === 2;
  });
  const other = await run(['-f', '-', '--fail-on', 'warning'], both(`${name}-2`));
  expect(other.code).toBe(1);
  expect(other.stdout).toContain(`configmap/${name} in default\n  no policy matches`);
  expect(other.stdout).toMatch(
    /warning: stdin:1: deployment\/preview-gate-2: .*configmap\/preview-gate does not go along \[gate-off\]/,
  );
  const on = await run(['-f', '-', '--feature-gates', 'PropagateDeps=true'], both(`${name}-2`));
  expect(on).toMatchObject({ code: 0, stdout: expect.stringContaining('takes it along (propagateDeps)') });
});

test('kinds that somebody may not read are named, and nothing is guessed of them', async () => {
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  const name = 'preview-reader';
  const rules = [
    { apiGroups: ['cluster.karmada.io'], resources: ['clusters'], verbs: ['list'] },
    { apiGroups: ['policy.karmada.io'], resources: ['propagationpolicies'], verbs: ['list'] },
    { apiGroups: ['work.karmada.io'], resources: ['resourcebindings'], verbs: ['get', 'list'] },
    { apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: ['get', 'list'] },
  ];
  await mustSucceed(control, 'POST', `${rbac}/clusterroles`, { metadata: { name }, rules });
  await mustSucceed(control, 'POST', `${rbac}/clusterrolebindings`, {
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name }],
  });
  const both = text(deployment({ name }), policy(name, ['Deployment'], { clusterAffinity: ours, ...tolerant }));
  const ran = await run(['-f', '-', '--as', name, '-o', 'json'], both);
  expect(ran).toMatchObject({ code: 0 });
  const { workloads, unknown } = JSON.parse(ran.stdout);
  expect(workloads).toMatchObject([{ workload: { name }, policy: { name }, placement: { outcome: 'scheduled' } }]);
  const unread = [
    ...['ClusterOverridePolicy', 'ClusterPropagationPolicy', 'ClusterResourceBinding', 'FederatedResourceQuota'],
    ...['OverridePolicy', 'ResourceInterpreterCustomization', 'ResourceInterpreterWebhookConfiguration'],
  ];
  expect(unknown).toEqual([
    ...unread.map((kind) => `you may not read any ${kind}: what they say is not in this`),
    `what PropagationPolicy ${name} selects: you may not list any Deployment`,
    expect.stringMatching(/^stdin:1 is taken as written, .*cannot patch resource "deployments"/),
    expect.stringMatching(/^stdin:2 is taken as written, .*cannot patch resource "propagationpolicies"/),
  ]);
});
