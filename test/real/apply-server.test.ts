import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { karmate, type Ran } from '../support/karmate.ts';
import { Kube, type KubeObject } from '../support/kube.ts';
import { type LabProcess, startLab } from '../support/running-lab.ts';

const configMap = (name: string, value = '1', space = 'server-side'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: ${space}}\ndata: {a: "${value}"}\n`;
const managers = (object: KubeObject | undefined): readonly string[] =>
  ((object?.metadata.managedFields ?? []) as readonly { readonly manager: string; readonly operation: string }[]).map(
    ({ manager, operation }) => `${manager} ${operation}`,
  );

/** What apply says, held against what the server has; karmadactl, which applies as kubectl, is the oracle. */
describe.each(['v1.18.2', 'v1.10.7'])('server-side apply on Karmada %s', (karmada) => {
  let started: LabProcess;
  let control: Kube;
  const kubeconfig = (): string => started.lab.karmada.kubeconfig;
  const run = (...args: string[]): Promise<Ran> => karmate(['apply', ...args], { env: { KUBECONFIG: kubeconfig() } });
  const karmadactl = (...args: string[]): Promise<Ran> =>
    karmate([...args, '--kubeconfig', kubeconfig(), '--karmada-context', 'karmada-apiserver'], {
      program: join(started.lab.programs, 'karmadactl'),
    });
  const manifest = async (text: string, name = 'manifest.yaml'): Promise<string> => {
    const path = join(await mkdtemp(join(tmpdir(), 'manifest-')), name);
    await writeFile(path, text);
    return path;
  };
  const held = (name: string): Promise<KubeObject | undefined> =>
    control.find(`/api/v1/namespaces/server-side/configmaps/${name}`);

  beforeAll(async () => {
    started = await startLab({ members: ['one'], nodes: 1, karmada });
    control = new Kube(kubeconfig(), 'karmada-apiserver');
    const path = await manifest('apiVersion: v1\nkind: Namespace\nmetadata: {name: server-side}\n');
    expect(await run('-f', path)).toMatchObject({ code: 0, stdout: 'namespace/server-side created\n' });
  });
  afterAll(() => started?.stop());

  test('what karmadactl applied is taken over: changed without a conflict, and what the manifest lacks goes', async () => {
    const text = (data: string) => configMap('taken').replace('{a: "1"}', data);
    const first = await karmadactl('apply', '-f', await manifest(text('{a: "1", b: "2", c: "3"}')));
    expect(first).toMatchObject({ code: 0 });
    const path = await manifest(text('{a: changed, c: "3"}'));
    expect(await run('-f', path)).toMatchObject({ code: 0, stdout: 'configmap/taken configured\n' });
    const now = await held('taken');
    expect(now).toMatchObject({ data: { a: 'changed', c: '3' } });
    expect(now?.data).not.toHaveProperty('b');
    expect(now?.metadata).not.toHaveProperty('annotations');
    expect(managers(now)).toEqual(['karmate Apply']);
    expect(await run('-f', path)).toMatchObject({ code: 0, stdout: 'configmap/taken unchanged\n' });
  });

  test('a field within a list that karmadactl applied goes too', async () => {
    const text = (env: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: taken, namespace: server-side}
spec:
  selector: {matchLabels: {app: taken}}
  template:
    metadata: {labels: {app: taken}}
    spec: {containers: [{name: a, image: a, env: [${env}]}]}
`;
    const [one, two] = ['{name: ONE, value: "1"}', '{name: TWO, value: "2"}'];
    expect(await karmadactl('apply', '-f', await manifest(text(`${one}, ${two}`)))).toMatchObject({ code: 0 });
    expect(await run('-f', await manifest(text(two)))).toMatchObject({ code: 0 });
    const now = await control.find('/apis/apps/v1/namespaces/server-side/deployments/taken');
    expect(now).toMatchObject({
      spec: { template: { spec: { containers: [{ env: [{ name: 'TWO', value: '2' }] }] } } },
    });
  });

  test('a text that parsers read differently means what it means to karmadactl', async () => {
    const text = (name: string): string =>
      `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: server-side}
spec:
  replicas: 0x2
  minReadySeconds: 0b11
  revisionHistoryLimit: 1_0
  selector: {matchLabels: {app: tricky}}
  template:
    metadata:
      labels: {app: tricky}
      annotations: {time: 12:30:45, text: "0644", day: 2024-01-01, folded: "one
          two"}
    spec:
      hostNetwork: yes
      automountServiceAccountToken: off
      terminationGracePeriodSeconds: 9007199254740993
      containers:
      - name: a
        image: a
        resources: {limits: &limits {cpu: 1e0, memory: 1Gi}, requests: {<<: *limits, cpu: 0.5}}
        args: [
          "\\u00e4", 'it''s', plain # why
        ]
      volumes:
      - name: v
        configMap: {name: x, defaultMode: 0644}
`;
    expect(await run('-f', await manifest(text('ours')))).toMatchObject({
      code: 0,
      stderr: expect.not.stringContaining('error'),
    });
    expect(await karmadactl('apply', '-f', await manifest(text('theirs')))).toMatchObject({ code: 0 });
    const specOf = async (name: string): Promise<string> => {
      const { stdout } = await karmadactl('get', 'deployment', name, '-n', 'server-side', '-o', 'jsonpath={.spec}');
      return stdout;
    };
    const ours = await specOf('ours');
    expect(ours).toBe(await specOf('theirs'));
    expect(ours).toMatch(/"hostNetwork":true.*9007199254740993.*"defaultMode":420/);
  });

  test('a misspelt field is wrong input: named with file and line, and nothing is written', async () => {
    const path = await manifest(
      `${configMap('before')}---\n# why\n${configMap('misspelt').replace('\ndata:', '\ndta:')}`,
    );
    const ran = await run('-f', path);
    expect(ran).toMatchObject({ code: 9, stdout: 'configmap/before created\n' });
    expect(ran.stderr).toMatch(new RegExp(`${path}:7: ConfigMap misspelt: it does not fit its schema: \\.dta: field`));
    const alone = await run('-f', await manifest(configMap('misspelt').replace('{a: "1"}', '[1]')));
    expect(alone).toMatchObject({ code: 2, stderr: expect.stringContaining('.data') });
    expect(await held('misspelt')).toBeUndefined();
  });

  test('a conflict names the manager and its fields, and --force-conflicts takes them', async () => {
    const at = '/api/v1/namespaces/server-side/configmaps';
    const theirs = { metadata: { name: 'owned' }, data: { a: '1', b: '1' } };
    expect(await control.ask('POST', `${at}?fieldManager=somebody`, theirs)).toMatchObject({ status: 201 });
    const path = await manifest(configMap('owned', '2'));
    const ran = await run('-f', path);
    expect(ran).toMatchObject({ code: 6, stderr: expect.stringContaining('"somebody" owns .data.a.') });
    expect(ran.stderr).toContain('--force-conflicts');
    expect(await run('-f', path, '--force-conflicts')).toMatchObject({
      code: 0,
      stdout: 'configmap/owned configured\n',
    });
    expect(await held('owned')).toMatchObject({ data: { a: '2', b: '1' } });
  });

  test('one bad document among twenty: nineteen are applied, in order, and the bad one is named', async () => {
    const documents = Array.from({ length: 20 }, (_, i) => configMap(i === 7 ? 'Bad_Name' : `twenty-${i}`));
    const path = await manifest(documents.join('---\n'));
    const ran = await run('-f', path);
    expect(ran.code).toBe(9);
    expect(ran.stdout.trim().split('\n')).toEqual(
      documents.flatMap((_, i) => (i === 7 ? [] : [`configmap/twenty-${i} created`])),
    );
    expect(ran.stderr).toContain(`${path}:36: ConfigMap Bad_Name: `);
    const again = await run('-f', path);
    expect(again.stdout.match(/ unchanged\n/g)).toHaveLength(19);
  });

  test('a dry run writes nothing: the server checks and compares, and says what it cannot look at', async () => {
    await run('-f', await manifest(configMap('dry')));
    const text = [
      configMap('dry'),
      configMap('taken', 'dry'),
      configMap('new'),
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: not-yet}\n',
      configMap('inside', '1', 'not-yet'),
      configMap('bad').replace('\ndata:', '\ndta:'),
    ].join('---\n');
    const ran = await run('-f', await manifest(text), '--dry-run=server');
    expect(ran.code).toBe(9);
    expect(ran.stderr).toContain('.dta: field not declared');
    expect(ran.stdout).toBe(
      [
        'namespace/not-yet created',
        'configmap/dry unchanged',
        'configmap/taken configured',
        'configmap/new created',
        'configmap/inside unchecked, its namespace "not-yet" comes with this run',
      ]
        .map((line) => `${line} (server dry run)\n`)
        .join(''),
    );
    expect(await held('new')).toBeUndefined();
    expect(await control.find('/api/v1/namespaces/not-yet')).toBeUndefined();
    expect((await held('taken'))?.data).toMatchObject({ a: 'changed' });
    const client = await run('-f', await manifest(configMap('new')), '--dry-run=client');
    expect(client).toMatchObject({ code: 0, stdout: 'configmap/new created (dry run)\n' });
    expect(await held('new')).toBeUndefined();
  });

  test('a CRD, its object, and the same object twice come in one file', async () => {
    const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.server-side.example}
spec:
  group: server-side.example
  scope: Namespaced
  names: {kind: Thing, plural: things}
  versions:
  - name: v1
    served: yes
    storage: true
    schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}}
