import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';

export const params = defineParams({
  client: { type: 'boolean', about: 'Only karmate itself; no server is asked.' },
});

export const version = defineOperation({
  name: 'version',
  summary: 'Show the versions of karmate, of Node.js, and of the control plane.',
  effect: 'read',
  params,
  body: () => import('./version.run.ts'),
});
