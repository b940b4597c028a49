// What came of the cases, in numbers.

export function createTally() {
  const kinds = { agreed: 0, undetermined: 0, disagreed: 0 };
  const counts = { sorts: new Map(), notes: new Map(), panics: new Map() };
  const state = { cases: 0, wider: 0 };
  const count = (map, name) => map.set(name, (map.get(name) ?? 0) + 1);
  return {
    add({ kind, theirs, isWider }, { sort, notes }) {
      state.cases++;
      kinds[kind]++;
      if (isWider) state.wider++;
      if (theirs[0].panic !== undefined) count(counts.panics, theirs[0].panic);
      count(counts.sorts, sort);
      for (const note of notes) count(counts.notes, note);
    },
    get: () => ({ ...state, ...kinds, ...counts }),
  };
}

const share = (count, all) => `${count} (${((100 * count) / Math.max(1, all)).toFixed(1)} %)`;
const lines = (map, all) =>
  [...map].sort(([, a], [, b]) => b - a).map(([name, count]) => `  ${name}: ${share(count, all)}`);

export function report({ cases, agreed, undetermined, wider, sorts, notes, panics }) {
  return [
    `agreed: ${share(agreed, cases)}`,
    `undetermined, all answers allowed: ${share(undetermined, cases)}`,
    ...(wider > 0 ? [`  wider than seen: ${wider}`] : []),
    ...(panics.size > 0 ? ["panics of Karmada's own code:", ...lines(panics, cases)] : []),
    'ours:',
    ...lines(sorts, cases),
    ...lines(notes, cases),
  ].join('\n');
}

export const lastLine = ({ cases, disagreed }) => `${cases} cases, ${disagreed} disagreements`;
export const isGood = ({ cases, disagreed }) => cases > 0 && disagreed === 0;
