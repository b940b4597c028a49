// Runs without faults, first of all: what they ask are the points, what they leave is what every other run must come to.
import { titleOf } from './objects.mjs';
import { until } from './until.mjs';

const run = async (worker, command) => {
  const ended = await worker.run(command);
  if (ended.code === 0) return ended.log;
  throw new Error(`${command} of ${worker.cluster} fails without any fault: ${ended.stderr.trim()}`);
};

/** The stores once nothing has changed in them for a while: Karmada goes on after a join has ended. */
async function settled(worker) {
  let last = '';
  let since = 0;
  let result;
  const isStill = async () => {
    const { extra } = await worker.state();
    const contents = await worker.contents(extra);
    result = { titles: extra.map(titleOf), contents };
    const text = JSON.stringify(result);
    if (text !== last || contents === undefined) [last, since] = [text, performance.now()];
    return performance.now() - since > 3000;
  };
  if (await until(isStill, { seconds: 60, everyMs: 300 })) return result;
  throw new Error(`The stores do not come to rest after ${worker.cluster} has joined.`);
}

/** Gives `{ logs: { join, unjoin? }, joined }`, and leaves the worker as it was. */
export async function record(worker, has) {
  const join = await run(worker, 'join');
  const joined = await settled(worker);
  if (!has.unjoin) {
    await worker.reset();
    return { logs: { join }, joined };
  }
  const unjoin = await run(worker, 'unjoin');
  const isGone = async () => {
    const { extra, missing, changed } = await worker.state();
    return extra.length + missing.length + changed.length === 0;
  };
  if (await until(isGone, { seconds: 30 })) return { logs: { join, unjoin }, joined };
  const { extra, missing, changed } = await worker.state();
  const all = [...extra, ...missing, ...changed].map(titleOf).join(', ');
  throw new Error(`Without any fault unjoin does not lead back to the state before the join: ${all}`);
}
