import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { KnownError } from '../../contract/errors.ts';
import type { MergeOptions, Written } from '../../contract/ports.ts';
import { type Access, kubeconfigOf, planMerge } from '../../core/kubeconfig-access.ts';
import { type KubeconfigRemoval, planRemoval, type WrittenContext, whyOther } from '../../core/kubeconfig-removal.ts';
import { codeOf } from '../failure.ts';
import { kubeconfigPaths, parseKubeconfig, type Surroundings } from '../kubeconfig.ts';
import { formatKubeconfig } from './format.ts';
import { type Held, readHeld, replaceHeld } from './write-private.ts';

/** The kubeconfig that kubectl would write to, and those beside it. */
export async function targetOf(kubeconfig: string | undefined, surroundings: Surroundings) {
  const { listed, standard } = kubeconfigPaths(surroundings);
  const paths = kubeconfig !== undefined ? [kubeconfig] : listed.length > 0 ? listed : [standard];
  const files = await Promise.all(paths.map((path) => readHeld(path)));
  // As kubectl (client-go's tools/clientcmd/loader.go, GetDefaultFilename): the first that is there, else the last.
  const target = files.find(({ text }) => text !== undefined) ?? files.at(-1);
  if (!target) throw new Error('there is always one path');
  return { target, others: files.filter((file) => file !== target), standard };
}

/** Adds an access to it; `kubeconfig` is the file to merge into, where one is named. */
export async function mergeAccess(
  access: Access,
  kubeconfig: string | undefined,
  options: MergeOptions,
  surroundings: Surroundings,
) {
  const { target, others, standard } = await targetOf(options.into ?? kubeconfig, surroundings);
  for (const other of others) await refuseShadow(other, access, options);
  if (dirname(target.path) === dirname(resolve(standard)))
    await mkdir(dirname(target.path), { recursive: true, mode: 0o700 });
  return withLock(target.path, async () => {
    // Read again: now nobody else writes.
    const held = await readHeld(target.path);
    return { path: held.path, result: await merge(held, access, options) };
  });
}

async function merge(held: Held, access: Access, { force, own, wayOut }: MergeOptions): Promise<Written> {
  const { path, text } = held;
  if (text === undefined || text.trim() === '') {
    const written = await replaceHeld(held, formatKubeconfig(kubeconfigOf(access)));
    return written;
  }
  const config = await parseKubeconfig(path, text);
  const { edits, replaced } = planMerge(config, access);
  const isOwn = own !== undefined && config.contexts.some(({ name }) => name === own.name) && !whyOther(config, own);
  if (replaced.length > 0 && !force && !isOwn) {
    throw new KnownError('conflict', `${path} has a ${replaced.join(' and a ')} already, which is another one.`, {
      hint: wayOut ?? 'Choose another name with --context-name, or replace it with --force.',
    });
  }
  if (edits.length === 0) return 'unchanged';
  const document = parseDocument(text, { logLevel: 'error', prettyErrors: false });
  for (const { path: at, value } of edits) document.setIn(at, document.createNode(value));
  return replaceHeld(held, document.toString({ lineWidth: 0 }));
}

/** The other entries of the file stay as they stand there, comments too. */
export async function removeContexts(
  path: string,
  written: readonly WrittenContext[],
): Promise<Pick<KubeconfigRemoval, 'removed' | 'left'>> {
  if ((await readHeld(path)).text === undefined) return { removed: [], left: [] };
  return withLock(path, async () => {
    const held = await readHeld(path);
    const { text = '' } = held;
    const { paths, removed, left } = planRemoval(await parseKubeconfig(held.path, text), written);
    if (removed.length === 0) return { removed, left };
    const document = parseDocument(text, { logLevel: 'error', prettyErrors: false });
    for (const at of paths) document.deleteIn(at);
    await replaceHeld(held, document.toString({ lineWidth: 0 }));
    return { removed, left };
  });
}

/** kubectl takes the first definition of a name: what another file of KUBECONFIG says would win, or lose without a word. */
async function refuseShadow({ path, text }: Held, { name }: Access, { wayOut }: MergeOptions): Promise<void> {
  if (text === undefined) return;
  const { contexts, clusters, users } = await parseKubeconfig(path, text);
  if (![...contexts, ...clusters, ...users].some((entry) => entry.name === name)) return;
  throw new KnownError('conflict', `${path} of KUBECONFIG has an entry named "${name}" already.`, {
    hint: wayOut ?? 'Choose another name with --context-name.',
  });
}

/** kubectl's own lock, so that neither overwrites what the other one adds. */
async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  const file = await open(lock, 'wx', 0o600).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') return undefined; // the writing itself will say what is wrong
    throw new KnownError('conflict', `${path} is being written by another program: ${lock} is there.`, {
      hint: 'If none is, it was left over: delete it.',
    });
  });
  try {
    return await work();
  } finally {
    await file?.close();
    if (file) await rm(lock, { force: true });
  }
}
