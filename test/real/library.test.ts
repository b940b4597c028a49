import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { apply, type Client, connect, get, KnownError, type PropagationPolicy, version } from '../../src/index.ts';
import { karmate, root } from '../support/karmate.ts';
import { eventually } from '../support/kube.ts';
import { type LabProcess, startLab } from '../support/running-lab.ts';

/** karmate as a program uses it, on a real Karmada. */
const { karmada: here, members } = inject('lab');
const open = (more: object = {}): Client => connect({ kubeconfig: here.kubeconfig, context: here.context, ...more });
const name = 'library-test';
const selector = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'no-such' };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'library-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the typed client', () => {
  const policies = open().propagationPolicies('default');
  const spec: PropagationPolicy['spec'] = { resourceSelectors: [selector], placement: {} };

  test('creates, reads, lists, changes and deletes a policy', async () => {
    const created = await policies.create({ metadata: { name, labels: { test: name } }, spec });
    expect(created).toMatchObject({ kind: 'PropagationPolicy', spec: { conflictResolution: 'Abort' } });
    await expect(policies.create({ metadata: { name }, spec })).rejects.toMatchObject({ code: 'conflict' });

    const merged = await policies.merge(name, { spec: { priority: 5 } });
    expect(merged.spec.priority).toBe(5);
    const { uid = '' } = created.metadata;
    const everywhere = await open()
      .propagationPolicies()
      .list({ labelSelector: `test=${name}` });
    expect(everywhere.items.map(({ metadata, kind }) => [metadata.uid, kind])).toEqual([[uid, 'PropagationPolicy']]);

    await expect(policies.delete(name, { preconditions: { uid: 'another' } })).rejects.toMatchObject({
      code: 'conflict',
    });
    await policies.delete(name, { preconditions: { uid }, propagationPolicy: 'Foreground' });
    await eventually('it is gone', async () => (await policies.find(name)) === undefined);
    await expect(policies.get(name)).rejects.toBeInstanceOf(KnownError);
    await expect(policies.delete(name)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('applies an object and a text, and names the manager that owns a field', async () => {
    const applied = `${name}-applied`;
    await policies.create({ metadata: { name: applied }, spec: { ...spec, priority: 1 } });
    const text = `kind: PropagationPolicy\napiVersion: policy.karmada.io/v1alpha1\nmetadata: {name: ${applied}}\nspec:\n  priority: 0o12\n`;
    const wanted = { metadata: { name: applied }, spec: { priority: 3 } };
    await expect(policies.apply(wanted)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('.spec.priority'),
    });
    expect((await policies.apply(wanted, { force: true })).spec.priority).toBe(3);
    expect((await policies.apply(text, { force: true })).spec.priority).toBe(10);
    await policies.delete(applied);
  });

  test('refuses what the server refuses, with its words', async () => {
    const wrong = { ...spec, conflictResolution: 'Halve' } as unknown as PropagationPolicy['spec'];
    await expect(policies.create({ metadata: { name }, spec: wrong })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('conflictResolution'),
    });
  });

  test('writes a status beside the rest', async () => {
    const rebalancers = open().workloadRebalancers;
    await rebalancers.create({ metadata: { name }, spec: { workloads: [{ ...selector, namespace: 'default' }] } });
    const written = await rebalancers.mergeStatus(name, { finishTime: '2026-01-01T00:00:00Z' });
    expect(written.status?.finishTime).toBe('2026-01-01T00:00:00Z');
    await rebalancers.delete(name);
  });
});

describe('operations', () => {
  test('give their results as data', async () => {
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: default\n`;
    const { objects } = await open().run(apply, { filename: text });
    expect(objects).toMatchObject([{ object: `configmap/${name}`, result: 'created' }]);
    const { client, server, karmada } = await open().run(version, {});
    expect([client.node, server?.context, karmada?.min]).toEqual([process.version, here.context, '1.18']);
    const found = await open().run(get, { type: 'clusters' });
    expect(found).toMatchObject({ apiVersion: 'v1', kind: 'List', items: expect.any(Array) });
    await expect(open().run(get, { type: 'clusters', names: [name] })).rejects.toMatchObject({ code: 'not-found' });
    await open().delete({ group: '', version: 'v1', resource: 'configmaps', namespace: 'default', name });
  });

  test('end with the signal of their own', async () => {
    const running = open().run(get, { type: 'clusters' }, { signal: AbortSignal.abort() });
    await expect(running).rejects.toMatchObject({ code: 'interrupted' });
  });
});

describe('the release', () => {
  test('is told from the schemas of v1.18.2', async () => {
    const release = await open().release();
    expect(release).toMatchObject({ min: '1.18', source: 'schema' });
    expect(release?.grounds.filter(({ isThere }) => !isThere)).toEqual([]);
    expect(release?.grounds).toHaveLength(10);
  });

  test('is what is said, where something is', async () => {
    expect(await open({ karmadaVersion: '1.12' }).release()).toMatchObject({ min: '1.12', max: '1.12' });
    await expect(open({ karmadaVersion: 'new' }).clusters.list()).rejects.toMatchObject({ code: 'usage' });
  });

  test('is none on a plain Kubernetes, and "version" says so', async () => {
    const plain = ['--kubeconfig', members[0]?.kubeconfig ?? '', '--karmada-context', members[0]?.context ?? ''];
    expect(await karmate(['version', ...plain])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('none here'),
    });
  });

  describe('of an older Karmada', () => {
    let old: LabProcess;
    beforeAll(async () => {
      old = await startLab({ members: ['one'], nodes: 0, karmada: 'v1.10.7' });
    });
    afterAll(() => old?.stop());

    test('is told from the schemas of v1.10.7', async () => {
      const { kubeconfig, context } = old.lab.karmada;
      // A server that has just started publishes its schemas one after the other.
      await eventually('all schemas are published', async () => {
        const release = await connect({ kubeconfig, context }).release();
        return release?.min === '1.10' && release.max === '1.10';
      });
      const shown = await karmate(['version', '--kubeconfig', kubeconfig, '-o', 'json']);
      expect(JSON.parse(shown.stdout)).toMatchObject({ karmada: { min: '1.10', max: '1.10' } });
    });
  });
});

test('examples/list-clusters.ts lists the clusters through both clients', async () => {
  // Other tests join and unjoin theirs meanwhile: this one is there from before until after.
  const own = 'library-example';
  const { clusters } = open();
  await clusters.create({ metadata: { name: own }, spec: { syncMode: 'Pull' } });
  onTestFinished(() => clusters.delete(own));
  await mkdir(join(folder, 'node_modules'));
  await symlink(root, join(folder, 'node_modules', 'karmate'));
  const source = await readFile(join(root, 'examples/list-clusters.ts'), 'utf8');
  const { code } = await transform(source, { loader: 'ts', format: 'esm' });
  await writeFile(join(folder, 'list-clusters.mjs'), code);
  const {
    stdout,
    stderr,
    code: exit,
  } = await karmate([join(folder, 'list-clusters.mjs')], {
    program: process.execPath,
    env: { KUBECONFIG: here.kubeconfig },
  });
  expect([exit, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(new RegExp(`^dynamic ${own}$`, 'm'));
  expect(stdout).toMatch(new RegExp(`^typed ${own} Pull - Ready=`, 'm'));
});
