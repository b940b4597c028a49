// Runs without faults, first of all: what they ask are the points, what they leave is what every other run must come to.
import { SetupError } from '../support/requirements.mjs';
import { titleOf } from './objects.mjs';
import { still, until } from './until.mjs';

const run = async (worker, command) => {
  const ended = await worker.run(command);
  if (ended.code === 0) return ended.log;
  throw new SetupError(`${command} of ${worker.cluster} fails without any fault: ${ended.stderr.trim()}`, undefined, 1);
};

/** The stores once nothing has changed in them for a while: Karmada goes on after a join has ended. */
async function settled(worker) {
  const look = async () => {
    const { extra } = await worker.state();
    return { titles: extra.map(titleOf), contents: await worker.contents(extra) };
  };
  const found = await still(look, ({ contents }) => contents !== undefined);
  if (found) return found;
  throw new SetupError(`The stores do not come to rest after ${worker.cluster} has joined.`, undefined, 1);
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
  throw new SetupError(
    `Without any fault unjoin does not lead back to the state before the join: ${all}`,
    undefined,
    1,
  );
}
