import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';

export const params = defineParams({
  dir: {
    type: 'string',
    value: 'path',
    complete: 'directories',
    about: 'Folder to write to; made when it is not there.',
  },
  address: {
    type: 'string',
    optional: true,
    value: 'address',
    about:
      'Address of this host by which the clusters reach each other (default: found), or "container": reached by ' +
      'container, and on this machine only.',
  },
  config: { type: 'document', optional: true, value: 'file', complete: 'files', about: 'Answers: a lab.yaml.' },
  karmada: { type: 'string', optional: true, value: 'version', about: 'v1.18.2 or v1.10.7 (default: v1.18.2).' },
  mirror: {
    type: 'string',
    optional: true,
    value: 'registry',
    about: 'Registry that has all images, where docker.io and registry.k8s.io cannot be reached.',
  },
  force: { type: 'boolean', about: 'Write over files that are different.' },
});

export const labRender = defineOperation({
  name: 'lab render',
  summary: 'Write the files of a lab on kind and Helm, filled in for this host.',
  details:
    'test1.yaml and test2.yaml for kind, values.yaml (and with a mirror mirror.yaml) for the chart of Karmada, each value ' +
    'explained in the file. Overlaps of subnets or ports, also with those of this host, are refused with free ones ' +
    'proposed. Nothing is created but the files; the commands that use them are shown.',
  examples: [
    'karmate lab render --dir my-lab',
    'karmate lab render --dir my-lab --address 192.168.1.10 --karmada v1.10.7',
    'karmate lab render --dir my-lab --config lab.yaml --mirror registry.example.com',
  ],
  effect: 'write',
  params,
  body: () => import('./render.run.ts'),
});
