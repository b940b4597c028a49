import { inOrder } from '../../go/string-order.ts';

/** A region, as the choice of regions sees it (spreadconstraint/select_groups.go). */
export interface Group {
  readonly name: string;
  /** Its clusters. */
  readonly value: number;
  /** Its score. */
  readonly weight: number;
}

/** A choice of groups, the weightiest first. */
interface Path {
  readonly id: number;
  readonly groups: readonly Group[];
  readonly weight: number;
  readonly value: number;
}

/**
 * Between `min` and `max` groups that have `target` clusters together, none more than are needed in the order they are
 * tried in: the weightiest such choice, or the part that it begins with where that is such a choice too. None: there is
 * no such choice.
 */
export function selectGroups(groups: readonly Group[], min: number, max: number, target: number): readonly Group[] {
  const paths = findPaths(groups, min, max, target).sort(
    (a, b) => b.weight - a.weight || b.value - a.value || a.id - b.id,
  );
  const [first, ...others] = paths;
  if (!first) return [];
  return others.reduce((chosen, path) => (beginsWith(chosen, path) ? path : chosen), first).groups;
}

/**
 * findFeasiblePaths, depth first. Where all groups are needed there is but one choice: v1.11 and newer stop there, and
 * v1.10 tries the others in vain.
 */
function findPaths(groups: readonly Group[], min: number, max: number, target: number): Path[] {
  if (groups.length === 0) return [];
  const sorted = groups.toSorted((a, b) => a.value - b.value || b.weight - a.weight || inOrder(a.name, b.name));
  const paths: Path[] = [];
  const chosen: Group[] = [];
  const visit = (sum: number, begin: number): void => {
    if (sum >= target && chosen.length >= min && chosen.length <= max) {
      paths.push(pathOf(paths.length + 1, chosen));
      return;
    }
    if (chosen.length >= max) return;
    for (let at = begin; at < sorted.length; at++) {
      const group = sorted[at] as Group;
      chosen.push(group);
      visit(sum + group.value, at + 1);
      chosen.pop();
      if (sorted.length === min) return;
    }
  };
  visit(0, 0);
  return paths;
}

const pathOf = (id: number, chosen: readonly Group[]): Path => ({
  id,
  groups: chosen.toSorted((a, b) => b.weight - a.weight || inOrder(a.name, b.name)),
  weight: chosen.reduce((sum, { weight }) => sum + weight, 0),
  value: chosen.reduce((sum, { value }) => sum + value, 0),
});

/** matchSubPath. */
const beginsWith = ({ groups }: Path, part: Path): boolean =>
  part.groups.length < groups.length && part.groups.every(({ name }, at) => name === groups[at]?.name);
