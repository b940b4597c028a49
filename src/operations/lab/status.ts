import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { dir } from './params.ts';

export const params = defineParams({ dir });

export const labStatus = defineOperation({
  name: 'lab status',
  summary: 'Show whether the lab runs, its members and its components.',
  details: 'Exit code 5 when no lab is running there. -o wide shows the components too.',
  effect: 'read',
  params,
  body: () => import('./status.run.ts'),
});
