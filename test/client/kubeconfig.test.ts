import { mkdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConnection } from '../../src/client/credentials.ts';
import { loadContext } from '../../src/client/kubeconfig.ts';
import { kubeconfigOf as text, write } from '../support/kubeconfig.ts';
import { temporaryFolder } from '../support/temporary.ts';

const nothing = { kubeconfig: undefined, context: undefined };

describe('a kubeconfig is looked for', () => {
  it('where the flag says, before KUBECONFIG', async () => {
    const folder = temporaryFolder();
    const [a, b] = [write(folder, 'a', text('a', 'token: t')), write(folder, 'b', text('b', 'token: t'))];
    const chosen = await loadContext({ ...nothing, kubeconfig: a }, { env: { KUBECONFIG: b }, home: folder });
    expect(chosen.context).toBe('a');
  });

  it('in all files of KUBECONFIG, those that are not there left out', async () => {
    const folder = temporaryFolder();
    const files = [
      join(folder, 'no'),
      write(folder, 'a', text('a', 'token: t')),
      write(folder, 'b', text('b', 'token: t')),
    ];
    const surroundings = { env: { KUBECONFIG: files.join(delimiter) }, home: folder };
    expect((await loadContext(nothing, surroundings)).context).toBe('a');
    expect((await loadContext({ ...nothing, context: 'b' }, surroundings)).cluster.value.server).toBe(
      'https://b:6443/',
    );
  });

  it('nowhere else when there is none, naming the places and the next step', async () => {
    const home = temporaryFolder();
    await expect(loadContext(nothing, { env: {}, home })).rejects.toMatchObject({
      code: 'config',
      message: `No kubeconfig was found: KUBECONFIG is not set, ${home}/.kube/config is not there.`,
      hint: expect.stringContaining('karmate lab up'),
    });
    await expect(loadContext(nothing, { env: { KUBECONFIG: '/no/a' }, home })).rejects.toThrow('KUBECONFIG (/no/a)');
  });

  it('and broken YAML is named with its line', async () => {
    const path = write(temporaryFolder(), 'bad', 'clusters:\n  - name: a\n bad: [\n');
    await expect(loadContext({ ...nothing, kubeconfig: path }, { env: {}, home: '/' })).rejects.toThrow(
      `${path}:3: the kubeconfig is not valid YAML`,
    );
  });

  it.each([
    [
      'block',
      'users:\n- { name: a, user: { token: |hunter2 } }\n',
      ':2: the kubeconfig is not valid YAML at column 29: ',
    ],
    ['alias', 'users:\n- { name: a, user: { token: *hunter2 } }\n', ': the kubeconfig is not valid YAML: an alias'],
  ])('and a secret that looks like the %s of YAML is not shown', async (_, content, words) => {
    const path = write(temporaryFolder(), 'bad', content);
    const failure = await loadContext({ ...nothing, kubeconfig: path }, { env: {}, home: '/' }).catch(String);
    expect(failure).toContain(`${path}${words}`);
    expect(failure).not.toContain('hunter2');
  });
});

const load = (path: string) => loadContext({ ...nothing, kubeconfig: path }, { env: {}, home: '/' });

describe('a kubeconfig that kubectl refuses is refused, with its line:', () => {
  it.each([
    ['two clusters of one name', 'clusters:\n- { name: a }\n- { name: a }\n', /:3 is not .* two entries named "a"/],
    ['another kind', 'apiVersion: v1\nkind: Pod\n', /:2 is not a kubeconfig: its kind is "Pod"/],
    ['another version', 'apiVersion: v2\nkind: Config\n', /:1 is not a kubeconfig: its apiVersion is "v2"/],
    [
      'a number for a text',
      'users:\n- name: a\n  user:\n    token: 12345\n',
      /:4 .* users\[0\]\.user\.token must be a text/,
    ],
    [
      'a text for a flag',
      'clusters: [{name: a, cluster: {insecure-skip-tls-verify: "true"}}]',
      /must be true or false/,
    ],
    ['a list for an entry', 'users:\n- name: a\n  user: [hunter2]\n', /:3 .* users\[0\]\.user must be a mapping/],
    ['a text for a list', 'users: [{name: a, user: {exec: {args: hunter2}}}]', /exec\.args must be a list/],
    [
      'a number in a mapping',
      'users: [{name: a, user: {as-user-extra: {k: [1]}}}]',
      /as-user-extra\.k\[0\] must be a text/,
    ],
    ['a name that is no text', 'clusters: [{name: 5}]', /clusters\[0\] has no name/],
    ['an anchored user', 'x: &u {token: 5}\nusers:\n- {name: a, user: *u}\n', /:3 .*token must be a text/],
  ])('%s', async (_, content, message) => {
    const path = write(temporaryFolder(), 'config', content);
    await expect(load(path)).rejects.toMatchObject({ code: 'config', message: expect.stringMatching(message) });
    await expect(load(path)).rejects.not.toThrow(/hunter2/);
  });

  it('a folder', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'config'));
    await expect(load(join(folder, 'config'))).rejects.toThrow(/cannot be read: it is a folder/);
  });
});

