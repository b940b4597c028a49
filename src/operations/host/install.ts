import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { hostParams } from './params.ts';

export const params = defineParams({
  ...hostParams,
  karmada: {
    type: 'string',
    oneOf: ['v1.18.2', 'v1.10.7'],
    default: 'v1.18.2',
    value: 'version',
    about: 'Which Karmada.',
  },
  chart: {
    type: 'string',
    optional: true,
    value: 'chart',
    complete: 'files',
    about:
      "The chart as helm takes it: a folder, a package, repo/name or oci://… (default: from the project's own charts).",
  },
  values: {
    type: 'list',
    optional: true,
    verbatim: true,
    alias: 'f',
    value: 'file',
    complete: 'files',
    about: 'Values for the chart, on top of those that come with karmate; repeatable.',
  },
  set: {
    type: 'list',
    optional: true,
    verbatim: true,
    value: 'key=value',
    about: 'One value for the chart, as helm takes it; repeatable.',
  },
  release: { type: 'string', default: 'karmada', value: 'name', about: 'Name of the Helm release.' },
  address: {
    type: 'list',
    optional: true,
    value: 'hosts',
    about: "Names and addresses for Karmada's certificate, beside the chart's own (default: those of the nodes).",
  },
  wait: { type: 'boolean', about: 'Wait until all pods are ready.' },
  timeout: { type: 'duration', default: '10m', about: 'How long helm may take for a step, and how long to wait.' },
  kubeconfigOut: {
    type: 'string',
    optional: true,
    value: 'file',
    complete: 'files',
    about: 'Write Karmada\'s kubeconfig to this file, as "kubeconfig --out" does, once Karmada answers.',
  },
  force: { type: 'boolean', about: 'Replace the file of --kubeconfig-out where it says something else.' },
  dryRun: { type: 'boolean', about: 'Show what would be done, and the manifests; do nothing.' },
});

export const install = defineOperation({
  name: 'install',
  summary: 'Install Karmada by its Helm chart into the host cluster, or bring it up to date.',
  details:
    'Needs helm 3.8 or newer. The state of the Helm release decides: none is installed, one with the same manifests ' +
    'stays as it is, any other is upgraded. Reasons of pods that are not ready are shown meanwhile.',
  examples: [
    'karmate install --wait --kubeconfig-out karmada.config',
    'karmate install --host-context kind-test1 --address 192.168.1.10 --karmada v1.10.7',
    'karmate install --chart ./charts/karmada --set apiServer.nodePort=32443 --dry-run',
  ],
  effect: 'write',
  params,
  body: () => import('./install.run.ts'),
});
