// One disagreement: made small, said to people, kept in a file.
import { appendFileSync } from 'node:fs';
import { shrink } from './shrink.mjs';

/** The smallest case that still differs in what the found one differed in first. */
export async function smallest(question, verdict, judge, mend) {
  const [main] = verdict.differs;
  const shows = async (smaller) => {
    const found = await judge(smaller).catch(() => undefined); // what cannot even be read shows nothing
    return found?.kind === 'disagreed' && found.differs[0] === main;
  };
  const found = await shrink(question, shows, { mend });
  return { question: found, ...(await judge(found)) };
}

/** Of ours what the oracle answers, too. */
const brief = ({
  outcome,
  clusters,
  undetermined,
  affinityName,
  choice,
  template,
  binding,
  manifest,
  applied,
  error,
}) => ({
  outcome,
  clusters,
  undetermined,
  affinityName,
  choice: choice && { outcome: choice.outcome, why: choice.why },
  template: template?.metadata,
  binding,
  manifest,
  applied,
  error,
});

const general = (value) =>
  JSON.stringify(value)
    .replaceAll(/\d+/g, 'N')
    .replaceAll(/\{[^{}]*:No\w+\}/g, '{}');

/** What looks alike probably has one cause; of each sort the first `most`, and how many there are. */
export function sortOut(found, most) {
  const sorts = new Map();
  for (const one of found) {
    const { ask, differs, ours, theirs } = one;
    const words = ({ outcome, error, panic }) => [outcome, error, panic];
    const sort = general([ask, differs, words(ours), words(theirs[0])]);
    sorts.set(sort, [...(sorts.get(sort) ?? []), one]);
  }
  return [...sorts.values()].flatMap((all) => all.slice(0, most).map((one) => ({ ...one, alike: all.length })));
}

/** A line of the file: enough to ask it again with --file, and to see who says what. */
export const keep = (file, { index, ask, karmada, question, ours, theirs, differs }) =>
  appendFileSync(file, `${JSON.stringify({ ask, karmada, index, differs, question, ours: brief(ours), theirs })}\n`);

export function describe({ index, ask, question, ours, theirs, differs, alike }) {
  return [
    `✗ ${ask} case ${index}: ${differs.join(', ')} (${alike} alike)`,
    `  ours:   ${JSON.stringify(brief(ours))}`,
    ...theirs.map((their) => `  theirs: ${JSON.stringify(their)}`),
    `  ${JSON.stringify(question)}`,
  ].join('\n');
}
