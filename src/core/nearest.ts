/** The words that somebody may have meant: those with the fewest slips of the finger, or those that it begins. */
export function nearest(word: string, candidates: readonly string[]): readonly string[] {
  const typed = word.toLowerCase();
  const distances = [...new Set(candidates)].map((candidate) => ({ candidate, slips: slipsBetween(typed, candidate) }));
  const most = typed.length <= 3 ? 1 : 2;
  const least = Math.min(most, ...distances.map(({ slips }) => slips));
  return distances
    .filter(({ candidate, slips }) => slips <= least || (typed.length > 1 && candidate.startsWith(typed)))
    .map(({ candidate }) => candidate)
    .slice(0, 3);
}

/** The same of words whose capitals do not tell them apart: `clusteraffinity` is near `clusterAffinity`. */
export function nearestInAnyCase(word: string, candidates: readonly string[]): readonly string[] {
  const found = nearest(
    word,
    candidates.map((candidate) => candidate.toLowerCase()),
  );
  return candidates.filter((candidate) => found.includes(candidate.toLowerCase()));
}

/** Letters to add, drop, change, or swap with the next one (optimal string alignment). */
function slipsBetween(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const cell = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= from.length; row++) {
    const line = [row];
    rows.push(line);
    for (let column = 1; column <= to.length; column++) {
      const changed = cell(row - 1, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const isSwap = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const swapped = isSwap ? cell(row - 2, column - 2) + 1 : changed;
      line.push(Math.min(cell(row - 1, column) + 1, cell(row, column - 1) + 1, changed, swapped));
    }
  }
  return cell(from.length, to.length);
}

/** As the end of a sentence: `did you mean "a" or "b"?`; undefined: nothing is near. */
export const orMeant = (words: readonly string[]): string | undefined =>
  words.length === 0 ? undefined : `did you mean ${words.map((word) => `"${word}"`).join(' or ')}?`;

/** As a hint: `Did you mean "a" or "b"?` */
export const didYouMean = (words: readonly string[]): string =>
  words.length === 0 ? '' : `Did you mean ${words.map((word) => `"${word}"`).join(' or ')}? `;
