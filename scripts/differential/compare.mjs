// The whole comparison: starts the oracles, puts the cases to both, makes disagreements small, sums up.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { oracle } from '../support/oracle.mjs';
import { elapsed, step } from '../support/progress.mjs';
import { asks } from './asks.mjs';
import { bar, coverage, coverageReport } from './coverage.mjs';
import { describe, keep, smallest, sortOut } from './disagreement.mjs';
import { featuresOf } from './features.mjs';
import { createJudge } from './judge.mjs';
import { loadCore } from './load-core.mjs';
import { moduleOf } from './releases.mjs';
import { runCases } from './run-cases.mjs';
import { createTally, isGood, lastLine, report } from './tally.mjs';
import { createTelling, writeTelling } from './telling.mjs';

/** More are counted, but neither made small nor printed. */
const mostShown = 30;
const mostAlike = 2;
const mostRecorded = 60;

/** `next()` of runCases: what is given, one case that is named, or as many of each kind as are wanted. */
function createSource({ kinds, given, cases, seed, karmada, case: only }) {
  const made = (ask, index) => ({ index, ask, question: asks[ask].makeCase(seed, index, karmada) });
  const state = { at: 0 };
  if (given) return () => given[state.at++];
  const count = only === undefined ? cases : 1;
  return () => {
    const at = state.at++;
    const ask = kinds[Math.floor(at / count)];
    return ask && made(ask, only ?? at % count);
  };
}

/** A judge for each kind of question, all asking one oracle; `clock` sums up the time that ours takes. */
function createJudges(kinds, { ask, library, karmada, clock }) {
  const judgeOf = (kind) => {
    const own = asks[kind].answerOf(library, karmada);
    const answer = (question) => {
      const start = performance.now();
      const answered = own(question);
      clock.ours += performance.now() - start;
      return answered;
    };
    const { more, runs, ...comparison } = asks[kind];
    const askKind = runs((question) => ask({ ...question, ...more, ask: kind }));
    return createJudge({ ...comparison, answer, ask: askKind });
  };
  const judges = Object.fromEntries(kinds.map((kind) => [kind, judgeOf(kind)]));
  return (one) => judges[one.ask](one.question);
}

/** Made small, printed and kept, the first few; `judge` asks the first oracle. */
async function show(found, { karmada, out }, judge) {
  for (const one of sortOut(found, mostAlike).slice(0, mostShown)) {
    const again = (question) => judge({ ask: one.ask, question });
    const small = { ...one, karmada, ...(await smallest(one.question, one, again, asks[one.ask].mend)) };
    keep(out, small);
    process.stdout.write(`${describe(small)}\n`);
  }
  if (found.length > 0) process.stdout.write(`Kept in ${out}\n`);
}

/** Puts all cases to both sides; gives the tally, what disagrees, and what was telling. */
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

async function record(wish, telling, judge) {
  const { chosen, covered, known } = telling.choose(mostRecorded);
  const { mend } = asks.schedule;
  const again = (question) => judge({ ask: 'schedule', question });
  await step('Making telling cases small', () => writeTelling(wish.record, chosen, { judge: again, mend, featuresOf }));
  process.stdout.write(`${chosen.length} cases in ${wish.record} show ${covered} of ${known} features\n`);
}

export async function compare(wish) {
  const { karmada, jobs, cover } = wish;
  const kinds = wish.only ? [wish.only] : Object.keys(asks);
  const library = await loadCore();
  const counters = cover ? mkdtempSync(join(tmpdir(), 'karmate-cover-')) : undefined;
  const start = Date.now();
  const oracles = [];
  const clock = { ours: 0 };
  try {
    for (let job = 0; job < jobs; job++) oracles.push(await oracle({ karmada, cover: counters }));
    const judges = oracles.map(({ ask }) => createJudges(kinds, { ask, library, karmada, clock }));
    const { tally, found, telling } = await askAll(wish, kinds, judges);
    const times = `in ${elapsed(Date.now() - start)}; ours took ${elapsed(clock.ours)} of it`;
    await show(found, wish, judges[0]);
    if (wish.record) await record(wish, telling, judges[0]);
    for (const { end } of oracles.splice(0)) await end();
    const covered = counters && coverage(counters, moduleOf(karmada));
    return {
      isGood: isGood(tally) && (!covered || covered.percent >= bar),
      report: [
        `Karmada ${karmada}, seed ${wish.seed}, ${times}`,
        report(tally),
        ...(covered ? [coverageReport(covered)] : []),
      ].join('\n'),
      lastLine: lastLine(tally),
    };
  } finally {
    for (const { end } of oracles) await end().catch(() => {});
    if (counters) rmSync(counters, { recursive: true, force: true });
  }
}
