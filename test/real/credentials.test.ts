import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { connectKarmada } from '../../src/client/connect.ts';
import { clusters } from '../../src/core/cluster.ts';
import { karmate, type Ran } from '../support/karmate.ts';
import { Kube } from '../support/kube.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Each way to say who asks, to the real API server. */
const lab = inject('lab');
const control = new Kube(lab.karmada.kubeconfig, lab.karmada.context);
const original = parse(readFileSync(lab.karmada.kubeconfig, 'utf8')) as {
  readonly clusters: readonly [{ readonly cluster: Readonly<Record<string, string>> }];
  readonly users: readonly [{ readonly user: Readonly<Record<string, string>> }];
};
const [{ cluster }] = original.clusters;
const [{ user: admin }] = original.users;
const decoded = (field: string): string => Buffer.from(admin[field] ?? '', 'base64').toString();
const account = 'credentials-reader';
const issued = { token: '' };

const kubeconfig = (user: object, more: object = {}): { readonly path: string; readonly folder: string } => {
  const folder = temporaryFolder();
  const path = join(folder, 'config');
  const config = {
    'current-context': 'c',
    clusters: [{ name: 'c', cluster: { ...cluster, ...more } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
  };
  writeFileSync(path, JSON.stringify(config));
  return { path, folder };
};
const getClusters = (path: string, ...args: readonly string[]): Promise<Ran> =>
  karmate(['get', 'clusters', '--kubeconfig', path, '-o', 'name', ...args]);
const done = { code: 0, stderr: '' };
const plugin = (folder: string, code: string): object => {
  const script = join(folder, 'plugin.mjs');
  writeFileSync(
    script,
    `import fs from 'node:fs';
const runs = ${JSON.stringify(join(folder, 'runs'))};
fs.appendFileSync(runs, 'x');
const run = fs.readFileSync(runs, 'utf8').length;
const { apiVersion } = JSON.parse(process.env.KUBERNETES_EXEC_INFO);
const give = (status) => console.log(JSON.stringify({ apiVersion, kind: 'ExecCredential', status }));
${code}`,
  );
  const apiVersion = 'client.authentication.k8s.io/v1';
  return { exec: { apiVersion, command: process.execPath, args: [script], interactiveMode: 'IfAvailable' } };
};
/** A kubeconfig whose plugin runs this code. */
const withPlugin = (code: string): { readonly path: string; readonly runs: () => number } => {
  const { path, folder } = kubeconfig({});
  const config = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...config, users: [{ name: 'u', user: plugin(folder, code) }] }));
  return { path, runs: () => readFileSync(join(folder, 'runs'), 'utf8').length };
};

beforeAll(async () => {
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  const subjects = [
    { kind: 'ServiceAccount', name: account, namespace: 'default' },
    { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'allowed-user' },
    { kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'allowed-group' },
  ];
  const rules = [{ verbs: ['get', 'list'], apiGroups: ['cluster.karmada.io'], resources: ['clusters'] }];
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: account };
  const objects: [string, object][] = [
    ['/api/v1/namespaces/default/serviceaccounts', {}],
    [`${rbac}/clusterroles`, { rules }],
    [`${rbac}/clusterrolebindings`, { subjects, roleRef }],
  ];
  for (const [path, object] of objects) {
    expect((await control.ask('POST', path, { metadata: { name: account }, ...object })).status).toBe(201);
  }
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
  const { body } = await control.ask('POST', `/api/v1/namespaces/default/serviceaccounts/${account}/token`, request);
  issued.token = (body as { readonly status: { readonly token: string } }).status.token;
});

describe('the API server takes', () => {
  test('a token, and no other', async () => {
    expect(await getClusters(kubeconfig({ token: issued.token }).path)).toMatchObject(done);
    const wrong = `${issued.token}x`;
    const ran = await getClusters(kubeconfig({ token: wrong }).path);
    expect(ran).toMatchObject({ code: 7, stderr: expect.stringContaining('does not accept the credentials') });
    expect(ran.stderr).not.toContain(wrong);
  });

  test('the token of a file beside the kubeconfig', async () => {
    const { path, folder } = kubeconfig({ tokenFile: 'token' });
    writeFileSync(join(folder, 'token'), `${issued.token}\n`);
    expect(await getClusters(path)).toMatchObject(done);
  });

  test("the account of a pod, which finds the server in its environment, and the account's namespace", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'token'), issued.token);
    writeFileSync(join(folder, 'namespace'), 'mine');
    writeFileSync(join(folder, 'ca.crt'), Buffer.from(cluster['certificate-authority-data'] ?? '', 'base64'));
    const { hostname, port } = new URL(lab.karmada.server);
    const env = { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port };
    const karmada = connectKarmada({}, { env, home: folder, serviceAccount: folder });
    expect((await karmada.list(clusters)).items).toEqual(expect.any(Array));
    expect(await karmada.target()).toMatchObject({ context: 'in-cluster', namespace: 'mine' });
  });

  test('a client certificate that a plugin gives', async () => {
    const status = {
      clientCertificateData: decoded('client-certificate-data'),
      clientKeyData: decoded('client-key-data'),
    };
    const { path, runs } = withPlugin(`give(${JSON.stringify(status)})`);
    expect(await getClusters(path)).toMatchObject(done);
    expect(runs()).toBe(1);
  });

  test("a plugin's second token when it has refused the first; what the plugin says is shown", async () => {
    const { path, runs } = withPlugin(
      `console.error('signing in'); give({ token: run === 1 ? 'stale' : ${JSON.stringify(issued.token)} })`,
    );
    expect(await getClusters(path)).toMatchObject({ code: 0, stderr: 'signing in\nsigning in\n' });
    expect(runs()).toBe(2);
  });

  test('nothing from a plugin that fails: its words, then ours', async () => {
    const { path } = withPlugin(`console.log('secret'); console.error('no network'); process.exit(2)`);
    const ran = await getClusters(path);
    expect(ran).toMatchObject({ code: 3, stderr: expect.stringMatching(/^no network\nerror: .* exit code 2/) });
    expect(ran.stderr).not.toContain('secret');
  });
});

