import type { Cluster } from '../../karmada-types/cluster.ts';
import type { Rejection } from '../answer.ts';
import type { Filter, FilterContext } from './plugin.ts';

/** plugins/apienablement/api_enablement.go: the cluster serves the API of the resource. */
export function apiEnablement({ spec, fleet, targets }: FilterContext): Filter {
  const { missingApi } = fleet.rules;
  const { apiVersion, kind } = spec.resource;
  const serving = fleet.serving(missingApi === 'kept' ? readGroupVersion(apiVersion) : apiVersion, kind);
  return ({ name, cluster, index }) => {
    if (serving[index]) return undefined;
    if (targets.has(name) && (missingApi === 'kept' || (missingApi !== 'out' && !isComplete(cluster))))
      return undefined;
    return rejection(cluster, `${apiVersion} ${kind}`);
  };
}

/** schema.FromAPIVersionAndKind: what is no group and version is read as none. */
function readGroupVersion(apiVersion: string): string {
  const [group, version, ...more] = apiVersion.split('/');
  if (version === undefined || more.length > 0) return version === undefined ? apiVersion : '';
  return group === '' ? version : apiVersion;
}

const isComplete = ({ status }: Cluster): boolean =>
  (status?.conditions ?? []).some(({ type, status }) => type === 'CompleteAPIEnablements' && status === 'True');

const rejection = (cluster: Cluster, api: string): Rejection => ({
  plugin: 'APIEnablement',
  reason: 'cluster(s) did not have the API resource',
  detail: `it does not serve ${api}${isComplete(cluster) ? '' : ', as far as Karmada has read its APIs'}`,
});
