// The whole comparison: puts the cases to both sides, makes disagreements small, sums up.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { elapsed, step } from '../support/progress.mjs';
import { asks } from './asks.mjs';
import { startBothSides } from './both-sides.mjs';
import { bar, coverage, coverageReport } from './coverage.mjs';
import { describe, keep, smallest, sortOut } from './disagreement.mjs';
import { featuresOf } from './features.mjs';
import { moduleOf } from './releases.mjs';
import { runCases } from './run-cases.mjs';
import { createTally, isGood, lastLine, report } from './tally.mjs';
import { createTelling, writeTelling } from './telling.mjs';

/** More are counted, but neither made small nor printed. */
const mostShown = 30;
const mostAlike = 2;
const mostRecorded = 60;

/** `next()` of runCases: what is given, one case that is named, or as many of each kind as are wanted. */
export function createSource({ kinds, given, cases, skip = 0, seed, karmada, case: only }) {
  const made = (ask, index) => ({ index, ask, question: asks[ask].makeCase(seed, index, karmada) });
  const state = { at: 0 };
  if (given) return () => given[state.at++];
  const count = only === undefined ? cases : 1;
  return () => {
    const at = state.at++;
    const ask = kinds[Math.floor(at / count)];
    return ask && made(ask, only ?? skip + (at % count));
  };
}

/** Made small, printed and kept, the first few. */
async function show(found, { karmada, out }, judge) {
  for (const one of sortOut(found, mostAlike).slice(0, mostShown)) {
    const again = (question) => judge({ ask: one.ask, question });
    const small = { ...one, karmada, ...(await smallest(one.question, one, again, asks[one.ask].mend)) };
    keep(out, small);
    process.stdout.write(`${describe(small)}\n`);
  }
  if (found.length > 0) process.stdout.write(`Kept in ${out}\n`);
}

/** Gives the tally, what disagrees, and what was telling. */
async function askAll(wish, kinds, judges) {
  const tally = createTally();
  const telling = createTelling(featuresOf);
  const found = [];
  const onResult = (note) => (one, verdict) => {
    const { sortOf, notes } = asks[one.ask];
    tally.add(verdict, { sort: `${one.ask}: ${sortOf(verdict.ours)}`, notes: notes(verdict.ours) });
    note(`${tally.get().cases}`);
    if (wish.record) telling.add(one, verdict);
    if (verdict.kind === 'disagreed') found.push({ ...one, ...verdict });
    if (wish.case !== undefined) process.stdout.write(`${JSON.stringify({ ...one, ...verdict }, undefined, 1)}\n`);
  };
  const next = createSource({ ...wish, kinds });
  await step(`Comparing with Karmada ${wish.karmada}`, (note) => runCases(next, judges, onResult(note)));
  return { tally: tally.get(), found, telling };
}

async function record(file, telling, judge) {
  const { chosen, covered, known } = telling.choose(mostRecorded);
  const { mend } = asks.schedule;
  const again = (question) => judge({ ask: 'schedule', question });
  await step('Making telling cases small', () => writeTelling(file, chosen, { judge: again, mend, featuresOf }));
  process.stdout.write(`${chosen.length} cases in ${file} show ${covered} of ${known} features\n`);
}

const timesOf = ({ ours, theirs }, since) =>
  `in ${elapsed(Date.now() - since)}; ours took ${elapsed(ours)} of it, Karmada's code ${elapsed(theirs)}`;

export async function compare(wish) {
  const { karmada, jobs, cover, seed } = wish;
  const only = wish.record ? 'schedule' : wish.only;
  const kinds = only ? [only] : Object.keys(asks);
  const counters = cover ? mkdtempSync(join(tmpdir(), 'karmate-cover-')) : undefined;
  const start = Date.now();
  const sides = await startBothSides(kinds, { karmada, jobs, counters });
  try {
    const { tally, found, telling } = await askAll(wish, kinds, sides.judges);
    const times = timesOf(await sides.spent(), start);
    await show(found, wish, sides.judges[0]);
    if (wish.record) await record(wish.record, telling, sides.judges[0]);
    await sides.end();
    const covered = counters && coverage(counters, moduleOf(karmada));
    return {
      isGood: isGood(tally) && (!covered || covered.percent >= bar),
      report: [
        `Karmada ${karmada}, seed ${seed}, ${times}`,
        report(tally),
        ...(covered ? [coverageReport(covered)] : []),
      ],
      lastLine: lastLine(tally),
    };
  } finally {
    await sides.end().catch(() => {});
    if (counters) rmSync(counters, { recursive: true, force: true });
  }
}
