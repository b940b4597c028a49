import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { dryRun } from '../dry-run.ts';

export const params = defineParams({
  name: { type: 'string', positional: true, about: 'What Karmada shall call the cluster.' },
  clusterKubeconfig: {
    type: 'string',
    optional: true,
    value: 'file',
    complete: 'files',
    about: "The cluster's own kubeconfig (default: as kubectl finds one; then --cluster-context is needed).",
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
  apiEndpoint: {
    type: 'string',
    optional: true,
    value: 'url',
    about: 'Where Karmada reaches the cluster, if that is another address than in its kubeconfig.',
  },
  proxyUrl: {
    type: 'string',
    optional: true,
    value: 'url',
    about: "Proxy for Karmada to reach it through (default: proxy-url of the cluster's kubeconfig).",
  },
  proxyHeader: {
    type: 'map',
    optional: true,
    value: 'name=value',
    about: 'Header that Karmada sends to that proxy; repeatable.',
  },
  insecureSkipTlsVerify: {
    type: 'boolean',
    about: "Karmada shall not check the cluster's certificate.",
  },
  labels: { type: 'map', optional: true, value: 'key=value', about: 'Labels of the Cluster object.' },
  allowSharedMember: {
    type: 'boolean',
    about: 'Join it although another control plane seems to have joined it too.',
  },
  dryRun: dryRun('Change nothing. client: show the steps; server: let both servers check every object, too.'),
  keepOnFailure: { type: 'boolean', about: 'Leave what was made when a step fails, to look at it or to go on.' },
  wait: { type: 'boolean', default: true, value: 'bool', about: 'Wait until the cluster is usable.' },
  timeout: { type: 'duration', default: '2m', about: 'How long to wait until the cluster is usable.' },
});

export const join = defineOperation({
  name: 'join',
  summary: 'Join a cluster to Karmada (Push mode), and wait until it is usable.',
  details:
    'Makes the same objects as "karmadactl join"; Karmada gets all rights in the cluster (cluster-admin). Usable means: ' +
    'Ready, its API known to Karmada, its execution namespace there. A step that fails, or Ctrl-C, takes back what this ' +
    'run has made, and only that; what cannot be taken back is named with the command that does it. A cluster that is ' +
    'not usable in time stays joined (exit code 8). Joining again completes what is missing and changes nothing else.',
  examples: [
    'karmate join member1 --cluster-kubeconfig member1.config',
    'karmate join eu-1 --cluster-kubeconfig all.config --cluster-context eu --labels env=prod --dry-run',
    'karmate join edge --cluster-kubeconfig edge.config --api-endpoint https://edge.example.com:6443',
  ],
  effect: 'write',
  params,
  body: () => import('./join.run.ts'),
});
