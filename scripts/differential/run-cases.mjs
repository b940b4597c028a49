// Puts many cases to the judges, several at a time to each, so that neither side waits for the other.
import { throwIfInterrupted } from '../support/children.mjs';
import { SetupError } from '../support/requirements.mjs';

const atOnce = 32;
/** Karmada gives out replicas one by one, with all the time it takes: better no answer than a run without end. */
const patienceMs = 120_000;

/** Fails when a case is not answered in time, and says which. */
async function inTime(answer, { index }, ms) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new SetupError(`Case ${index} gets no answer.`, undefined, 1)), ms);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** `next()` gives `{ index, question }` or undefined at the end; `onResult` hears of each, in no order. */
export async function runCases(next, judges, onResult, { patience = patienceMs } = {}) {
  const state = { isOver: false };
  const lane = async (judge) => {
    for (;;) {
      if (state.isOver) return;
      throwIfInterrupted('the comparison');
      const one = next();
      if (!one) return;
      onResult(one, await inTime(judge(one), one, patience));
    }
  };
  const orEndAll = (work) =>
    work.catch((error) => {
      state.isOver = true;
      throw error;
    });
  const lanes = judges.flatMap((judge) => Array.from({ length: atOnce }, () => orEndAll(lane(judge))));
  await Promise.all(lanes);
}
