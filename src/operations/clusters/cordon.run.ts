import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import type { View } from '../../contract/view.ts';
import { clusterNameIn } from '../../core/cluster-type.ts';
import { cordonChange } from '../../core/taints.ts';
import type { params } from './cordon.ts';
import { chooseClusters } from './selection.ts';
import { changeTaintsOfAll, type TaintResult, viewOf } from './taint-result.ts';

export async function run(ports: Ports, input: Input<typeof params>): Promise<TaintResult> {
  const names = (input.names ?? []).map(clusterNameIn);
  const chosen = await chooseClusters(ports.karmada, { ...input, names });
  const wish = { changes: [cordonChange], onOther: 'keep', dryRun: input.dryRun } as const;
  return changeTaintsOfAll(ports, 'cordon', chosen, wish);
}

export const view = (result: TaintResult): View =>
  viewOf(result, (cluster) => (cluster.result === 'changed' ? 'cordoned' : 'already cordoned'));

export { names, outcome } from './taint-result.ts';
