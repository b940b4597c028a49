import { stack, text, type View, warn } from '../../contract/view.ts';
import type { Result } from './join.run.ts';
import { stepTable } from './step-table.ts';

export function viewOfJoin(result: Result, wide: boolean): View {
  const { cluster, kubernetesVersion, apiEndpoint, steps, notes } = result;
  const noted = notes.length > 0 ? [text(...notes.map(warn))] : [];
  const nothing = `cluster ${cluster} is joined already; nothing to do`;
  if (result.result === 'planned' && steps.length > 0) {
    const what = `Would join ${cluster} (Kubernetes ${kubernetesVersion ?? 'of unknown version'}).`;
    const how = `Karmada reaches it at ${apiEndpoint} and gets all rights in it (cluster-admin).`;
    return stack(text(what, how), stepTable(steps, cluster, wide), ...noted);
  }
  const of = steps.filter(({ state, action }) => state === 'done' && action !== 'wait').map(({ object }) => object);
  const said = {
    joined: `cluster ${cluster} joined: Kubernetes ${kubernetesVersion ?? 'of unknown version'}, Ready`,
    registered: `cluster ${cluster} registered; whether it can be used was not waited for`,
    completed: `cluster ${cluster} was joined already; completed: ${of.join(', ')}`,
    unchanged: nothing,
    planned: nothing,
  };
  return stack(text(said[result.result]), ...noted);
}
