/** Compares `1.26.0`-like versions; `1.26rc1` counts as 1.26. */
export function isOlder(version: string, needed: string): boolean {
  const numbers = (text: string): readonly number[] => text.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const [have, want] = [numbers(version), numbers(needed)];
  for (const index of [0, 1, 2]) {
    const difference = (have[index] ?? 0) - (want[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
