// All cases over all workers: each joins with one fault and unjoins with another, so that nothing is done for nothing.
import { throwIfInterrupted } from '../support/children.mjs';
import { isClean } from './judge.mjs';
import { resultOf, tryFault, untilResult } from './trial.mjs';

/** A run without faults, that must give what it always gives; once more after a reset, and then no more. */
export async function cleanRun(worker, command, joined) {
  for (let attempt = 1; ; attempt++) {
    const run = await worker.run(command);
    const found = run.code === 0 ? await untilResult(worker, resultOf(command, joined)) : undefined;
    if (found && isClean(found)) return run;
    const what = found ? JSON.stringify(found) : run.stderr.trim();
    if (attempt === 2) throw new Error(`${command} of ${worker.cluster} fails without any fault: ${what}`);
    await worker.reset();
    if (command === 'unjoin') return undefined; // all is gone, which is what it was for
  }
}

/** Brings the worker back to the state before. */
const leave = (worker, { unjoin }, joined) => (unjoin ? cleanRun(worker, 'unjoin', joined) : worker.reset());

/**
 * Gives the results so far, and the failure that ended them, if one did. `workers` are `{ worker, joined }`; `onResult` hears of each case as it ends: `{ id, fired, code, seconds, findings }`.
 */
export async function runMatrix(workers, cases, { has, onResult }) {
  const queues = {
    join: cases.filter(({ point }) => point.command === 'join'),
    unjoin: cases.filter(({ point }) => point.command === 'unjoin'),
  };
  const again = new Set();
  const results = [];

  /** Whether all is as a clean run would have left it. */
  const one = async ({ worker, joined }, queue) => {
    const tried = queue.shift();
    const start = performance.now();
    const { fired, code, findings } = await tryFault(worker, tried, joined);
    const seconds = (performance.now() - start) / 1000;
    // A program that polls may have had no need to ask so often this time.
    if (!fired && findings.length === 0 && !again.has(tried.id)) {
      again.add(tried.id);
      queue.push(tried);
    } else {
      const result = { id: tried.id, kind: tried.kind, point: tried.point, fired, code, seconds, findings };
      results.push(result);
      onResult(result, results.length);
    }
    return findings.length === 0;
  };

  const work = async ({ worker, joined }) => {
    while (queues.join.length + queues.unjoin.length > 0) {
      throwIfInterrupted('the faults');
      let isJoined = false;
      if (queues.join.length > 0) {
        isJoined = await one({ worker, joined }, queues.join);
        if (!isJoined) await worker.reset();
      }
      if (queues.unjoin.length === 0) {
        if (isJoined) await leave(worker, has, joined);
        continue;
      }
      if (!isJoined) await cleanRun(worker, 'join', joined);
      if (!(await one({ worker, joined }, queues.unjoin))) await worker.reset();
    }
  };
  const empty = () => Object.values(queues).map((queue) => queue.splice(0));
  const ended = await Promise.allSettled(workers.map((one) => work(one).finally(empty)));
  return { results, failure: ended.find(({ status }) => status === 'rejected')?.reason };
}
