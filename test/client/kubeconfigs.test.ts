import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKubeconfigs } from '../../src/client/kubeconfigs/kubeconfigs.ts';
import { readHeld, replaceHeld } from '../../src/client/kubeconfigs/write-private.ts';
import type { Access } from '../../src/core/kubeconfig-access.ts';
import { temporaryFolder } from '../support/temporary.ts';

const access: Access = {
  name: 'karmada-apiserver',
  cluster: { server: 'https://1.2.3.4:5443' },
  user: { token: 'no' },
};
const other: Access = { ...access, cluster: { server: 'https://other' } };

const open = (home: string, env: Record<string, string> = {}, kubeconfig?: string) =>
  createKubeconfigs({ kubeconfig }, {}, { env, home });
const mode = (path: string): number => statSync(path).mode & 0o777;
const unix = process.platform !== 'win32';

describe('writing a kubeconfig', () => {
  it('makes a file for its owner alone, and the second time nothing', async () => {
    const dir = temporaryFolder();
    const path = join(dir, 'karmada.config');
    const { write } = open(dir);
    expect(await write(path, access, { force: false })).toBe('created');
    expect(readFileSync(path, 'utf8')).toContain('server: https://1.2.3.4:5443');
    chmodSync(path, 0o644);
    expect(await write(path, access, { force: false })).toBe('unchanged');
    if (unix) expect(mode(path)).toBe(0o600);
    expect(readdirSync(dir)).toEqual(['karmada.config']);
  });

  it('replaces what says something else only by force', async () => {
    const path = join(temporaryFolder(), 'config');
    writeFileSync(path, 'mine');
    const { write } = open('/');
    await expect(write(path, access, { force: false })).rejects.toMatchObject({
      code: 'conflict',
      hint: expect.stringMatching(/--force/),
    });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(await write(path, access, { force: true })).toBe('replaced');
    if (unix) expect(mode(path)).toBe(0o600);
  });

  it.skipIf(!unix)('writes through a link, which stays one', async () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, 'real'), '');
    symlinkSync(join(dir, 'real'), join(dir, 'link'));
    await open(dir).write(join(dir, 'link'), access, { force: true });
    expect([lstatSync(join(dir, 'link')).isSymbolicLink(), readFileSync(join(dir, 'real'), 'utf8')]).toEqual([
      true,
      expect.stringContaining('1.2.3.4'),
    ]);
  });

  it.each([
    ['a folder', (dir: string) => dir, { code: 'usage', message: expect.stringMatching(/is no file/) }],
    [
      'a folder that is not there',
      (dir: string) => join(dir, 'no', 'x'),
      { code: 'config', message: expect.stringMatching(/there is no folder/) },
    ],
    ['a device', () => '/dev/null', { code: 'usage', hint: expect.stringMatching(/"-" for stdout/) }],
  ])('refuses %s', async (what, pathIn, failure) => {
    if (what === 'a device' && !unix) return;
    await expect(open('/').write(pathIn(temporaryFolder()), access, { force: true })).rejects.toMatchObject(failure);
  });

  it('tells beforehand whether something is there, and whether a file could be', async () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, 'old'), '');
    const { isThere } = open('/');
    expect([await isThere(join(dir, 'old')), await isThere(join(dir, 'new'))]).toEqual([true, false]);
    await expect(isThere(dir)).rejects.toMatchObject({ code: 'usage' });
    await expect(isThere(join(dir, 'no', 'x'))).rejects.toMatchObject({
      code: 'config',
      message: expect.stringMatching(/there is no folder/),
    });
  });

  it('leaves what was there, and nothing else, when the disk is full', async () => {
    const dir = temporaryFolder();
    const path = join(dir, 'config');
    writeFileSync(path, 'before');
    const full = async (beside: string): Promise<void> => {
      writeFileSync(beside, 'half of it');
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    };
    const writing = replaceHeld(await readHeld(path), 'after', full);
    await expect(writing).rejects.toMatchObject({ code: 'failed', message: expect.stringMatching(/the disk is full/) });
    expect([readFileSync(path, 'utf8'), readdirSync(dir)]).toEqual(['before', ['config']]);
  });
});

