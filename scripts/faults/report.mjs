// Results as text for people.

const count = (lists) => lists.reduce((sum, list) => sum + list.length, 0);

export function summary(results) {
  const fired = results.filter((result) => result.fired);
  const findings = results.flatMap((result) => result.findings);
  return {
    injected: fired.length,
    recovered: fired.filter((result) => result.findings.length === 0).length,
    left: count(findings.map(({ left }) => left)),
    lost: count(findings.map(({ lost }) => lost)),
  };
}

export const lastLine = (results) => {
  const { injected, recovered, left, lost } = summary(results);
  return `${injected} faults injected, ${recovered} recovered, ${left} objects left over, ${lost} objects lost`;
};

/** The first request of its kind comes in every run; of those that are repeated there may be fewer. */
export const isMissed = ({ fired, point }) => !fired && point.n === 1;

export const isGood = (results) =>
  results.every((result) => result.findings.length === 0 && !isMissed(result)) && summary(results).injected > 0;

/** One case that went wrong, with the command that shows it again. */
export function finding({ id, findings }, more = '') {
  const lines = findings.flatMap(({ phase, left, lost, wrong, code, said }) => [
    `  ${phase} (exit code ${code ?? 'none: killed'}):${wrong ? ` ${wrong}` : ''}`,
    ...left.map((title) => `    left over: ${title}`),
    ...lost.map((title) => `    lost: ${title}`),
    ...(said ? [`    said: ${said.replaceAll('\n', '\n          ')}`] : []),
  ]);
  return [`✗ ${id}`, ...lines, `  again: npm run faults -- ${more}--only '${id}'`].join('\n');
}

export function report(results, more) {
  const missed = results.filter(isMissed).map(({ id }) => `? ${id}: the run did not come there`);
  const wrong = results.filter(({ findings }) => findings.length > 0).map((result) => finding(result, more));
  return [...wrong, ...missed, lastLine(results)].join('\n\n');
}
