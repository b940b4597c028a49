import { bad, dim, good, stack, text, type View, warn } from '../../contract/view.ts';
import { objectInWords } from '../../core/steps.ts';
import { workloadsInWords } from '../../core/unjoin-workloads.ts';
import type { Result, Unjoined } from './unjoin.run.ts';

export const view = ({ clusters }: Result): View => stack(...clusters.map(viewOf));

const said = { unjoined: 'unjoined', absent: 'is not there; nothing to do', planned: 'would be unjoined:' } as const;

function viewOf(one: Unjoined): View {
  const { cluster, result, workloads, leftInMember, kept } = one;
  const isPlan = result === 'planned';
  const lines = text(
    result === 'unjoined' ? good(`cluster ${cluster} ${said[result]}`) : `cluster ${cluster} ${said[result]}`,
    ...(isPlan ? workloadsInWords(cluster, workloads) : []),
  );
  const left = [
    ...kept.map((one) => dim(`stays: ${objectInWords(one)}, ${one.why}`)),
    ...(leftInMember.length > 0 ? [warn(`${isPlan ? 'Would stay' : 'Stays'} in ${cluster}; to remove it there:`)] : []),
    ...leftInMember.map(({ command }) => `  ${command}`),
  ];
  return stack(lines, ...(isPlan ? [table(one)] : []), ...(left.length > 0 ? [text(...left)] : []));
}

const table = ({ cluster, steps }: Unjoined): View => ({
  kind: 'table',
  head: ['WHERE', 'ACTION', 'OBJECT', 'NAMESPACE', 'NOTE'],
  rows: steps.map(({ side, action, object, namespace = '', why = '', problem }) => [
    side === 'member' ? cluster : 'Karmada',
    action,
    object,
    namespace,
    problem ? bad(`would fail: ${problem.message}`) : dim(why),
  ]),
});
