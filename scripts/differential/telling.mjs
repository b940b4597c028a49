// A few small cases that together show all that many have shown, with the oracle's answers: the cases of a test.
import { writeFileSync } from 'node:fs';
import { shrink } from './shrink.mjs';

const sizeOf = (question) => JSON.stringify(question).length;
const isAnswered = ({ kind }) => kind === 'agreed' || kind === 'undetermined';

/** Remembers of each feature how often it came up, and its smallest case. */
export function createTelling(featuresOf) {
  const best = new Map();
  return {
    add({ ask, question }, { kind, ours }) {
      if (!isAnswered({ kind })) return;
      const size = sizeOf(question);
      for (const feature of featuresOf(question, ours)) {
        const known = best.get(feature) ?? { times: 0, size: Number.POSITIVE_INFINITY };
        const smaller = size < known.size ? { size, ask, question, kind, ours } : known;
        best.set(feature, { ...smaller, times: known.times + 1 });
      }
    },
    /** At most `count`, those with the rarest features first; each says which features it is there for. */
    choose(count) {
      const chosen = [];
      const covered = new Set();
      for (const [feature, one] of [...best].sort(([, a], [, b]) => a.times - b.times)) {
        if (covered.has(feature) || chosen.length === count) continue;
        const all = [...featuresOf(one.question, one.ours)];
        chosen.push({ ...one, features: all.filter((other) => !covered.has(other)) });
        for (const other of all) covered.add(other);
      }
      return { chosen, covered: covered.size, known: best.size };
    },
  };
}

/** Each as small as it gets without losing what it is there for, and put to the oracle once more. */
export async function writeTelling(file, chosen, { judge, mend, featuresOf }) {
  const lines = [];
  for (const { question, kind, features } of chosen) {
    const shows = async (smaller) => {
      const verdict = await judge(smaller).catch(() => undefined);
      if (verdict?.kind !== kind) return false;
      const shown = featuresOf(smaller, verdict.ours);
      return features.every((feature) => shown.has(feature));
    };
    const small = await shrink(question, shows, { mend, tries: 1500 });
    const { theirs } = await judge(small);
    lines.push(JSON.stringify({ about: features, question: small, answers: theirs }));
  }
  writeFileSync(file, `${lines.join('\n')}\n`);
}
