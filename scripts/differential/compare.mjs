// The whole comparison: starts the oracles, puts the cases to both, makes disagreements small, sums up.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { oracle } from '../support/oracle.mjs';
import { elapsed, step } from '../support/progress.mjs';
import { root } from '../support/script.mjs';
import { asks } from './asks.mjs';
import { bar, coverage, coverageReport } from './coverage.mjs';
import { describe, keep, smallest } from './disagreement.mjs';
import { createJudge } from './judge.mjs';
import { moduleOf } from './releases.mjs';
import { runCases } from './run-cases.mjs';
import { createTally, isGood, lastLine, report } from './tally.mjs';

/** More are counted, but neither made small nor printed. */
const mostShown = 20;

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
    const { differences, countAllowed } = asks[kind];
    const askKind = (question) => ask({ ...question, ask: kind });
    return createJudge({ answer, ask: askKind, differences, countAllowed });
  };
  const judges = Object.fromEntries(kinds.map((kind) => [kind, judgeOf(kind)]));
  return (one) => judges[one.ask](one.question);
}

export async function compare(wish) {
  const { karmada, jobs, out, cover } = wish;
  const kinds = wish.only ? [wish.only] : Object.keys(asks);
  const library = await import(pathToFileURL(join(root, 'dist', 'index.js')).href);
  const counters = cover ? mkdtempSync(join(tmpdir(), 'karmate-cover-')) : undefined;
  const start = Date.now();
  const oracles = [];
  const clock = { ours: 0 };
  const tally = createTally();
  const found = [];
  try {
    for (let job = 0; job < jobs; job++) oracles.push(await oracle({ karmada, cover: counters }));
    const judges = oracles.map(({ ask }) => createJudges(kinds, { ask, library, karmada, clock }));
    const next = createSource({ ...wish, kinds });
    await step(`Comparing with Karmada ${karmada}`, (note) =>
      runCases(next, judges, (one, verdict) => {
        const { sortOf, notes } = asks[one.ask];
        tally.add(verdict, { sort: `${one.ask}: ${sortOf(verdict.ours)}`, notes: notes(verdict.ours) });
        note(`${tally.get().cases}`);
        if (verdict.kind === 'disagreed') found.push({ ...one, ...verdict });
        if (wish.case !== undefined) process.stdout.write(`${JSON.stringify({ ...one, ...verdict }, undefined, 2)}\n`);
      }),
    );
    for (const one of found.slice(0, mostShown)) {
      const judge = (question) => judges[0]({ ask: one.ask, question });
      const small = { ...one, karmada, ...(await smallest(one.question, one, judge, asks[one.ask].mend)) };
      keep(out, small);
      process.stdout.write(`${describe(small)}\n`);
    }
    if (found.length > 0) process.stdout.write(`Kept in ${out}\n`);
    for (const { end } of oracles.splice(0)) await end();
    const covered = counters && coverage(counters, moduleOf(karmada));
    const took = `Karmada ${karmada}, seed ${wish.seed}, in ${elapsed(Date.now() - start)}; ours took ${elapsed(clock.ours)} of it`;
    return {
      isGood: isGood(tally.get()) && (!covered || covered.percent >= bar),
      report: [took, report(tally.get()), ...(covered ? [coverageReport(covered)] : [])].join('\n'),
      lastLine: lastLine(tally.get()),
    };
  } finally {
    for (const { end } of oracles) await end().catch(() => {});
    if (counters) rmSync(counters, { recursive: true, force: true });
  }
}