describe('a kubeconfig that kubectl takes is taken:', () => {
  it('JSON, with fields that nobody knows', async () => {
    const config = {
      kind: 'Config',
      preferences: {},
      extensions: [{ name: 'x', extension: {} }],
      'current-context': 'a',
      clusters: [{ name: 'a', cluster: { server: 'https://a', extensions: [{ name: 'm', extension: { a: 1 } }] } }],
      users: null,
      contexts: [{ name: 'a', context: { cluster: 'a', namespace: '', extensions: [] } }],
    };
    const chosen = await load(write(temporaryFolder(), 'config', JSON.stringify(config, null, '\t')));
    expect(chosen).toMatchObject({ context: 'a', namespace: undefined, user: undefined });
  });

  it('one of several in KUBECONFIG that is empty', async () => {
    const folder = temporaryFolder();
    const files = [write(folder, 'a', ''), write(folder, 'b', text('b', 'token: t'))];
    const surroundings = { env: { KUBECONFIG: files.join(delimiter) }, home: folder };
    expect((await loadContext(nothing, surroundings)).context).toBe('b');
  });

  it('the first definition of a name, as a whole, and the first current context', async () => {
    const folder = temporaryFolder();
    const second = text('a', 'username: u, password: p').replace('current-context: a', 'current-context: b');
    const files = [write(folder, 'a', text('a', 'token: t')), write(folder, 'b', second)];
    const surroundings = { env: { KUBECONFIG: files.join(delimiter) }, home: folder };
    const { context, user } = await loadContext(nothing, surroundings);
    expect({ context, user: user?.value }).toEqual({ context: 'a', user: { token: 't' } });
  });
});

describe('in a pod', () => {
  const pod = () => {
    const folder = temporaryFolder();
    write(folder, 'token', 'pod-token\n');
    write(folder, 'namespace', 'mine\n');
    const env = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' };
    return { folder, surroundings: { env, home: folder, serviceAccount: folder } };
  };
  const signal = new AbortController().signal;

  it('its own account is used where there is no kubeconfig', async () => {
    const { folder, surroundings } = pod();
    write(folder, 'ca.crt', 'authority');
    const chosen = await loadContext(nothing, surroundings);
    const connection = await readConnection(chosen, { env: {}, signal });
    expect(connection).toMatchObject({ server: 'https://[fd00::1]:443', namespace: 'mine', context: 'in-cluster' });
    expect(connection.ca?.toString()).toBe('authority');
    expect(await connection.authorize()).toEqual({ authorization: 'Bearer pod-token' });
    write(folder, 'token', 'rotated');
    expect(await connection.authorize()).toEqual({ authorization: 'Bearer rotated' });
  });

  it('a kubeconfig with a current context comes first, and a context by name is looked for in kubeconfigs only', async () => {
    const { folder, surroundings } = pod();
    const env = { ...surroundings.env, KUBECONFIG: write(folder, 'config', text('a', 'token: t')) };
    expect((await loadContext(nothing, { ...surroundings, env })).context).toBe('a');
    await expect(loadContext({ ...nothing, context: 'x' }, surroundings)).rejects.toMatchObject({ code: 'config' });
  });

  it('without a token there is none', async () => {
    const { folder, surroundings } = pod();
    rmSync(join(folder, 'token'));
    await expect(loadContext(nothing, surroundings)).rejects.toThrow('No kubeconfig was found');
  });
});
