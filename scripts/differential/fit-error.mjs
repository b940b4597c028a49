// A cluster that several plugins turn away is counted for the first of them, and their order is Go's map order: a message
// can be told from a wrong one by whether some order gives it (pkg/scheduler/framework/runtime/framework.go, NewFramework).

function* orders(list) {
  if (list.length <= 1) yield list;
  for (const [at, first] of list.entries()) for (const rest of orders(list.toSpliced(at, 1))) yield [first, ...rest];
}

/** As FitError.Error() has it, with the reasons sorted. Clusters that are being deleted are not counted (v1.18). */
function message(count, reasons) {
  const counts = new Map();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const words = [...counts].map(([reason, times]) => `${times} ${reason}`).sort();
  return `0/${count} clusters are available: ${words.length === 0 ? 'no cluster exists' : words.join(', ')}.`;
}

const countedRejections = ({ rejections }) =>
  rejections.some(({ plugin }) => plugin === 'Deletion') ? [] : rejections;

/** Several plugins turn some cluster away: which of them is named, nobody can say. */
export const isAmbiguous = (verdicts) => verdicts.some((verdict) => countedRejections(verdict).length > 1);

/** `verdicts` are those of SchedulingAnswer: per cluster all plugins that reject it. */
export function couldSay(said, verdicts) {
  const rejected = verdicts.map(countedRejections).filter((rejections) => rejections.length > 0);
  const plugins = [...new Set(rejected.flat().map(({ plugin }) => plugin))];
  for (const order of orders(plugins)) {
    const firstOf = (rejections) => order.find((plugin) => rejections.some((one) => one.plugin === plugin));
    const reasons = rejected.map(
      (rejections) => rejections.find(({ plugin }) => plugin === firstOf(rejections)).reason,
    );
    if (message(verdicts.length, reasons) === said) return true;
  }
  return false;
}