describe('merging into the kubeconfig of the user', () => {
  const theirs = `# mine
apiVersion: v1
kind: Config
current-context: kind   # the one I use
clusters:
- name: kind
  cluster: {server: "https://kind"}
contexts:
- name: kind
  context: {cluster: kind, user: kind, extra: kept}
users:
- name: kind
  user:
    token: "012"
unknown: kept
`;

  it('makes ~/.kube/config where there is none', async () => {
    const home = temporaryFolder();
    const path = join(home, '.kube', 'config');
    expect(await open(home).merge(access, { force: false })).toEqual({ path, result: 'created' });
    expect(readFileSync(path, 'utf8')).toContain('current-context: karmada-apiserver');
    if (unix) expect(mode(path)).toBe(0o600);
  });

  it('adds three entries, and changes no other line', async () => {
    const home = temporaryFolder();
    const path = join(home, 'config');
    writeFileSync(path, theirs);
    const { merge } = open(home, { KUBECONFIG: path });
    expect(await merge(access, { force: false })).toEqual({ path, result: 'replaced' });
    const after = readFileSync(path, 'utf8');
    for (const words of [
      '# mine',
      'current-context: kind',
      '# the one I use',
      'extra: kept',
      'token: "012"',
      'unknown: kept',
    ])
      expect(after).toContain(words);
    expect(after.match(/name: karmada-apiserver/g)).toHaveLength(3);
    expect(await merge(access, { force: false })).toEqual({ path, result: 'unchanged' });
    expect(readdirSync(home)).toEqual(['config']);
  });

  it('replaces another one of that name only by force', async () => {
    const path = join(temporaryFolder(), 'config');
    const { merge } = open('/', {}, path);
    await merge(access, { force: false });
    const before = readFileSync(path, 'utf8');
    await expect(merge(other, { force: false })).rejects.toMatchObject({
      code: 'conflict',
      hint: expect.stringMatching(/--context-name/),
    });
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect((await merge(other, { force: true })).result).toBe('replaced');
    expect(readFileSync(path, 'utf8')).toContain('https://other');
  });

  it('takes the first file of KUBECONFIG that is there, and no name that another one of them has', async () => {
    const dir = temporaryFolder();
    const [none, first, second] = ['none', 'first', 'second'].map((name) => join(dir, name));
    writeFileSync(first ?? '', theirs);
    writeFileSync(second ?? '', theirs.replaceAll('kind', 'k2').replace('k2: Config', 'kind: Config'));
    const { merge } = open(dir, { KUBECONFIG: [none, first, second].join(process.platform === 'win32' ? ';' : ':') });
    expect(await merge(access, { force: false })).toMatchObject({ path: first });
    await expect(merge({ ...access, name: 'k2' }, { force: true })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/second/),
    });
  });

  it('waits for nobody who writes it just now, as kubectl does not', async () => {
    const path = join(temporaryFolder(), 'config');
    writeFileSync(`${path}.lock`, '');
    await expect(open('/', {}, path).merge(access, { force: true })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/\.lock is there/),
    });
    expect([existsSync(path), existsSync(`${path}.lock`)]).toEqual([false, true]);
  });

  it('refuses one that is no kubeconfig, and leaves it', async () => {
    const path = join(temporaryFolder(), 'config');
    writeFileSync(path, 'clusters: 5\n');
    await expect(open('/', {}, path).merge(access, { force: true })).rejects.toMatchObject({ code: 'config' });
    expect(readFileSync(path, 'utf8')).toBe('clusters: 5\n');
  });
});

it('a kubeconfig for another folder names its files and programs by their whole paths', async () => {
  const dir = temporaryFolder();
  mkdirSync(join(dir, 'k'));
  const path = join(dir, 'k', 'config');
  const config = {
    'current-context': 'c',
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server: 'https://k', 'certificate-authority': 'ca.crt' } }],
    users: [
      {
        name: 'u',
        user: {
          'client-certificate': '../u.crt',
          'client-key': '/abs/u.key',
          exec: { command: './login', args: ['x'] },
        },
      },
    ],
  };
  writeFileSync(path, JSON.stringify(config));
  const { cluster, user } = await open(dir, { KUBECONFIG: path }).ofKarmada();
  expect(cluster.value['certificate-authority']).toBe(join(dir, 'k', 'ca.crt'));
  expect(user?.value['client-certificate']).toBe(join(dir, 'u.crt'));
  expect(user?.value['client-key']).toMatch(/abs.u\.key$/);
  expect(user?.value.exec).toMatchObject({ command: join(dir, 'k', 'login'), args: ['x'] });
});