describe('the API server is told to act as', () => {
  test('somebody who may not: 403 names the user', async () => {
    const ran = await getClusters(lab.karmada.kubeconfig, '--as', 'nobody-much');
    expect(ran).toMatchObject({ code: 7, stderr: expect.stringContaining('User "nobody-much" cannot list') });
  });

  test.each([
    ['a user who may', ['--as', 'allowed-user']],
    ['a group that may', ['--as', 'nobody-much', '--as-group', 'other', '--as-group', 'allowed-group']],
    ['an account that may', ['--as', `system:serviceaccount:default:${account}`, '--as-uid', '1']],
  ])('%s', async (_, args) => {
    expect(await getClusters(lab.karmada.kubeconfig, ...args)).toMatchObject(done);
  });

  test('whom the kubeconfig says, and the call instead', async () => {
    const extra = { 'as-user-extra': { 'example.com/reason': ['tést', 'two'] } };
    const { path } = kubeconfig({ ...admin, as: 'nobody-much', 'as-groups': ['none'], 'as-uid': '7', ...extra });
    expect(await getClusters(path)).toMatchObject({ code: 7, stderr: expect.stringContaining('"nobody-much"') });
    expect(await getClusters(path, '--as', 'allowed-user')).toMatchObject(done);
  });

  test('somebody with extras, which arrive as they were written', async () => {
    const groups = {
      'as-groups': ['system:masters', 'second'],
      'as-user-extra': { 'example.com/a%b': ['tést', 'two'] },
    };
    const { path } = kubeconfig({ ...admin, as: 'jürgen', 'as-uid': '7', ...groups });
    const review = join(temporaryFolder(), 'lookup.mjs');
    writeFileSync(
      review,
      `import { connect } from ${JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)};
const place = { group: 'authentication.k8s.io', version: 'v1', resource: 'selfsubjectreviews' };
const object = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview', metadata: { name: '' } };
const { status } = await connect({ kubeconfig: ${JSON.stringify(path)} }).create(place, object);
console.log(JSON.stringify(status.userInfo));`,
    );
    const { stdout } = await karmate([review], { program: process.execPath });
    expect(JSON.parse(stdout)).toEqual({
      username: 'jürgen',
      uid: '7',
      groups: ['system:masters', 'second', 'system:authenticated'],
      extra: { 'example.com/a%b': ['tést', 'two'] },
    });
  });
});

describe('the server is known by', () => {
  const { 'certificate-authority-data': authority = '' } = cluster;
  const without = { 'certificate-authority-data': '' };
  test.each<[string, object, number, RegExp]>([
    ['its authority', { 'certificate-authority-data': authority }, 0, /^$/],
    ['nothing: refused', without, 4, /signed by an authority that the kubeconfig context does not name/],
    ['nothing, which is said to be well', { ...without, 'insecure-skip-tls-verify': true }, 0, /^$/],
    ['another name that it has', { 'tls-server-name': 'kubernetes.default.svc' }, 0, /^$/],
    ['another name that it has not: refused', { 'tls-server-name': 'example.com' }, 4, /is for another name/],
    [
      'both an authority and nothing: refused',
      { 'insecure-skip-tls-verify': true },
      3,
      /both a certificate-authority and/,
    ],
  ])('%s', async (_, more, code, stderr) => {
    const ran = await getClusters(kubeconfig(admin, more).path);
    expect(ran).toMatchObject({ code, stderr: expect.stringMatching(stderr) });
  });

  test('its authority in a file beside the kubeconfig', async () => {
    const { path, folder } = kubeconfig(admin, { ...without, 'certificate-authority': 'ca.crt' });
    writeFileSync(join(folder, 'ca.crt'), Buffer.from(authority, 'base64'));
    expect(await getClusters(path)).toMatchObject(done);
  });
});
