import { dim, good, prose, stack, text, type View, type ViewOptions, warn } from '../../contract/view.ts';
import { objectInWords } from '../../core/steps.ts';
import { workloadsInWords } from '../../core/unjoin-workloads.ts';
import { stepTable } from './step-table.ts';
import type { Result, Unjoined } from './unjoin.run.ts';

export const view = ({ clusters }: Result, { wide }: ViewOptions): View =>
  stack(...clusters.map((one) => viewOf(one, wide)));

const said = { unjoined: 'unjoined', absent: 'is not there; nothing to do', planned: 'would be unjoined:' } as const;

function viewOf(one: Unjoined, wide: boolean): View {
  const { cluster, result, workloads, steps, leftInMember, kept } = one;
  const isPlan = result === 'planned';
  const lines = prose(
    result === 'unjoined' ? good(`cluster ${cluster} ${said[result]}`) : `cluster ${cluster} ${said[result]}`,
    ...(isPlan ? workloadsInWords(cluster, workloads) : []),
  );
  const stays = kept.map((one) => dim(`stays: ${objectInWords(one)}, ${one.why}`));
  const left = [
    ...(leftInMember.length > 0 ? [warn(`${isPlan ? 'Would stay' : 'Stays'} in ${cluster}; to remove it there:`)] : []),
    ...leftInMember.map(({ command }) => `  ${command}`),
  ];
  return stack(
    lines,
    ...(isPlan ? [stepTable(steps, cluster, wide)] : []),
    ...(stays.length > 0 ? [prose(...stays)] : []),
    ...(left.length > 0 ? [text(...left)] : []),
  );
}
