import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { dryRunParams, selectionParams } from './selection.ts';

export const params = defineParams({
  words: {
    type: 'list',
    positional: true,
    complete: 'clusters',
    about: 'Cluster names, then taints: KEY=VALUE:EFFECT or KEY:EFFECT; KEY:EFFECT- or KEY- removes.',
  },
  ...selectionParams,
  overwrite: { type: 'boolean', about: 'Replace a taint of the same key and effect that has another value.' },
  ...dryRunParams,
});

export const taint = defineOperation({
  name: 'taint',
  summary: 'Set and remove taints of member clusters.',
  details:
    'EFFECT is NoSchedule (nothing new is sent there) or NoExecute (what does not tolerate it may also be moved away: a ' +
    'warning says what this Karmada does). "taint clusters NAME …" means the same. All other taints stay, also those that Karmada writes at the same time. A taint that is there ' +
    'already, or is to be removed and is not there, is no failure. As with kubectl, the taints of Karmada itself ' +
    '(cluster.karmada.io/not-ready, unreachable, terminating) may be changed: a warning says that it may undo that.',
  examples: [
    'karmate taint member1 dedicated=gpu:NoSchedule',
    'karmate taint clusters member1 member2 dedicated=cpu:NoSchedule --overwrite',
    'karmate taint member1 dedicated:NoSchedule- maintenance-',
    'karmate taint -l region=eu maintenance:NoExecute --dry-run=server',
  ],
  effect: 'write',
  params,
  body: () => import('./taint.run.ts'),
});
