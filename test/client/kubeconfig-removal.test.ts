import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKubeconfigs } from '../../src/client/kubeconfigs/kubeconfigs.ts';
import type { Access } from '../../src/core/kubeconfig-access.ts';
import { writtenOf } from '../../src/core/kubeconfig-removal.ts';
import { temporaryFolder } from '../support/temporary.ts';

const access: Access = {
  name: 'karmada-apiserver',
  cluster: { server: 'https://1.2.3.4:5443', 'certificate-authority-data': 'Q0E=' },
  user: { token: 'no' },
};
const written = writtenOf(access);
const mine = '# mine\nclusters:\n  - name: a # my own\n    cluster: { server: "https://a" }\ncurrent-context: a\n';

const open = (path: string) => createKubeconfigs({ kubeconfig: path }, {}, { env: {}, home: '/' });

describe('taking contexts out again', () => {
  it.each(['', mine])('leaves a file as it was before they were merged: %j', async (before) => {
    const path = join(temporaryFolder(), 'config');
    writeFileSync(path, before);
    const { merge, remove } = open(path);
    await merge(access, { force: false });
    const never = { ...written, name: 'never-there' };
    expect(await remove(path, [written, never])).toEqual({ removed: [access.name], left: [] });
    const text = readFileSync(path, 'utf8');
    expect(text).not.toContain('karmada-apiserver');
    if (before !== '') expect(text).toContain('- name: a # my own');
    if (before !== '') expect(text).toContain('current-context: a');
    expect(await remove(path, [written])).toEqual({ removed: [], left: [] });
  });

  it('of a file that is gone is nothing to do', async () => {
    const path = join(temporaryFolder(), 'none');
    expect(await open(path).remove(path, [written])).toEqual({ removed: [], left: [] });
    expect(existsSync(path)).toBe(false);
  });

  it.each([
    ['another server', { ...access.cluster, server: 'https://prod' }, 'it leads to https://prod now'],
    [
      'another authority',
      { ...access.cluster, 'certificate-authority-data': 'T0g=' },
      'it trusts another certificate authority now',
    ],
  ])('leaves one of the same name with %s, and says why', async (_, cluster, why) => {
    const path = join(temporaryFolder(), 'config');
    const { merge, remove } = open(path);
    await merge({ ...access, cluster }, { force: false });
    const before = readFileSync(path, 'utf8');
    expect(await remove(path, [written])).toEqual({ removed: [], left: [{ name: access.name, why }] });
    expect(readFileSync(path, 'utf8')).toBe(before);
  });
});

describe('merging again', () => {
  const renewed: Access = { ...access, user: { token: 'new' } };

  it('replaces what is known as its own, and nothing else', async () => {
    const path = join(temporaryFolder(), 'config');
    const { merge } = open(path);
    await merge(access, { force: false });
    const other = { ...written, server: 'https://other' };
    const wayOut = 'Do this.';
    await expect(merge(renewed, { force: false, own: other, wayOut })).rejects.toMatchObject({
      code: 'conflict',
      hint: 'Do this.',
    });
    expect(await merge(renewed, { force: false, own: written })).toEqual({ path, result: 'replaced' });
    expect(readFileSync(path, 'utf8')).toContain('token: new');
  });

  it('goes into the file that is named, else into the one that is told beforehand', async () => {
    const dir = temporaryFolder();
    const { merge, mergeTarget } = open(join(dir, 'usual'));
    expect(await mergeTarget()).toBe(join(dir, 'usual'));
    expect(await merge(access, { force: false, into: join(dir, 'named') })).toMatchObject({ path: join(dir, 'named') });
    expect(existsSync(join(dir, 'usual'))).toBe(false);
  });
});
