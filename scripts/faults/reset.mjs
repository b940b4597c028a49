// Deletes everything that was not there at first, without karmate: after a finding nothing can be relied on.
import { SetupError } from '../support/requirements.mjs';
import { titleOf } from './objects.mjs';
import { until } from './until.mjs';

/** Karmada's side first: while its Works go away they need the accounts that are in the member. */
export async function reset({ cluster, ask, state }) {
  for (const side of ['karmada', 'member']) {
    const left = async () => (await state()).extra.filter((object) => object.side === side && object.path);
    const remove = async () => {
      const objects = await left();
      for (const { path } of objects.filter(isFirst(side, objects))) await ask[side]('DELETE', path);
      return objects.length === 0;
    };
    if (await until(remove, { seconds: 20, everyMs: 300 })) continue;
    const release = async () => {
      const objects = await left();
      for (const { path } of objects) await withoutFinalizers(ask[side], path);
      return objects.length === 0;
    };
    if (!(await until(release, { seconds: 40, everyMs: 500 })))
      throw new SetupError(
        `${cluster} cannot be brought back: ${(await left()).map(titleOf).join(', ')}`,
        undefined,
        1,
      );
  }
}

/** A Cluster takes with it what Karmada has made for it; only without one is that deleted by itself. */
const isFirst = (side, objects) => (object) =>
  object.kind === 'cluster' || side === 'member' || !objects.some(({ kind }) => kind === 'cluster');

async function withoutFinalizers(ask, path) {
  const { status, body } = await ask('GET', path);
  if (status !== 200) return;
  await ask('DELETE', path);
  if (body.metadata.finalizers) await ask('PUT', path, { ...body, metadata: { ...body.metadata, finalizers: [] } });
}
