// All cases over all workers: each joins with one fault and unjoins with another, so that nothing is done for nothing.
import { throwIfInterrupted } from '../support/children.mjs';
import { SetupError } from '../support/requirements.mjs';
import { isClean } from './judge.mjs';
import { resultOf, tryFault, untilResult } from './trial.mjs';

/** A run without faults, that must give what it always gives; once more after a reset, and then no more. */
async function cleanRun(worker, command, joined) {
  for (let attempt = 1; ; attempt++) {
    const run = await worker.run(command);
    const found = run.code === 0 ? await untilResult(worker, resultOf(command, joined)) : undefined;
    if (found && isClean(found)) return;
    const what = found ? JSON.stringify(found) : run.stderr.trim();
    if (attempt === 2)
      throw new SetupError(`${command} of ${worker.cluster} fails without any fault: ${what}`, undefined, 1);
    await worker.reset();
    if (command === 'unjoin') return; // all is gone, which is what it was for
  }
}

/**
 * Gives the results so far, and the failure that ended them, if one did. `workers` are `{ worker, joined }`;
 * `onResult` hears of each case as it ends: `{ id, fired, code, seconds, findings }`.
 */
export async function runMatrix(workers, cases, { has, onResult }) {
  const queues = {
    join: cases.filter(({ point }) => point.command === 'join'),
    unjoin: cases.filter(({ point }) => point.command === 'unjoin'),
  };
  const again = new Set();
  const results = [];

  /** Tries the next case of a command; gives whether the worker is joined afterwards. */
  const one = async ({ worker, joined }, command) => {
    const tried = queues[command].shift();
    const start = performance.now();
    const { fired, code, findings, end } = await tryFault(worker, tried, joined);
    const seconds = (performance.now() - start) / 1000;
    // A program that polls may have had no need to ask so often this time.
    if (!fired && findings.length === 0 && !again.has(tried.id)) {
      again.add(tried.id);
      queues[command].push(tried);
    } else {
      const result = { id: tried.id, kind: tried.kind, point: tried.point, fired, code, seconds, findings };
      results.push(result);
      onResult(result, results.length);
    }
    if (findings.length > 0) await worker.reset(); // nothing can be relied on
    return findings.length === 0 && (end === 'as before' ? command === 'unjoin' : command === 'join');
  };

  const work = async ({ worker, joined }) => {
    let isJoined = false;
    for (;;) {
      throwIfInterrupted('the faults');
      const command = isJoined ? 'unjoin' : 'join';
      if (queues[command].length > 0) isJoined = await one({ worker, joined }, command);
      else if (isJoined) {
        if (has.unjoin) await cleanRun(worker, 'unjoin', joined);
        else await worker.reset();
        isJoined = false;
      } else if (queues.unjoin.length > 0) {
        await cleanRun(worker, 'join', joined);
        isJoined = true;
      } else return;
    }
  };
  const orEndAll = async (one) => {
    try {
      await work(one);
    } catch (error) {
      for (const queue of Object.values(queues)) queue.length = 0;
      throw error;
    }
  };
  const ended = await Promise.allSettled(workers.map(orEndAll));
  return { results, failure: ended.find(({ status }) => status === 'rejected')?.reason };
}
