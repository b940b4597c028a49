import { inOrder } from '../../go/string-order.ts';

/** A region, as the choice of regions sees it (spreadconstraint/select_groups.go). */
export interface Group {
  readonly name: string;
  /** Its clusters. */
  readonly value: number;
  /** Its score. */
  readonly weight: number;
}

/**
 * Between `min` and `max` groups that have `target` clusters together: as they are tried one after the other, a choice
 * ends with the group that makes it suffice. The weightiest choice wins, and of equals that with more clusters, and then
 * the first; but where its weightiest groups suffice and are a choice too, they alone (prioritizePaths: the shorter path
 * that the winner begins with). None: there is no choice. The weightiest come first.
 */
export function selectGroups(groups: readonly Group[], min: number, max: number, target: number): readonly Group[] {
  const tried = groups.toSorted(asTried);
  const suffice = (count: number, sum: number): boolean => sum >= target && count >= min && count <= max;
  const best = findBest(tried, { min, max, target }, suffice).toSorted(
    (a, b) => b.weight - a.weight || inOrder(a.name, b.name),
  );
  for (let count = 1; count < best.length; count++) {
    const part = best.slice(0, count);
    if (isChoice(part.toSorted(asTried), suffice)) return part;
  }
  return best;
}

/** The order of findFeasiblePaths. */
const asTried = (a: Group, b: Group): number => a.value - b.value || b.weight - a.weight || inOrder(a.name, b.name);

type Suffice = (count: number, sum: number) => boolean;

/**
 * findFeasiblePaths, depth first. Of all paths only the best is kept, since there may be millions, and none is begun that
 * cannot suffice with all that is left: Karmada tries most of those in vain.
 */
function findBest(
  tried: readonly Group[],
  { min, max, target }: { readonly min: number; readonly max: number; readonly target: number },
  suffice: Suffice,
): readonly Group[] {
  if (tried.length === 0) return [];
  const left = tried.map((_, at) => tried.slice(at).reduce((sum, { value }) => sum + value, 0));
  const chosen: Group[] = [];
  let best: readonly Group[] = [];
  let [mostWeight, mostValue] = [Number.NEGATIVE_INFINITY, 0];
  const visit = (value: number, weight: number, begin: number): void => {
    if (suffice(chosen.length, value)) {
      if (weight < mostWeight || (weight === mostWeight && value <= mostValue)) return;
      [best, mostWeight, mostValue] = [[...chosen], weight, value];
      return;
    }
    if (chosen.length >= max) return;
    for (let at = begin; at < tried.length; at++) {
      if (chosen.length + tried.length - at < min || value + (left[at] ?? 0) < target) return;
      const group = tried[at] as Group;
      chosen.push(group);
      visit(value + group.value, weight + group.weight, at + 1);
      chosen.pop();
    }
  };
  visit(0, 0, 0);
  return best;
}

/** Whether these, as they are tried, suffice with the last of them and not before. */
function isChoice(groups: readonly Group[], suffice: Suffice): boolean {
  let sum = 0;
  const end = groups.findIndex(({ value }, at) => {
    sum += value;
    return suffice(at + 1, sum);
  });
  return groups.length > 0 && end === groups.length - 1;
}
