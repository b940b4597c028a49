import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { dir } from './params.ts';

export const params = defineParams({
  members: {
    type: 'list',
    optional: true,
    value: 'names',
    about: 'Names of the member clusters (default: test1,test2).',
  },
  nodes: {
    type: 'integer',
    optional: true,
    min: 0,
    max: 5000,
    value: 'count',
    about: 'Nodes in each new member (default: 2).',
  },
  karmada: { type: 'string', optional: true, value: 'version', about: 'v1.18.2 or v1.10.7 (default: v1.18.2).' },
  dir,
});

export const labUp = defineOperation({
  name: 'lab up',
  summary: 'Start a real Karmada and its member clusters on this machine.',
  details:
    'No containers: the control plane is built from source when it is not there yet (Go is needed; the first time takes ' +
    'minutes), then starts in seconds and goes on in the background. Its data stay when it stops. Pods are simulated.',
  examples: ['karmate lab up', 'karmate lab up --members eu,us --nodes 3'],
  effect: 'write',
  params,
  body: () => import('./up.run.ts'),
});
