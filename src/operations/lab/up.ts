import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { dir } from './params.ts';

export const params = defineParams({
  provider: {
    type: 'string',
    oneOf: ['auto', 'kind', 'embedded'],
    default: 'auto',
    value: 'name',
    about: 'Where it runs. kind: in containers; embedded: as plain processes; auto: kind if all that it needs works.',
  },
  members: {
    type: 'list',
    optional: true,
    value: 'names',
    about: 'Embedded: names of the member clusters (default: test1,test2).',
  },
  nodes: {
    type: 'integer',
    optional: true,
    min: 0,
    max: 5000,
    value: 'count',
    about: 'Embedded: nodes in each new member (default: 2).',
  },
  karmada: { type: 'string', optional: true, value: 'version', about: 'v1.18.2 or v1.10.7 (default: v1.18.2).' },
  config: { type: 'document', optional: true, value: 'file', complete: 'files', about: 'Kind: answers, a lab.yaml.' },
  address: {
    type: 'string',
    optional: true,
    value: 'address',
    about: 'Kind: address of this host by which the clusters reach each other (default: found), or "container".',
  },
  mirror: { type: 'string', optional: true, value: 'registry', about: 'Kind: registry that has all images.' },
  chart: {
    type: 'string',
    optional: true,
    value: 'chart',
    complete: 'files',
    about: "Kind: the chart of Karmada, a folder, a package, repo/name or oci://… (default: the project's own).",
  },
  withExample: { type: 'boolean', about: 'Kind: spread nginx over both members too, and wait until it runs.' },
  merge: { type: 'boolean', about: 'Kind: add the context of Karmada to your own kubeconfig too.' },
  timeout: { type: 'duration', default: '15m', about: 'Kind: how long a step may take.' },
  dir,
});

export const labUp = defineOperation({
  name: 'lab up',
  summary: 'Start a real Karmada and its member clusters on this machine.',
  details:
    'Embedded, without containers: the control plane is built from source when it is not there yet (Go is needed; the ' +
    'first time takes minutes), then starts in seconds and goes on in the background. Its data stay when it stops. Pods ' +
    'are simulated. On kind (a container engine, kind and helm are needed): test1 and test2, Karmada in test1, both ' +
    'joined as member1 and member2. Run again, it goes on where it was broken off, and leaves what is as it should be.',
  examples: [
    'karmate lab up',
    'karmate lab up --members eu,us --nodes 3',
    'karmate lab up --provider kind --karmada v1.10.7 --with-example',
  ],
  effect: 'write',
  params,
  body: () => import('./up.run.ts'),
});
