import { bad, type Cell, dim, good, type TreeNode, warn } from '../../contract/view.ts';
import { groupBy } from '../../core/group-by.ts';
import { inShort } from '../../core/in-short.ts';
import type { ClusterPreview } from '../../core/preview/preview.ts';
import type { WorkloadResult } from './rendered-diff.ts';
import { hasCounts, targetWords } from './target-words.ts';

const namesAtMost = 20;

/** One workload for a terminal: who takes it, each cluster that has or gets it, and the others by what speaks against them. */
export function workloadTree(heading: string, { because, others, failure, clusters }: Branches): TreeNode {
  const [chosen, left] = [clusters.filter(isChosen), clusters.filter((one) => !isChosen(one))];
  const width = Math.max(0, ...chosen.map(({ cluster }) => cluster.length));
  return {
    label: heading,
    children: [
      { label: because, children: others.map((label) => ({ label })) },
      ...(failure === undefined ? [] : [{ label: bad(failure) }]),
      ...chosen.map((one) => ({ label: lineOf(one, width, hasCounts(clusters)) })),
      ...(left.length > 0 ? [{ label: dim('not chosen'), children: reasonsOf(left) }] : []),
    ],
  };
}

export interface Branches extends Pick<WorkloadResult, 'because' | 'clusters'> {
  /** Policies that do not have it, and why. */
  readonly others: readonly Cell[];
  readonly failure?: string | undefined;
}

const isChosen = ({ change }: ClusterPreview): boolean => change !== 'not chosen';

function lineOf(one: ClusterPreview, width: number, counted: boolean): Cell {
  const { cluster, change, why, notSent } = one;
  const { has, gets } = targetWords(one, counted);
  const move = change === 'stays' ? (counted ? has : 'stays') : counted ? `${has} → ${gets}` : change;
  const line = `${cluster.padEnd(width)}  ${move}  ${why}`;
  if (notSent) return bad(`${line}; nothing is sent: ${notSent.message}`);
  return change === 'stops' ? bad(line) : change === 'shrinks' ? warn(line) : change === 'stays' ? line : good(line);
}

/** The reason most clusters share comes first. */
function reasonsOf(clusters: readonly ClusterPreview[]): readonly TreeNode[] {
  return [...groupBy(clusters, ({ why }) => why)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([why, group]) => {
      const names = group.map(({ cluster }) => cluster);
      return { label: `${inShort(names, namesAtMost)}: ${why}` };
    });
}
