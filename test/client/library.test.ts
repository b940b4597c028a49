import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Client, connect } from '../../src/client/library.ts';
import { KnownError } from '../../src/contract/errors.ts';
import { defineOperation, type Outcome } from '../../src/contract/operation.ts';
import { defineParams } from '../../src/contract/params.ts';
import { text } from '../../src/contract/view.ts';
import { lint } from '../../src/operations/lint/lint.ts';
import { preview } from '../../src/operations/preview/preview.ts';
import { start } from '../support/connection.ts';
import { sendJson } from '../support/https-server.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** A client of a server that holds one cluster, and the paths that it was asked for. */
async function client(
  more: object = {},
  failures: readonly number[] = [],
): Promise<{ readonly karmada: Client; readonly paths: string[] }> {
  const failing = [...failures];
  const paths: string[] = [];
  const server = await start((request, response) => {
    paths.push(request.url ?? '');
    const failure = failing.shift();
    if (failure) sendJson(response, failure, { kind: 'Status', message: 'no' });
    else if (request.url?.startsWith('/openapi')) sendJson(response, 404, { kind: 'Status', reason: 'NotFound' });
    else
      sendJson(response, 200, { items: [{ metadata: { name: 'm' }, spec: { syncMode: 'Push' } }], gitVersion: 'v1' });
  });
  const kubeconfig = join(temporaryFolder(), 'config');
  const cluster = { server: server.url, 'certificate-authority-data': server.ca.toString('base64') };
  const contexts = [{ name: 'c', context: { cluster: 'c' } }];
  writeFileSync(kubeconfig, JSON.stringify({ 'current-context': 'c', clusters: [{ name: 'c', cluster }], contexts }));
  return { karmada: connect({ kubeconfig, ...more }), paths };
}

const params = defineParams({
  names: { type: 'list', about: 'Names.' },
  timeout: { type: 'duration', default: '2m', about: 'How long.' },
  filename: { type: 'document', optional: true, about: 'Manifests.' },
  quick: { type: 'boolean', about: 'Quickly.' },
});

const shown = () => text('shown');
const greet = defineOperation({
  name: 'greet',
  summary: 'Greets.',
  effect: 'read',
  params,
  body: async () => ({
    view: shown,
    run: async ({ progress, karmada }, input) => {
      progress(`greeting ${input.names.join()}`);
      return { input, version: await karmada.version() };
    },
  }),
});
const count = defineOperation({
  name: 'count',
  summary: 'Counts.',
  effect: 'read',
  params: defineParams({}),
  body: async () => ({
    view: shown,
    run: async function* () {
      yield 1;
      yield 2;
    },
  }),
});

const find = defineOperation({
  name: 'find',
  summary: 'Finds.',
  effect: 'read',
  params: defineParams({ name: { type: 'string', about: 'What to find.' } }),
  body: async () => ({
    view: shown,
    run: async (_, { name }) => ({ found: name === 'a' ? [{ name }] : [] }),
    data: ({ found }: { readonly found: readonly { readonly name: string }[] }) => found[0],
    outcome: ({ found }: { readonly found: readonly object[] }): Outcome =>
      found.length > 0
        ? { kind: 'ok' }
        : { kind: 'partial', exit: 'not-found', failures: [{ code: 'not-found', message: 'None.', hint: 'Look.' }] },
  }),
});

