import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';

export const params = defineParams({
  type: { type: 'string', positional: true, complete: 'types', about: 'What to list: clusters.' },
  names: { type: 'list', positional: true, optional: true, complete: 'clusters', about: 'Only those of these names.' },
});

export const get = defineOperation({
  name: 'get',
  summary: 'List objects of the control plane.',
  details: 'With -o json or yaml: the Kubernetes object itself when one name is given, else a List.',
  examples: ['karmate get clusters', 'karmate get clusters member1 -o yaml', 'karmate get clusters -o wide'],
  effect: 'read',
  params,
  body: () => import('./get.run.ts'),
});
