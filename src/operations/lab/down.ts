import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { dir } from './params.ts';

export const params = defineParams({
  dir,
  purge: { type: 'boolean', about: "Delete the lab's data too; needs --yes." },
  yes: { type: 'boolean', about: 'Really delete.' },
});

export const labDown = defineOperation({
  name: 'lab down',
  summary: 'Stop the lab; its data stay for the next "lab up".',
  effect: 'destroy',
  params,
  body: () => import('./down.run.ts'),
});
