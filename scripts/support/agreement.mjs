// Karmate's rules against Karmada's own code, as many random cases as a build has time for: each kind of question to each
// release is one test. `npm run differential` asks more, and other ones.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare } from '../differential/compare.mjs';
import { releases } from '../differential/releases.mjs';

const seed = 1;
const cases = { schedule: 10_000, detect: 500, override: 500, render: 500 };

const kinds = Object.keys(releases).flatMap((karmada) =>
  Object.entries(cases).map(([only, many]) => ({ karmada, only, cases: many })),
);

/** A build that cannot ask Karmada is none that agrees. */
async function differs(compareOne, wish) {
  try {
    const { isGood, report, lastLine } = await compareOne({ ...wish, seed, jobs: 1 });
    process.stdout.write(`${report[0]}\n${wish.only}: ${lastLine}\n`);
    return isGood ? undefined : lastLine;
  } catch (error) {
    if (error.name === 'Interrupted') throw error;
    return error.message;
  }
}

/** `compareOne(wish)` gives `{ isGood, report, lastLine }`. The result is counted as that of any suite. */
export async function agreement(compareOne = compare) {
  const failures = [];
  const dir = mkdtempSync(join(tmpdir(), 'karmate-agreement-'));
  try {
    for (const { karmada, only, cases: many } of kinds) {
      const out = join(dir, `${only}-${karmada}.jsonl`);
      const what = await differs(compareOne, { karmada, only, cases: many, out });
      if (what) failures.push(`npm run differential -- --karmada ${karmada} --only ${only} --cases ${many}: ${what}`);
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
  return { passed: kinds.length - failures.length, failed: failures.length, skipped: 0, failures };
}
