import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KernelModules } from '../core/kind-lab/kernel.ts';

/** What a Linux kernel tells of itself. Elsewhere there are no such files, and nothing is known. */
export interface KernelPlace {
  readonly release: string;
  /** Where its files are; tests have their own. */
  readonly root?: string | undefined;
}

export async function readKernelModules({ release, root = '/' }: KernelPlace): Promise<KernelModules | undefined> {
  const read = (path: string): Promise<string | undefined> => readFile(join(root, path), 'utf8').catch(() => undefined);
  const loaded = await read('proc/modules');
  if (loaded === undefined) return undefined;
  const [builtIn = '', known = ''] = await Promise.all(
    ['modules.builtin', 'modules.dep'].map((name) => read(`lib/modules/${release}/${name}`)),
  );
  return { ready: [...wordsOf(loaded), ...filesOf(builtIn)], loadable: filesOf(known) };
}

export async function readKernelSetting(name: string, root = '/'): Promise<number | undefined> {
  const text = await readFile(join(root, 'proc/sys', ...name.split('.')), 'utf8').catch(() => '');
  return /^\d+\s*$/.test(text) ? Number(text) : undefined;
}

/** `ip_vs 200704 2 ip_vs_rr, Live 0x0` */
const wordsOf = (text: string): readonly string[] => text.split('\n').flatMap((line) => line.split(' ')[0] || []);

/** `kernel/net/netfilter/ipvs/ip_vs_rr.ko.xz: kernel/…`; a file has "-" where the kernel says "_", or not. */
const filesOf = (text: string): readonly string[] =>
  [...text.matchAll(/^(?:[^:\n]*\/)?([^/:\n]+)\.ko(?:\.\w+)?(?=:|$)/gm)].map(([, name = '']) =>
    name.replaceAll('-', '_'),
  );
