import { type Failure, KnownError } from '../../contract/errors.ts';
import type { Outcome } from '../../contract/operation.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { clusters } from '../../core/cluster.ts';
import { type ClusterDescription, isUnknown, type Part } from '../../core/cluster-description/description.ts';
import { isClusterType } from '../../core/cluster-type.ts';
import { fullName } from '../../core/object.ts';
import type { params } from './describe.ts';
import { describeCluster } from './describe-cluster.ts';

export async function run(ports: Ports, input: Input<typeof params>): Promise<ClusterDescription> {
  const [type = '', inType] = input.type.split('/');
  const name = input.name ?? inType;
  if (!isClusterType(type) || (inType && input.name)) {
    throw new KnownError('usage', `"describe ${input.type}" is not there yet: only cluster is.`, {
      hint: `Use "karmate describe cluster NAME". Of Karmada's own objects: kubectl describe ${type}${name ? ` ${name}` : ''}`,
    });
  }
  if (!name) {
    throw new KnownError('usage', 'Which cluster is meant is not said.', {
      hint: 'Name it: karmate describe cluster NAME. See them with: karmate get clusters',
    });
  }
  return describeCluster(ports, name);
}

/** What one may not read, or no such Karmada has, is told in its place and no failure; what broke is both. */
export function outcome(description: ClusterDescription): Outcome {
  const failures = Object.values(description).flatMap((part: Part<unknown>): readonly Failure[] =>
    isUnknown(part) ? [part.unknown] : [],
  );
  const broken = failures.filter(({ code }) => code !== 'forbidden');
  return broken.length > 0 ? { kind: 'partial', exit: 'partial', failures: broken } : { kind: 'ok' };
}

export const names = ({ name }: ClusterDescription): readonly string[] => [fullName('cluster', clusters.group, name)];

export { view } from './cluster-view.ts';
