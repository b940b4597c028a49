// One fault: the run that meets it, what that leaves, and the run after it. Findings are data.
import { againstBefore, againstResult, isClean, listedBy, reports } from './judge.mjs';
import { limitsFor } from './karmate.mjs';
import { isWrite } from './points.mjs';
import { until } from './until.mjs';

/** Controllers need a moment to take away, or to make, what belongs to what karmate has done. */
const patience = 20;

/** Looks until there is nothing to find, or for as long as controllers may need; gives what was found last. */
async function settle(look) {
  let found;
  await until(
    async () => {
      found = await look();
      return isClean(found);
    },
    { seconds: patience },
  );
  return found;
}

const nothing = { titles: [], contents: {} };

/** What a clean run of each command ends in; `joined` is what a clean join was. */
export const resultOf = (command, joined) => (command === 'join' ? joined : nothing);

/** Contents are read only once the right objects are there. */
export const untilResult = (worker, result) =>
  settle(async () => {
    const now = await worker.state();
    const found = againstResult({ ...now, contents: {} }, result);
    return isClean(found) ? againstResult({ ...now, contents: await worker.contents(now.extra) }, result) : found;
  });

const untilBefore = (worker, listed) => settle(async () => againstBefore(await worker.state(), listed, worker.cluster));

const lastLines = (text) => text.trim().split('\n').slice(-3).join('\n');
const saidBy = ({ stdout, stderr }) => lastLines(stderr || stdout);

/** What is wrong with how a run has ended, whatever it has left. */
function wrongEnding(run) {
  if (run.isStuck) return 'it did not end';
  if (run.code === undefined || run.code === 0) return undefined;
  const errors = reports(run.stderr).flatMap(({ error }) => error ?? []);
  if (errors.some(({ code }) => code === 'bug')) return 'it ended as a bug';
  if (errors.length === 0 && reports(run.stdout).length === 0) return 'it gave no report in JSON';
  return undefined;
}

/** Whether the run has but asked, and all is exactly as it was: a run after it is one without any fault, of which there are many. */
async function isAsBefore(worker, { command, log }, joined) {
  if (log.some(isWrite)) return false;
  const now = await worker.state();
  const former = command === 'join' ? nothing : joined;
  if (!isClean(againstResult({ ...now, contents: {} }, former))) return false;
  return isClean(againstResult({ ...now, contents: await worker.contents(now.extra) }, former));
}

/** Gives `{ fired, code, findings, end }`; a finding has `phase`, `left`, `lost`, `wrong`, and what was said. */
export async function tryFault(worker, { point, kind }, joined) {
  const { command } = point;
  const result = resultOf(command, joined);
  const findings = [];
  const note = (phase, { left, lost }, run, wrong) => {
    if (left.length + lost.length === 0 && !wrong) return;
    findings.push({ phase, left, lost, ...(wrong ? { wrong } : {}), code: run.code, said: saidBy(run) });
  };
  const first = await worker.run(command, { fault: { point, kind }, limits: limitsFor(kind) });
  const wasKilled = first.code === undefined && !first.isStuck;
  const end = () => ({ fired: first.fired, code: first.code, findings });
  const listed = listedBy(first);
  if (first.code === 0 && listed.length === 0) {
    note('the run itself', await untilResult(worker, result), first, wrongEnding(first));
    return { ...end(), end: 'as a clean run' };
  }
  if (first.code !== 0 && (await isAsBefore(worker, first, joined))) {
    note('after the failure', { left: [], lost: [] }, first, wrongEnding(first));
    return { ...end(), end: 'as before' };
  }
  // Who is killed says nothing: only the run after it can be judged.
  const found = wasKilled ? { left: [], lost: [] } : await untilBefore(worker, listed);
  note('after the failure', found, first, wrongEnding(first));
  const again = await worker.run(command);
  const failed = again.code === 0 ? undefined : `it failed with exit code ${again.code}`;
  note('the run after it', await untilResult(worker, result), again, failed ?? wrongEnding(again));
  return { ...end(), end: 'as a clean run' };
}
