// Puts many cases to the judges, several at a time to each, so that neither side waits for the other.
import { throwIfInterrupted } from '../support/children.mjs';

const atOnce = 32;

/** `next()` gives `{ index, question }` or undefined at the end; `onResult` hears of each, in no order. */
export async function runCases(next, judges, onResult) {
  const state = { isOver: false };
  const lane = async (judge) => {
    for (;;) {
      if (state.isOver) return;
      throwIfInterrupted('the comparison');
      const one = next();
      if (!one) return;
      onResult(one, await judge(one));
    }
  };
  const orEndAll = (work) =>
    work.catch((error) => {
      state.isOver = true;
      throw error;
    });
  const lanes = judges.flatMap((judge) => Array.from({ length: atOnce }, () => orEndAll(lane(judge))));
  const ended = await Promise.allSettled(lanes);
  const failed = ended.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}
