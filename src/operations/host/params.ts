/** Parameters that the commands on the host cluster share: the cluster that Karmada itself runs in. */
export const hostParams = {
  hostKubeconfig: {
    type: 'string',
    optional: true,
    value: 'file',
    complete: 'files',
    about: 'Kubeconfig of the host cluster, where Karmada runs (default: as kubectl finds one).',
  },
  hostContext: {
    type: 'string',
    optional: true,
    value: 'name',
    complete: 'contexts',
    about: 'Context in it (default: its current one).',
  },
  hostNamespace: {
    type: 'string',
    default: 'karmada-system',
    value: 'name',
    complete: 'namespaces',
    about: 'Namespace of Karmada in the host cluster.',
  },
} as const;
