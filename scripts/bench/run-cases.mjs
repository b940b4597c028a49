// Runs cases one after the other. What was measured stays, whatever becomes of the next one.
import { throwIfInterrupted } from '../support/children.mjs';
import { step } from '../support/progress.mjs';
import { compare, verdicts } from './statistics.mjs';

/** Gives the results so far, and the failure that ended them, if one did. */
export async function runCases(chosen, world) {
  const results = [];
  try {
    for (const { name, bars, run } of chosen) {
      const result = compare(name, await step(name, () => run(world)));
      results.push({ ...result, verdicts: verdicts(result, bars) });
      throwIfInterrupted('the benchmark');
    }
    return { results };
  } catch (failure) {
    return { results, failure };
  }
}
