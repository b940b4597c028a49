import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { dir, provider } from './params.ts';

export const params = defineParams({ provider, dir });

export const labStatus = defineOperation({
  name: 'lab status',
  summary: 'Show whether the lab runs, its members and its components.',
  details:
    'Exit code 5 when no lab is there. Of the embedded control plane -o wide shows the components too; of a lab on kind ' +
    'the clusters are shown, and whether its Karmada answers, as far as kind and the container engine tell.',
  effect: 'read',
  params,
  body: () => import('./status.run.ts'),
});
