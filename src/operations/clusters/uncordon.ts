import { defineOperation } from '../../contract/operation.ts';
import { params } from './cordon.ts';

export const uncordon = defineOperation({
  name: 'uncordon',
  summary: 'Let new workloads onto member clusters again.',
  details:
    'Removes the taint that "cordon" sets, and only that: other taints that still keep new workloads away are named. ' +
    'Karmada does not move workloads back by itself.',
  examples: ['karmate uncordon member1 member2', 'karmate uncordon --all'],
  effect: 'write',
  params,
  body: () => import('./uncordon.run.ts'),
});
