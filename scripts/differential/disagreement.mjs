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

const brief = ({ outcome, clusters, undetermined, affinityName, error }) => ({
  outcome,
  clusters,
  undetermined,
  affinityName,
  error,
});

/** A line of the file: enough to ask it again with --file, and to see who says what. */
export const keep = (file, { index, ask, karmada, question, ours, theirs, differs }) =>
  appendFileSync(file, `${JSON.stringify({ ask, karmada, index, differs, question, ours: brief(ours), theirs })}\n`);

export function describe({ index, ask, question, ours, theirs, differs }) {
  const own = Object.hasOwn(ours, 'outcome') ? brief(ours) : ours;
  return [
    `✗ ${ask} case ${index}: ${differs.join(', ')}`,
    `  ours:   ${JSON.stringify(own)}`,
    ...theirs.map((their) => `  theirs: ${JSON.stringify(their)}`),
    `  ${JSON.stringify(question)}`,
  ].join('\n');
}
