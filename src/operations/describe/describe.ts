import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';

export const params = defineParams({
  type: { type: 'string', positional: true, complete: 'types', about: 'What it is: cluster.' },
  name: { type: 'string', positional: true, optional: true, complete: 'clusters', about: 'Its name.' },
});

export const describe = defineOperation({
  name: 'describe',
  summary: 'Tell all there is to know of one member cluster, on one page.',
  details:
    'Conditions and what to do about them, taints and who sets them, resources, APIs that other clusters have and this ' +
    'one lacks, what is sent there and what was not applied, policies that name it, and the newest events. A part that ' +
    'you may not read is said in its place. "describe cluster/NAME" means the same. With -o json or yaml: a ' +
    'ClusterDescription (karmate.dev/v1) with name, created, leaving, mode, kubernetesVersion, apiEndpoint, provider, ' +
    'region, zones, labels, conditions, taints, nodes, resources, apisKnown, missingApis, resourceBindings, ' +
    'clusterResourceBindings, works, propagationPolicies, clusterPropagationPolicies and events; a part that could not ' +
    'be read is {"unknown": {"code", "message"}} there.',
  examples: ['karmate describe cluster member1', 'karmate describe cluster member1 -o json'],
  effect: 'read',
  params,
  body: () => import('./describe.run.ts'),
});
