import { KnownError } from '../../contract/errors.ts';
import type { Input } from '../../contract/params.ts';
import type { Karmada, Ports } from '../../contract/ports.ts';
import type { View } from '../../contract/view.ts';
import { needsRelease, taintNotes } from '../../core/taint-notes.ts';
import { readTaintWords } from '../../core/taint-specs.ts';
import type { Release } from '../../core/versions.ts';
import type { TaintedCluster } from './change-cluster-taints.ts';
import { chooseClusters } from './selection.ts';
import type { params } from './taint.ts';
import { changeTaintsOfAll, type TaintResult, viewOf } from './taint-result.ts';

export async function run(ports: Ports, input: Input<typeof params>): Promise<TaintResult> {
  const { names, changes } = readTaintWords(input.words);
  const [chosen, release] = await Promise.all([
    chooseClusters(ports.karmada, { ...input, names }),
    needsRelease(changes) ? releaseOf(ports.karmada) : undefined,
  ]);
  const wish = { changes, onOther: input.overwrite ? 'replace' : 'refuse', dryRun: input.dryRun } as const;
  return changeTaintsOfAll(ports, 'taint', chosen, wish, taintNotes(changes, release));
}

/** Without it the warning tells of all releases. */
async function releaseOf(karmada: Karmada): Promise<Release | undefined> {
  try {
    return await karmada.release();
  } catch (error) {
    if (error instanceof KnownError && error.code !== 'interrupted') return undefined;
    throw error;
  }
}

export const view = (result: TaintResult): View => viewOf(result, inWords);

/** kubectl's words: tainted, untainted, modified. */
function inWords({ result, added, removed }: TaintedCluster): string {
  if (result === 'unchanged') return 'unchanged: it is so already';
  if (removed.length === 0) return `tainted: ${added.join(', ')}`;
  if (added.length === 0) return `untainted: ${removed.join(', ')}`;
  return `modified: ${added.join(', ')} added, ${removed.join(', ')} removed`;
}

export { names, outcome } from './taint-result.ts';
