import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { hostParams } from './params.ts';

const ofHost = ['hostKubeconfig', 'hostContext', 'hostNamespace', 'secret', 'server', 'tlsServerName'] as const;

export const params = defineParams({
  ...hostParams,
  secret: {
    type: 'string',
    default: 'karmada-kubeconfig',
    value: 'name',
    about: 'Secret that holds the kubeconfig: the name of the Helm release, and "-kubeconfig".',
  },
  server: {
    type: 'string',
    optional: true,
    value: 'url',
    about: 'Address to write; else the one found in the host cluster: load balancer, NodePort, Ingress.',
  },
  tlsServerName: {
    type: 'string',
    optional: true,
    value: 'name',
    about: 'Name to look for in the certificate, instead of that of the address.',
  },
  insecureSkipTlsVerify: {
    type: 'boolean',
    conflicts: ['tlsServerName'],
    about: 'Do not check the certificate: whoever answers at the address gets the credentials.',
  },
  member: {
    type: 'string',
    optional: true,
    value: 'name',
    complete: 'clusters',
    conflicts: [...ofHost, 'insecureSkipTlsVerify'],
    about: "Write one that leads to this member cluster, through Karmada's proxy and with its credentials.",
  },
  out: {
    type: 'string',
    default: '-',
    value: 'file',
    complete: 'files',
    about: 'File to write, for its owner alone; "-" is stdout.',
  },
  merge: {
    type: 'boolean',
    conflicts: ['out'],
    about: 'Add it to your own kubeconfig: --kubeconfig, else KUBECONFIG, else ~/.kube/config.',
  },
  contextName: {
    type: 'string',
    optional: true,
    value: 'name',
    about: 'Name of its context (default: karmada-apiserver, or the name of the member).',
  },
  force: { type: 'boolean', about: 'Replace what is there and says something else.' },
});

export const kubeconfig = defineOperation({
  name: 'kubeconfig',
  summary: 'Get a kubeconfig for Karmada out of its host cluster, or for a member behind it.',
  details:
    'Reads the Secret that the Helm chart leaves in the host cluster, and puts an address in that leads there from outside. ' +
    'Before anything is written, that address must answer as a Karmada API server with a certificate for its name.',
  examples: [
    'karmate kubeconfig --out karmada.config',
    'karmate kubeconfig --host-context kind-test1 --server https://192.168.1.10:31443 --merge',
    'karmate kubeconfig --member member1 --out member1.config',
  ],
  effect: 'write',
  params,
  body: () => import('./kubeconfig.run.ts'),
});