// The first test loads client-node, which takes seconds on a busy machine.
describe('a program', { timeout: 60_000 }, () => {
  it('reaches a cluster through the typed client, the dynamic one and CustomObjectsApi, on one connection', async () => {
    const { karmada, paths } = await client();
    const typed = await karmada.clusters.list();
    const dynamic = await karmada.list({ group: 'cluster.karmada.io', version: 'v1alpha1', resource: 'clusters' });
    const api = await karmada.customObjects();
    const custom: typeof dynamic = await api.listClusterCustomObject({
      group: 'cluster.karmada.io',
      version: 'v1alpha1',
      plural: 'clusters',
    });
    expect([typed, dynamic, custom].map(({ items }) => items[0]?.metadata.name)).toEqual(['m', 'm', 'm']);
    expect(new Set(paths.map((path) => path.split('?')[0]))).toEqual(
      new Set(['/apis/cluster.karmada.io/v1alpha1/clusters']),
    );
  });

  it('runs an operation with its types, and is told what it does', async () => {
    const { karmada } = await client();
    const said: string[] = [];
    const { input, version } = await karmada.run(
      greet,
      { names: ['a'], timeout: '90s', filename: 'kind: X' },
      { progress: (message) => said.push(message) },
    );
    expect(said).toEqual(['greeting a']);
    expect([input.timeout, input.filename, version]).toEqual([90_000, [{ text: 'kind: X' }], 'v1']);
    await expect(karmada.run(greet, { names: ['a'], timeout: 'soon' })).rejects.toMatchObject({ code: 'usage' });
    // @ts-expect-error names are needed
    await expect(karmada.run(greet, {})).rejects.toMatchObject({ code: 'usage' });
  });

  it('gets what the command prints as JSON, or the failure', async () => {
    const { karmada } = await client();
    const found = await karmada.run(find, { name: 'a' });
    expect(found?.name).toBe('a');
    await expect(karmada.run(find, { name: 'b' })).rejects.toEqual(
      new KnownError('not-found', 'None.', { hint: 'Look.' }),
    );
  });

  it('reads a result of several parts part by part', async () => {
    const { karmada } = await client();
    const parts: number[] = [];
    for await (const part of karmada.stream(count, {})) parts.push(part);
    expect(parts).toEqual([1, 2]);
    await expect(karmada.run(count, {})).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('stream()'),
    });
  });

  it('ends one run with a signal, and goes on with the rest', async () => {
    const { karmada } = await client();
    const ended = karmada.run(greet, { names: ['a'] }, { signal: AbortSignal.abort() });
    await expect(ended).rejects.toMatchObject({ code: 'interrupted' });
    expect(await karmada.version()).toBe('v1');
  });

  it('may ask many things at once with a signal of its own, and is warned of nothing', async () => {
    const warnings: string[] = [];
    const note = ({ message }: Error): void => void warnings.push(message);
    process.on('warning', note);
    onTestFinished(() => void process.off('warning', note));
    const { karmada } = await client({ signal: new AbortController().signal });
    await Promise.all(Array.from({ length: 20 }, () => karmada.version()));
    await new Promise(setImmediate); // warnings come a tick later
    expect(warnings).toEqual([]);
  });

  it('may ask again once a kubeconfig that was missing is there', async () => {
    const kubeconfig = join(temporaryFolder(), 'config');
    const karmada = connect({ kubeconfig });
    await expect(karmada.target()).rejects.toMatchObject({ code: 'config' });
    await expect(karmada.clusters.list()).rejects.toMatchObject({ code: 'config' });
    writeFileSync(
      kubeconfig,
      'current-context: c\nclusters: [{ name: c, cluster: { server: "https://a" } }]\ncontexts: [{ name: c, context: { cluster: c } }]\n',
    );
    expect(await karmada.target()).toMatchObject({ server: 'https://a', context: 'c' });
  });

  it('asks for the release once, and again only after a failure', async () => {
    const { karmada, paths } = await client({}, [403, 403]);
    await expect(karmada.release()).rejects.toMatchObject({ code: 'forbidden' });
    expect(await Promise.all([karmada.release(), karmada.release()])).toEqual([undefined, undefined]);
    expect(await karmada.release()).toBeUndefined();
    expect(paths).toHaveLength(4);
  });

  it('is told that a release is none before anybody is asked', async () => {
    const { karmada, paths } = await client({ karmadaVersion: 'latest' });
    await expect(karmada.clusters.list()).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('latest'),
    });
    expect(paths).toEqual([]);
  });
});

describe('previews and lints', () => {
  const [filename, from] = [[{ from: 'examples/preview' }], 'examples/fleet.yaml'];

  it('are functions of the library, which ask no server where they need none', async () => {
    const { karmada, paths } = await client();
    const { workloads } = await karmada.run(preview, { filename, recursive: true, from });
    expect(workloads.map(({ workload, clusters }) => [workload.name, clusters.length])).toContainEqual(['shop', 3]);
    const { documents, findings } = await karmada.run(lint, { filename, recursive: true });
    expect(documents).toBeGreaterThan(1);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(paths).toEqual([]);
  });
});
