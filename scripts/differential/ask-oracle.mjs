// How often the oracle is asked for one case, and what its answers are.
import { SetupError } from '../support/requirements.mjs';

/** A panic in Karmada's own code is an answer, too. */
const panicOf = ({ panic }) => ({ panic: String(panic).split('\n')[0] });

function readable(said) {
  if (said.invalid === undefined) return said;
  throw new SetupError(`The oracle cannot read a case: ${said.invalid}`, undefined, 1);
}

const fewRuns = 64;

/** Others are asked again and again. */
export const runsOutside = (ask) => async (question, runs) => {
  const all = await Promise.all(Array.from({ length: runs }, () => ask(question)));
  const answers = all.map(readable).map(({ id: _, ...said }) => (said.panic === undefined ? said : panicOf(said)));
  return [...new Map(answers.map((answer) => [JSON.stringify(answer), answer])).values()];
};

/**
 * The scheduler's oracle runs the same many times by itself, and gives each answer once. A panic takes the others with it:
 * it may be one of several, so that each run is then asked for alone.
 */
export const runsInside = (ask) => async (question, runs) => {
  const said = readable(await ask({ ...question, runs }));
  if (said.panic === undefined) return said.answers;
  if (runs === 1) return [panicOf(said)];
  const alone = async (one) => {
    const { panic, answers } = await ask({ ...one, runs: 1 });
    return panic === undefined ? answers[0] : { panic };
  };
  return runsOutside(alone)(question, Math.min(runs, fewRuns));
};
