import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { componentActions } from '../../core/lab.ts';
import { dir } from './params.ts';

export const params = defineParams({
  action: {
    type: 'string',
    oneOf: componentActions,
    positional: true,
    about: 'What to do: stop, start, pause, resume or restart.',
  },
  component: { type: 'string', positional: true, complete: 'components', about: 'As "lab status -o wide" names it.' },
  dir,
});

export const labControl = defineOperation({
  name: 'lab ctl',
  summary: 'Stop, start, pause, resume or restart one component of the lab.',
  details: 'One stopped on purpose stays stopped; one that crashes is started again.',
  examples: ['karmate lab ctl pause test1-apiserver', 'karmate lab ctl restart karmada-scheduler'],
  effect: 'write',
  params,
  body: () => import('./control.run.ts'),
});
