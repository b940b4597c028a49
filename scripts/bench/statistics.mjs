// What the runs of a case come to: plain numbers in, plain numbers out.

export function median(numbers) {
  if (numbers.length === 0) throw new Error('There is no median of nothing.');
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Runs of one command as its medians; `cpu_s` is user and system time together. */
export const summary = (runs) => ({
  wall_s: median(runs.map(({ wall_s }) => wall_s)),
  cpu_s: median(runs.map(({ user_s, sys_s }) => user_s + sys_s)),
  peak_mib: median(runs.map(({ peak_mib }) => peak_mib)),
});

/** A case as it is printed and judged. */
export function compare(name, { karmate, karmadactl }) {
  const [ours, theirs] = [summary(karmate), summary(karmadactl)];
  return { name, karmate: ours, karmadactl: theirs, wall_ratio: ours.wall_s / theirs.wall_s };
}

/** A bar is `wall` (the ratio, at most), `peakMiB` (at most), or `lessMemory` (than karmadactl). */
export function verdicts({ karmate, karmadactl, wall_ratio }, { wall, peakMiB, lessMemory }) {
  return [
    ...(wall === undefined ? [] : [{ bar: `time <= ${+wall.toFixed(3)}`, met: wall_ratio <= wall }]),
    ...(peakMiB === undefined ? [] : [{ bar: `memory <= ${peakMiB} MiB`, met: karmate.peak_mib <= peakMiB }]),
    ...(lessMemory ? [{ bar: "memory < karmadactl's", met: karmate.peak_mib < karmadactl.peak_mib }] : []),
  ];
}

/** A B, B A, A B, …: what the machine does meanwhile meets both alike. */
export const order = (rounds, names) =>
  Array.from({ length: rounds }, (_, round) => (round % 2 === 0 ? names : [...names].reverse())).flat();
