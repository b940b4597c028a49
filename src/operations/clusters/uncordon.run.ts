import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import type { View } from '../../contract/view.ts';
import { clusterNameIn } from '../../core/cluster-type.ts';
import { keepsAway, taintText, uncordonChange } from '../../core/taints.ts';
import type { TaintedCluster } from './change-cluster-taints.ts';
import type { params } from './cordon.ts';
import { chooseClusters } from './selection.ts';
import { changeTaintsOfAll, type TaintResult, viewOf } from './taint-result.ts';

export async function run(ports: Ports, input: Input<typeof params>): Promise<TaintResult> {
  const names = (input.names ?? []).map(clusterNameIn);
  const chosen = await chooseClusters(ports.karmada, { ...input, names });
  const wish = { changes: [uncordonChange], onOther: 'keep', dryRun: input.dryRun } as const;
  return changeTaintsOfAll(ports, 'uncordon', chosen, wish);
}

export const view = (result: TaintResult): View =>
  viewOf(
    result,
    (cluster) => `${cluster.result === 'changed' ? 'uncordoned' : 'not cordoned'}${stillTainted(cluster)}`,
  );

function stillTainted({ taints }: TaintedCluster): string {
  const left = taints.filter(keepsAway).map(taintText);
  return left.length > 0 ? `, but still kept free of new workloads by ${left.join(', ')}` : '';
}

export { names, outcome } from './taint-result.ts';
