// One case, answered by both: agreed, undetermined, disagreed, or a panic in Karmada's own code.
import { SetupError } from '../support/requirements.mjs';

const someRuns = 16;
const manyRuns = 64;
const mostRuns = 1024;
/** With so few possible answers, all of them should come up. */
const fewAnswers = 8;

/**
 * `answer(question)` is ours; `ask(question)` is the oracle's; `differences(ours, theirs)` names what differs and
 * `countAllowed(ours)` says how many answers ours allows. Gives `{ kind, ours, theirs, differs, seen, isWider }`.
 */
export function createJudge({ answer, ask, differences, countAllowed = () => 1 }) {
  const askFor = async (question, runs) => {
    const said = await ask({ ...question, runs });
    if (said.invalid !== undefined)
      throw new SetupError(`The oracle cannot read a case: ${said.invalid}`, undefined, 1);
    return said;
  };

  const distinct = async (question, allowed) => {
    const isCountable = allowed > 1 && allowed <= fewAnswers;
    const said = await askFor(question, isCountable ? manyRuns : someRuns);
    if (!isCountable || said.panic !== undefined || said.answers.length >= allowed) return said;
    return askFor(question, mostRuns);
  };

  return async (question) => {
    const ours = answer(question);
    const once = await askFor(question, 1);
    if (once.panic !== undefined) return { kind: 'panic', ours, theirs: [once] };
    const allowed = countAllowed(ours);
    if (allowed === 1 && differences(ours, once.answers[0]).length === 0)
      return { kind: 'agreed', ours, theirs: once.answers };
    const said = await distinct(question, allowed);
    if (said.panic !== undefined) return { kind: 'panic', ours, theirs: [said] };
    const theirs = said.answers;
    const differs = [...new Set(theirs.flatMap((their) => differences(ours, their)))];
    if (differs.length > 0) return { kind: 'disagreed', ours, theirs, differs };
    const isUndetermined = allowed > 1 || theirs.length > 1;
    return {
      kind: isUndetermined ? 'undetermined' : 'agreed',
      ours,
      theirs,
      isWider: allowed > 1 && (theirs.length === 1 || (allowed <= fewAnswers && theirs.length < allowed)),
    };
  };
}