`;
    const thing = (size: number): string =>
      `apiVersion: server-side.example/v1\nkind: Thing\nmetadata: {name: t, namespace: server-side}\nspec: {size: ${size}}\n`;
    const path = await manifest([thing(1), crd, thing(2)].join('---\n'));
    const lines = (result: string): string =>
      `customresourcedefinition.apiextensions.k8s.io/things.server-side.example ${result}\n`;
    expect(await run('-f', path)).toMatchObject({
      code: 0,
      stdout: `${lines('created')}thing.server-side.example/t created\nthing.server-side.example/t configured\n`,
    });
    expect(await control.find('/apis/server-side.example/v1/namespaces/server-side/things/t')).toMatchObject({
      spec: { size: 2 },
    });
    const wrong = await run('-f', await manifest(thing(1).replace('size', 'sise')));
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('.spec.sise') });
  });

  test('Lists, streams of JSON, folders within folders and URLs are read', async () => {
    const items = [configMap('l1'), configMap('l2')].map((text) => `- ${text.trim().replaceAll('\n', '\n  ')}\n`);
    const list = `apiVersion: v1\nkind: List\nitems:\n${items.join('')}`;
    const json = (name: string): string =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name, namespace: 'server-side' },
        data: { a: '\u{1F600}/' },
      }).replace('\u{1F600}/', '\\ud83d\\ude00\\/');
    const path = await manifest(list, 'a-list.yaml');
    const folder = join(path, '..');
    await mkdir(join(folder, 'b', 'c'), { recursive: true });
    await writeFile(join(folder, 'b', 'c', 'stream.json'), `${json('j1')}${json('j2')}\n`);
    const server = createServer((_, response) => response.end(configMap('u1')));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/u1.yaml`;
    const ran = await run('-R', '-f', folder, '-f', url);
    const names = ['l1', 'l2', 'j1', 'j2', 'u1'];
    expect(ran).toMatchObject({ code: 0, stdout: names.map((name) => `configmap/${name} created\n`).join('') });
    expect(await held('j2')).toMatchObject({ data: { a: '\u{1F600}/' } });
  });
});
