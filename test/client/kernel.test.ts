import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { readKernelModules, readKernelSetting } from '../../src/client/kernel.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** The files of a kernel, in a folder. */
function kernel(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

it('modules are loaded, built in, or could be loaded', async () => {
  const root = kernel({
    'proc/modules': 'ip_vs 200704 2 ip_vs_rr, Live 0x0\nnf_conntrack 1 0 - Live 0x0\n',
    'lib/modules/6.1/modules.builtin': 'kernel/fs/ext4/ext4.ko\nkernel/x/a-b.ko\n',
    'lib/modules/6.1/modules.dep': 'kernel/net/ip_vs_rr.ko.xz: kernel/net/ip_vs.ko.xz\nkernel/y/z.ko:\n',
  });
  expect(await readKernelModules({ release: '6.1', root })).toEqual({
    ready: ['ip_vs', 'nf_conntrack', 'ext4', 'a_b'],
    loadable: ['ip_vs_rr', 'z'],
  });
});

it('a kernel that tells of none is no Linux', async () => {
  expect(await readKernelModules({ release: '6.1', root: kernel({}) })).toBeUndefined();
});

it('a setting is a number, or not there', async () => {
  const root = kernel({ 'proc/sys/fs/inotify/max_user_instances': '128\n', 'proc/sys/kernel/ostype': 'Linux\n' });
  expect(await readKernelSetting('fs.inotify.max_user_instances', root)).toBe(128);
  expect(await readKernelSetting('kernel.ostype', root)).toBeUndefined();
  expect(await readKernelSetting('fs.none', root)).toBeUndefined();
});
