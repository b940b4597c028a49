import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { dir, provider } from './params.ts';

export const params = defineParams({
  provider,
  dir,
  config: {
    type: 'document',
    optional: true,
    value: 'file',
    complete: 'files',
    about: 'A lab.yaml: answers to check for a lab on kind that is not there yet.',
  },
  address: {
    type: 'string',
    optional: true,
    value: 'address',
    about: 'An address of this host to check (default: that of the lab, else found).',
  },
});

export const labDoctor = defineOperation({
  name: 'lab doctor',
  summary: 'Look for what stands in the way of a lab, and say what to do about it.',
  details:
    'Looks at tools, ports, subnets, the address of this host, the container engine and the kernel; where there is a lab, ' +
    'also at its clusters, Karmada, its certificate, clocks and members. Changes nothing. Exit code 1 when something is ' +
    'wrong. Without a lab it looks at what kind needs where there is a container engine, else at the embedded control plane.',
  examples: ['karmate lab doctor', 'karmate lab doctor --provider kind --config lab.yaml'],
  effect: 'read',
  params,
  body: () => import('./doctor.run.ts'),
});
