import { describe, expect, it } from 'vitest';
import { type Group, selectGroups } from '../../../src/core/scheduling/spread-constraint/select-groups.ts';

describe('of groups', () => {
  const groups = (text: string) =>
    text.split(' ').map((part) => {
      const [name = '', value, weight] = part.split(':');
      return { name, value: Number(value), weight: Number(weight) };
    });

  it.each<[string, string, [number, number, number], string]>([
    ['the weightiest that suffice are chosen', 'a:2:10 b:3:20 c:6:5', [1, 2, 5], 'b a'],
    ['one that suffices alone is taken with no other', 'a:2:10 b:3:20 c:6:100', [1, 2, 5], 'c'],
    ['the part that a choice begins with is enough', 'a:1:30 b:1:20 c:1:10', [1, 3, 1], 'a'],
    ['as many as must be are chosen', 'a:1:30 b:1:20 c:1:10', [2, 3, 1], 'a b'],
    ['of equals, those with more clusters', 'a:1:10 b:2:10 c:3:10', [2, 2, 3], 'b c'],
    ['none where they do not suffice', 'a:1:10 b:2:10', [1, 2, 9], ''],
    ['none where none must be', 'a:1:10', [0, 1, 0], ''],
    ['all where all must be', 'a:1:1 b:2:2 c:3:3', [3, 3, 6], 'c b a'],
  ])('%s', (_, text, [min, max, target], chosen) => {
    expect(
      selectGroups(groups(text), min, max, target)
        .map(({ name }) => name)
        .join(' '),
    ).toBe(chosen);
  });

  it('all of forty are found to be needed at once', () => {
    const forty = Array.from({ length: 40 }, (_, at) => ({ name: `r${at}`, value: 1, weight: 0 }));
    expect([selectGroups(forty, 40, 40, 1).length, selectGroups(forty, 1, 40, 40).length]).toEqual([40, 40]);
  });

  it('all paths together choose as the best one alone does', () => {
    let state = 3;
    const below = (most: number): number => {
      state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
      return (state >>> 0) % most;
    };
    for (let round = 0; round < 500; round++) {
      const some = 'abcdefg'
        .slice(0, 1 + below(7))
        .split('')
        .map((name) => ({ name, value: 1 + below(4), weight: below(3) * 100 }));
      const [min, more, target] = [1 + below(4), below(4), below(9)];
      const limits = { some, min, max: min + more, target };
      const names = (chosen: readonly Group[]) => chosen.map(({ name }) => name).join(' ');
      expect({ ...limits, chosen: names(selectGroups(some, min, min + more, target)) }).toEqual({
        ...limits,
        chosen: names(byAllPaths(some, min, min + more, target)),
      });
    }
  });
});

/** As Karmada does it: every path is kept, all are sorted, and each is held against the winner. */
function byAllPaths(groups: readonly Group[], min: number, max: number, target: number): readonly Group[] {
  const byName = (a: Group, b: Group): number => (a.name < b.name ? -1 : 1);
  const tried = groups.toSorted((a, b) => a.value - b.value || b.weight - a.weight || byName(a, b));
  const paths: (readonly Group[])[] = [];
  const visit = (path: readonly Group[], begin: number): void => {
    if (sum(path, 'value') >= target && path.length >= min && path.length <= max) paths.push(path);
    else if (path.length < max)
      for (const [at, group] of tried.entries()) if (at >= begin) visit([...path, group], at + 1);
  };
  visit([], 0);
  const sorted = paths
    .toSorted((a, b) => sum(b, 'weight') - sum(a, 'weight') || sum(b, 'value') - sum(a, 'value'))
    .map((path) => path.toSorted((a, b) => b.weight - a.weight || byName(a, b)));
  return sorted.reduce(
    (chosen, path) =>
      path.length < chosen.length && path.every(({ name }, at) => name === chosen[at]?.name) ? path : chosen,
    sorted[0] ?? [],
  );
}

const sum = (path: readonly Group[], of: 'value' | 'weight'): number => path.reduce((total, one) => total + one[of], 0);
