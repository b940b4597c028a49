import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { dryRunParams, selectionParams } from './selection.ts';

export const params = defineParams({
  names: { type: 'list', positional: true, optional: true, complete: 'clusters', about: 'Member cluster names.' },
  ...selectionParams,
  ...dryRunParams,
});

export const cordon = defineOperation({
  name: 'cordon',
  summary: 'Keep new workloads off member clusters; what runs there stays.',
  details:
    'Sets the taint cluster.karmada.io/unschedulable:NoSchedule, as "karmadactl cordon" does. Other taints stay, also ' +
    'those that Karmada writes at the same time. A cluster that is cordoned already is left alone. One that fails keeps ' +
    'no other back. "uncordon" takes it back.',
  examples: [
    'karmate cordon member1 member2',
    'karmate cordon -l region=eu',
    'karmate get clusters -o name | xargs karmate cordon',
  ],
  effect: 'write',
  params,
  body: () => import('./cordon.run.ts'),
});
