import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { dryRun } from '../dry-run.ts';

export const params = defineParams({
  names: { type: 'list', positional: true, complete: 'clusters', about: 'Member clusters to take out, in this order.' },
  clusterKubeconfig: {
    type: 'string',
    optional: true,
    value: 'file',
    complete: 'files',
    about: "The cluster's own kubeconfig: what a join has made in the cluster is removed there too.",
  },
  clusterContext: {
    type: 'string',
    optional: true,
    value: 'name',
    about: 'Context in it; the one that is called like the cluster by default, or else its current one.',
  },
  clusterNamespace: {
    type: 'string',
    default: 'karmada-cluster',
    value: 'name',
    about: 'Namespace of accounts and Secrets, for a cluster whose Cluster object is gone already.',
  },
  keepWorkloads: {
    type: 'boolean',
    about: 'Leave in the member what Karmada has made there (Karmada v1.12 or newer).',
  },
  timeout: { type: 'duration', default: '2m', about: 'How long to wait, for each cluster, until it is gone.' },
  wait: {
    type: 'duration',
    optional: true,
    conflicts: ['timeout'],
    about: 'The same, as karmadactl calls it.',
  },
  force: {
    type: 'boolean',
    about: 'Remove the finalizers that still hold the cluster when that time is over; each is named.',
  },
  ignoreNotFound: { type: 'boolean', about: 'It is no failure when nothing of a cluster is found.' },
  yes: { type: 'boolean', about: 'Do not ask.' },
  dryRun: dryRun(
    'Change nothing, show what would be done. client: only look what is there; server: let the servers check each deletion.',
  ),
});

export const unjoin = defineOperation({
  name: 'unjoin',
  summary: 'Take clusters out of Karmada, and tell before what becomes of their workloads.',
  details:
    'First it says what will be deleted from the member, what stays there, and which bindings are left with nowhere to go; ' +
    'then it asks. The Cluster goes first, and from there it only goes forward: run again, it finds what is left and ' +
    'finishes, whoever began it. With --cluster-kubeconfig the accounts and roles of this control plane are removed from the ' +
    'member, once it is clear that this is the cluster (the uid of its kube-system is compared); what another control plane uses stays. ' +
    'Without it, what stays in the member is listed with the commands that remove it. ' +
    '--keep-workloads: each Work is deleted only in a version that says that its objects stay, and Karmada takes its marks off them; where it has, and still does not let the Work go, its finalizer is removed. ' +
    'That holds for all that was propagated when it began. It does not for what is propagated there for the first time in the moment ' +
    'in which the execution namespace goes, nor for Works that somebody else deletes meanwhile; such are named. ' +
    'Stopped before the Cluster is deleted, objects may be unmanaged already: run it again. ' +
    'A cluster in Pull mode is refused.',
  examples: [
    'karmate unjoin member1 --dry-run',
    'karmate unjoin member1 --cluster-kubeconfig member1.config',
    'karmate unjoin member1 --keep-workloads --yes',
    'karmate unjoin eu-1 eu-2 --yes --timeout 5m',
  ],
  effect: 'destroy',
  params,
  body: () => import('./unjoin.run.ts'),
});
