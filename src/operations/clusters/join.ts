import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';

export const params = defineParams({
  name: { type: 'string', positional: true, about: 'What Karmada shall call the cluster.' },
  clusterKubeconfig: {
    type: 'string',
    value: 'file',
    complete: 'files',
    about: "The cluster's own kubeconfig.",
  },
  clusterContext: {
    type: 'string',
    optional: true,
    value: 'name',
    about: 'Context in it; its current one by default.',
  },
  clusterNamespace: {
    type: 'string',
    default: 'karmada-cluster',
    value: 'name',
    about: 'Namespace for accounts and Secrets, in the cluster and in the control plane.',
  },
  clusterProvider: {
    type: 'string',
    optional: true,
    value: 'name',
    about: 'Provider, for the scheduler to spread by.',
  },
  clusterRegion: { type: 'string', optional: true, value: 'name', about: 'Region, for the scheduler to spread by.' },
  clusterZones: { type: 'list', optional: true, value: 'names', about: 'Zones, for the scheduler to spread by.' },
  timeout: { type: 'duration', default: '2m', about: 'How long to wait until the cluster is usable.' },
});

export const join = defineOperation({
  name: 'join',
  summary: 'Join a cluster to Karmada (Push mode), and wait until it is usable.',
  details:
    'Makes the same objects as "karmadactl join". Usable means: Ready, its API known to Karmada, its execution ' +
    'namespace there. Joining again completes what is missing and changes nothing else.',
  examples: [
    'karmate join member1 --cluster-kubeconfig member1.config',
    'karmate join eu-1 --cluster-kubeconfig all.config --cluster-context eu',
  ],
  effect: 'write',
  params,
  body: () => import('./join.run.ts'),
});
