import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { dir, provider } from './params.ts';

export const params = defineParams({
  provider,
  dir,
  purge: {
    type: 'boolean',
    about: "Delete the embedded lab's data too; needs --yes. A lab on kind is removed with its data in any case.",
  },
  yes: { type: 'boolean', about: 'Really delete; do not ask.' },
});

export const labDown = defineOperation({
  name: 'lab down',
  summary: 'Stop the lab; remove it, where it is on kind.',
  details:
    'The data of the embedded lab stay for the next "lab up". kind cannot stop: of a lab on kind all goes that it has made ' +
    '(its clusters, with Karmada and its data, what it added to your kubeconfig, its files), and nothing else. It asks first; ' +
    'what cannot be removed stays known, so that this can be done again.',
  examples: ['karmate lab down', 'karmate lab down --provider kind --yes'],
  effect: 'destroy',
  params,
  body: () => import('./down.run.ts'),
});
