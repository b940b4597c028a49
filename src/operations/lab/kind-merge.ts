import { KnownError } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { type KindLabRecord, kindLabFiles } from '../../core/kind-lab/record.ts';
import type { Access } from '../../core/kubeconfig-access.ts';
import { type WrittenContext, writtenOf } from '../../core/kubeconfig-removal.ts';
import { commandLine } from '../../core/program.ts';
import { sameJson } from '../../core/same-json.ts';
import { shellWord } from '../../core/shell-word.ts';
import type { AtWork } from './kind-clusters.ts';

type Merged = NonNullable<KindLabRecord['merged']>;

/** Adds Karmada alone to the user's own kubeconfig: kind adds its own clusters with "kind export kubeconfig". */
export async function mergeKarmada(ports: Ports, lab: AtWork): Promise<Merged> {
  const access = await accessOf(ports, lab);
  const former = lab.record().merged;
  const path = await ports.kubeconfigs.mergeTarget();
  const isSame = former?.path === path && sameJson(former.written, [writtenOf(access)]);
  if (former && !isSame) await ports.kubeconfigs.remove(former.path, former.written ?? []);
  return write(ports, lab, access, { path, isSame });
}

/** What was merged once led into the Karmada of then. Where that was made anew, and the context is still there, it follows. */
export async function renewMerged(ports: Ports, lab: AtWork): Promise<Merged | undefined> {
  const former = lab.record().merged;
  if (!former?.written) return former;
  const access = await accessOf(ports, lab);
  if (sameJson(former.written, [writtenOf(access)])) return former;
  const { removed } = await ports.kubeconfigs.remove(former.path, former.written);
  if (removed.length > 0) {
    ports.progress(`Renewing ${removed.join(', ')} in ${former.path}: Karmada was made anew`);
    return write(ports, lab, access, { path: former.path, isSame: false });
  }
  await lab.keep({ merged: undefined });
  return undefined;
}

async function accessOf({ kubeconfigs, files }: Ports, { dir }: AtWork): Promise<Access> {
  const path = `${dir}/${kindLabFiles.karmada}`;
  const chosen = await kubeconfigs.read(path, (await files.find(path)) ?? '');
  return { name: chosen.context, cluster: chosen.cluster.value, user: chosen.user?.value ?? {} };
}

/** The record says it first: of what is in the kubeconfig "down" must know, wherever this ends. */
async function write(
  ports: Ports,
  lab: AtWork,
  access: Access,
  { path, isSame }: { readonly path: string; readonly isSame: boolean },
): Promise<Merged> {
  const own: WrittenContext = writtenOf(access);
  const merged: Merged = { path, contexts: [access.name], written: [own] };
  await lab.keep({ merged });
  try {
    await ports.kubeconfigs.merge(access, {
      force: false,
      into: path,
      ...(isSame ? { own } : {}),
      wayOut: wayOut(lab, own),
    });
  } catch (error) {
    // A file that could not be written is as it was. Should the record not be either, "down" finds nothing to take out.
    const isRefused = error instanceof KnownError && error.code !== 'interrupted';
    if (isRefused && !isSame) await lab.keep({ merged: undefined }).catch(() => {});
    throw error;
  }
  return merged;
}

function wayOut({ dir }: AtWork, { server }: WrittenContext): string {
  const hosts = `${dir}/${kindLabFiles.hosts}`;
  const at = ['--host-kubeconfig', hosts, '--host-context', 'kind-test1', '--server', server];
  const other = commandLine('karmate', ['kubeconfig', '--merge', '--context-name', 'karmada-lab', ...at]);
  return `Add it under another name: ${other}\nOr do without --merge: export KUBECONFIG=${shellWord(`${dir}/${kindLabFiles.karmada}`)}`;
}
