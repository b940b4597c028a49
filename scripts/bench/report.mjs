// Results as a table for people and as JSON for programs.

const seconds = (value) => `${value.toFixed(value < 10 ? 3 : 1)} s`;
const mebibytes = (value) => `${value.toFixed(0)} MiB`;
const both = (format, ours, theirs) => `${format(ours)} / ${format(theirs)}`;

const head = ['CASE', 'RATIO', 'TIME (karmate / karmadactl)', 'CPU', 'PEAK MEMORY', 'BARS'];

export function table(results) {
  const rows = results.map(({ name, karmate, karmadactl, wall_ratio, verdicts }) => [
    name,
    wall_ratio.toFixed(3),
    both(seconds, karmate.wall_s, karmadactl.wall_s),
    both(seconds, karmate.cpu_s, karmadactl.cpu_s),
    both(mebibytes, karmate.peak_mib, karmadactl.peak_mib),
    verdicts.map(({ bar, met }) => `${bar}: ${met ? 'met' : 'MISSED'}`).join(', '),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] + 3))
        .join('')
        .trimEnd(),
    )
    .join('\n');
}

/** The documented shape, and nothing else. */
export const toJson = (results) =>
  `${JSON.stringify(
    results.map(({ name, karmate, karmadactl, wall_ratio }) => ({
      name,
      karmate: rounded(karmate),
      karmadactl: rounded(karmadactl),
      wall_ratio: Number(wall_ratio.toFixed(4)),
    })),
    null,
    2,
  )}\n`;

const rounded = ({ wall_s, peak_mib }) => ({
  wall_s: Number(wall_s.toFixed(4)),
  peak_mib: Number(peak_mib.toFixed(1)),
});
