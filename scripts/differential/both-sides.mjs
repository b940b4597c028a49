// Ours and the oracles, started: a judge for each oracle, and how long each side took.
import { oracle } from '../support/oracle.mjs';
import { asks } from './asks.mjs';
import { createJudge } from './judge.mjs';
import { loadCore } from './load-core.mjs';

/** A judge for each kind of question, all asking one oracle; `clock` sums up the time that ours takes. */
function createJudges(kinds, { ask, core, karmada, clock }) {
  const judgeOf = (kind) => {
    const { answerOf, more, runs, ...comparison } = asks[kind];
    const own = answerOf(core, karmada);
    const answer = (question) => {
      const start = performance.now();
      const answered = own(question);
      clock.ours += performance.now() - start;
      return answered;
    };
    const askKind = runs((question) => ask({ ...question, ...more, ask: kind }));
    return createJudge({ ...comparison, answer, ask: askKind });
  };
  const judges = Object.fromEntries(kinds.map((kind) => [kind, judgeOf(kind)]));
  return (one) => judges[one.ask](one.question);
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** `counters` is a folder where the oracles leave what of Karmada ran; it is complete after `end()`. */
export async function startBothSides(kinds, { karmada, jobs, counters }) {
  const core = await loadCore();
  const oracles = [];
  const clock = { ours: 0 };
  const end = async () => {
    for (const one of oracles.splice(0)) await one.end();
  };
  try {
    for (let job = 0; job < jobs; job++) oracles.push(await oracle({ karmada, cover: counters }));
  } catch (error) {
    await end().catch(() => {});
    throw error;
  }
  return {
    judges: oracles.map(({ ask }) => createJudges(kinds, { ask, core, karmada, clock })),
    /** Milliseconds so far, of ours and of all oracles together. */
    spent: async () => {
      const theirs = await Promise.all(oracles.map(({ ask }) => ask({ ask: 'spent' })));
      return { ours: clock.ours, theirs: sum(theirs.flatMap(({ spent }) => Object.values(spent))) / 1000 };
    },
    end,
  };
}
