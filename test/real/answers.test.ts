import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { connect } from '../../src/client/library.ts';
import { core } from '../../src/core/object.ts';
import { karmate, type Ran } from '../support/karmate.ts';
import { Kube } from '../support/kube.ts';

/** What real servers answer when they say no, warn, or have much to say. */
const { karmada } = inject('lab');
const control = new Kube(karmada.kubeconfig, 'karmada-apiserver');
const namespace = `answers-${Date.now()}`;
let folder: string;
const run = (args: readonly string[], kubeconfig = karmada.kubeconfig, input = ''): Promise<Ran> =>
  karmate(args, { env: { KUBECONFIG: kubeconfig }, input });

/** The lab's kubeconfig, with a token instead of its certificate. */
async function withToken(token: string): Promise<string> {
  const config = parse(await readFile(karmada.kubeconfig, 'utf8')) as { users: { name: string; user: object }[] };
  const path = join(folder, `${token.length}.config`);
  await writeFile(path, stringify({ ...config, users: config.users.map(({ name }) => ({ name, user: { token } })) }));
  return path;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'answers-'));
  await control.ask('POST', '/api/v1/namespaces', { metadata: { name: namespace } });
});
afterAll(async () => {
  await control.ask('DELETE', `/api/v1/namespaces/${namespace}`);
  await rm(folder, { recursive: true, force: true });
});

describe('a user', () => {
  test('with no right is told which verb and resource, and how to check; the token is nowhere', async () => {
    const accounts = `/api/v1/namespaces/${namespace}/serviceaccounts`;
    await control.ask('POST', accounts, { metadata: { name: 'nobody' } });
    const { body } = await control.ask('POST', `${accounts}/nobody/token`, { spec: { expirationSeconds: 600 } });
    const { token } = (body as { readonly status: { readonly token: string } }).status;
    const ran = await run(['get', 'clusters', '-v', '9'], await withToken(token));
    expect(ran).toMatchObject({ code: 7, stdout: '' });
    expect(ran.stderr).toMatch(/error: .*cannot list resource "clusters" in API group "cluster\.karmada\.io"/);
    expect(ran.stderr).toContain('kubectl auth can-i list clusters.cluster.karmada.io');
    expect(ran.stderr).toContain('> authorization: <hidden>');
    expect(ran.stdout + ran.stderr).not.toContain(token.slice(0, 20));
  });

  test('that is not known is told so, with the context', async () => {
    const ran = await run(['get', 'clusters'], await withToken('nonsense'));
    expect(ran).toMatchObject({ code: 7, stdout: '' });
    expect(ran.stderr).toMatch(/^error: Unauthorized: .* credentials of the context "karmada-apiserver"\.\nhint:/);
    expect(ran.stderr).not.toContain('nonsense');
  });
});

const deployment = (name: string, replicas: number, label = 'b') =>
  JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas,
      selector: { matchLabels: { a: 'b' } },
      template: {
        metadata: { labels: { a: label } },
        spec: { nodeSelector: { 'beta.kubernetes.io/arch': 'x' }, containers: [{ name: 'c', image: 'c' }] },
      },
    },
  });

describe('a manifest', () => {
  test('that the server warns of is applied, and each warning said once', async () => {
    const both = `${deployment('one', 0)}\n---\n${deployment('two', 0)}\n`;
    const ran = await run(['apply', '-f', '-', '-q', '-o', 'json'], undefined, both);
    expect(ran).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^warning: .*beta\.kubernetes\.io\/arch.*\n$/),
    });
    expect(JSON.parse(ran.stdout).objects).toHaveLength(2);
  });

  test('with several wrong fields is told of each, as data too', async () => {
    const ran = await run(['apply', '-f', '-', '-q', '-o', 'json'], undefined, deployment('wrong', -1, 'other'));
    const { error } = JSON.parse(ran.stderr) as { error: { causes: readonly { field: string }[] } };
    expect([ran.code, error]).toMatchObject([2, { code: 'invalid', exit: 2, reason: 'Invalid' }]);
    expect(error.causes.map(({ field }) => field).toSorted()).toEqual([
      'spec.replicas',
      'spec.template.metadata.labels',
    ]);
  });
});

describe('a list of more than one page', () => {
  const count = 510;
  const names = Array.from({ length: count }, (_, index) => `p${String(index).padStart(3, '0')}`);
  test.each([
    ['custom resources', { group: 'policy.karmada.io', version: 'v1alpha1', resource: 'propagationpolicies' }],
    ['a core kind', core('configmaps')],
  ])('of %s comes as one, over one connection, and compressed', async (_, gvr) => {
    const root = gvr.group === '' ? '/api/v1' : `/apis/${gvr.group}/${gvr.version}`;
    const path = `${root}/namespaces/${namespace}/${gvr.resource}`;
    const typed = { apiVersion: `${gvr.group}/${gvr.version}`, kind: 'PropagationPolicy' };
    const spec = { resourceSelectors: [{ apiVersion: 'v1', kind: 'Secret', name: 'none' }] };
    for (let from = 0; from < count; from += 30) {
      const some = names.slice(from, from + 30).map((name) => {
        const metadata = { name, labels: { paged: 'yes' }, annotations: { note: 'x'.repeat(300) } };
        return control.ask('POST', path, gvr.group === '' ? { metadata } : { ...typed, metadata, spec });
      });
      for (const { status } of await Promise.all(some)) expect(status).toBe(201);
    }
    const lines: string[] = [];
    const trace = (line: string): void => void lines.push(line);
    const kube = connect({ kubeconfig: karmada.kubeconfig, context: 'karmada-apiserver', trace, verbosity: 8 });
    const list = await kube.list({ ...gvr, namespace }, { labelSelector: 'paged=yes' });
    expect(list.items.map(({ metadata }) => metadata.name)).toEqual(names);
    expect(list.metadata?.continue).toBeUndefined();
    const asked = lines.filter((line) => / 200 in /.test(line));
    expect(asked).toEqual([expect.stringContaining('limit=500'), expect.stringContaining('continue=')]);
    expect(asked.every((line) => line.includes('labelSelector=paged'))).toBe(true);
    expect(lines.filter((line) => line.includes('content-encoding: gzip')).length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.includes('new connection'))).toHaveLength(1);
  });
});
