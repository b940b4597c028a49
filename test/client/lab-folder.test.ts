import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFolder, purgeFolder, readSettings } from '../../src/client/lab/folder.ts';
import { createLab } from '../../src/client/lab/lab.ts';
import { temporaryFolder } from '../support/temporary.ts';

const settings = JSON.stringify({ karmada: 'v1.18.2', ports: { 'etcd/client': 2379 }, members: [{ name: 'test1' }] });

/** A folder with these files; a name that ends in "/" is a folder with a file in it. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const dir = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    if (name.endsWith('/')) mkdirSync(join(dir, name));
    writeFileSync(join(dir, name.endsWith('/') ? `${name}file` : name), text);
  }
  return dir;
}

const ofLab = { 'settings.json': settings, lock: '1\n', 'pki/': 'key', 'etcd/': 'data', 'lab.json.new-123': '{' };
const foreign: [string, Readonly<Record<string, string>>][] = [
  ['an editor’s settings', { 'settings.json': '{ "editor.tabSize": 2 }' }],
  ['settings with comments', { 'settings.json': '{ // mine\n}' }],
  [
    'settings that only resemble a lab’s',
    { 'settings.json': '{ "karmada": "v1", "ports": { "a": "b" }, "members": [] }' },
  ],
  ['a project with a lock', { lock: '', 'src/': 'x' }],
  ['logs and nothing else', { 'logs/': 'x' }],
];

describe.each(foreign)('a folder with %s', (_, files) => {
  it('is not deleted', async () => {
    const dir = folderOf(files);
    const before = readdirSync(dir, { recursive: true });
    await expect(purgeFolder(dir)).rejects.toMatchObject({ code: 'usage' });
    expect(readdirSync(dir, { recursive: true })).toEqual(before);
  });

  it('gets no lab, and nothing is written there', async () => {
    const dir = folderOf(files);
    const before = readdirSync(dir, { recursive: true });
    const nothing = { members: undefined, nodes: undefined, karmada: undefined };
    const lab = createLab({
      env: { PATH: '/nowhere', XDG_CACHE_HOME: join(dir, 'cache') },
      home: dir,
      progress: () => {},
      signal: new AbortController().signal,
    });
    await expect(lab.up({ dir, ...nothing })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is not empty'),
      hint: expect.stringContaining('--dir'),
    });
    expect(readdirSync(dir, { recursive: true })).toEqual(before);
  });
});

it.each<[string, Readonly<Record<string, string>>]>([
  ['is empty', {}],
  ['has a lab', ofLab],
  ['has a lab and more', { ...ofLab, 'notes.txt': 'mine' }],
  ['has what a lab leaves that did not start', { 'supervisor.log': 'error: no', lock: '1\n', 'logs/': '' }],
  ['has only a log, of a supervisor that said no at once', { 'supervisor.log': 'error: no' }],
])('a folder serves for a lab when it %s', async (_, files) => {
  await checkFolder(folderOf(files));
});

it('a folder that is not there yet serves too, a file does not', async () => {
  const dir = folderOf({ file: '' });
  await checkFolder(join(dir, 'new'));
  await expect(checkFolder(join(dir, 'file'))).rejects.toMatchObject({ code: 'usage' });
});

describe('a purge', () => {
  it('deletes a lab and its folder', async () => {
    const dir = folderOf(ofLab);
    expect(await purgeFolder(dir)).toEqual([]);
    expect(existsSync(dir)).toBe(false);
    expect(await purgeFolder(dir)).toEqual([]);
  });

  it('leaves what no lab made, and names it', async () => {
    const dir = folderOf({ ...ofLab, 'notes.txt': 'mine', 'src/': 'mine' });
    expect([...(await purgeFolder(dir))].sort()).toEqual(['notes.txt', 'src']);
    expect(readdirSync(dir).sort()).toEqual(['notes.txt', 'src']);
  });

  it('follows a link to the folder, but none inside it', async () => {
    const elsewhere = folderOf({ 'etcd-data': 'mine' });
    const dir = folderOf(ofLab);
    symlinkSync(elsewhere, join(dir, 'logs'));
    const link = join(elsewhere, 'link');
    symlinkSync(dir, link);
    await purgeFolder(link);
    expect(readdirSync(dir)).toEqual([]);
    expect(existsSync(join(elsewhere, 'etcd-data'))).toBe(true);
  });
});

it('settings are read before any member is there', async () => {
  const dir = folderOf({ 'settings.json': '{"karmada":"v1.10.7","ports":{},"members":null}' });
  expect(await readSettings(dir)).toMatchObject({ karmada: 'v1.10.7' });
});
