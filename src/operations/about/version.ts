import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';

export const params = defineParams({
  client: { type: 'boolean', about: 'Only karmate itself; no server is asked.' },
});

export const version = defineOperation({
  name: 'version',
  summary: 'Show the versions of karmate, of Node.js, and of the control plane.',
  details:
    'Karmada tells its release to nobody: it is known by the fields that its API has, as a range where they leave a ' +
    'doubt. -o json names them all.',
  effect: 'read',
  params,
  body: () => import('./version.run.ts'),
});
