// One case, answered by both: agreed, undetermined or disagreed.

const someRuns = 16;
const manyRuns = 64;
const mostRuns = 1024;
/** With so few possible answers, all of them should come up. */
const fewAnswers = 8;

/**
 * `answer(question)` is ours; `ask(question, runs)` are the oracle's, each once; `differences(ours, theirs)` names what differs and
 * `countAllowed(ours)` says how many answers ours allows; `isOneOfMany(ours)`, that it is one of several and knows no
 * other. Gives `{ kind, ours, theirs, differs, isWider }`.
 */
export function createJudge({ answer, ask, differences, countAllowed = () => 1, isOneOfMany = () => false }) {
  const distinct = async (question, allowed) => {
    const isCountable = allowed > 1 && allowed <= fewAnswers;
    const theirs = await ask(question, isCountable ? manyRuns : someRuns);
    return isCountable && theirs.length < allowed ? ask(question, mostRuns) : theirs;
  };

  const judgeOne = async (question, ours, once) => {
    const theirs = await ask(question, mostRuns);
    const all = [...once, ...theirs];
    // A panic that may be says nothing of the other answers.
    const told = all.filter(({ panic }) => panic === undefined);
    const differs = (told.length > 0 ? told : all).map((their) => differences(ours, their));
    const isAmong = differs.some((names) => names.length === 0);
    return { ...(isAmong ? { kind: 'undetermined' } : { kind: 'disagreed', differs: differs[0] }), ours, theirs };
  };

  return async (question) => {
    const ours = answer(question);
    const allowed = countAllowed(ours);
    const once = await ask(question, 1);
    const isTelling = once[0].panic === undefined || !isOneOfMany(ours);
    if (allowed === 1 && isTelling && differences(ours, once[0]).length === 0)
      return { kind: 'agreed', ours, theirs: once };
    if (isOneOfMany(ours)) return judgeOne(question, ours, once);
    const theirs = await distinct(question, allowed);
    const differs = [...new Set([...once, ...theirs].flatMap((their) => differences(ours, their)))];
    if (differs.length > 0) return { kind: 'disagreed', ours, theirs, differs };
    const isWider = allowed > 1 && theirs.length < (allowed <= fewAnswers ? allowed : 2);
    return { kind: allowed > 1 || theirs.length > 1 ? 'undetermined' : 'agreed', ours, theirs, isWider };
  };
}
