import { KnownError } from '../../contract/errors.ts';
import type { Cluster } from '../../core/cluster.ts';
import type { JoinWish } from '../../core/join-objects.ts';
import { otherSecrets, type Standing } from '../../core/join-standing.ts';

/** Throws where a join would not be this cluster's own: taken, on its way out, or joined in another way. */
export function refuseTaken(found: Standing, wish: JoinWish): void {
  const problem = found.kind === 'new' ? undefined : problemOf(found, wish);
  if (problem) throw asError(problem);
}

const asError = ({ message, hint }: Refusal): KnownError => new KnownError('conflict', message, { hint });

/** Where the name or the cluster has been taken meanwhile. */
export function refusalOf(found: Exclude<Standing, { kind: 'new' | 'joined' }>, wish: JoinWish): KnownError {
  return asError(problemOf(found, wish) ?? { message: `${wish.name} is taken.` });
}

interface Refusal {
  readonly message: string;
  readonly hint?: string;
}

function problemOf({ kind, cluster }: Exclude<Standing, { kind: 'new' }>, wish: JoinWish): Refusal | undefined {
  const { name, id } = wish;
  const registered = cluster.metadata.name;
  switch (kind) {
    case 'leaving':
      return {
        message:
          registered === name
            ? `The cluster "${name}" is being removed.`
            : `This cluster (id ${id}), joined as "${registered}", is being removed.`,
        hint: `Join it again when it is gone. See: karmate get clusters ${registered}`,
      };
    case 'name-taken':
      return {
        message: `The name "${name}" is taken by another cluster (id ${cluster.spec.id}, this one is ${id}).`,
        hint: 'Join under another name. See the names there are with: karmate get clusters',
      };
    case 'id-taken':
      return {
        message: `This cluster (id ${id}) is joined already, as "${registered}", not "${name}".`,
        hint: `Nothing is to be done, or unjoin it first: karmate unjoin ${registered}`,
      };
    case 'joined':
      return problemOfJoined(cluster, wish);
  }
}

function problemOfJoined(cluster: Cluster, wish: JoinWish): Refusal | undefined {
  const { name } = wish;
  if (cluster.spec.syncMode === 'Pull') {
    return { message: `${name} is joined already in Pull mode; "join" is for Push mode.` };
  }
  const other = otherSecrets(cluster, wish);
  if (!other) return undefined;
  const namespace = cluster.spec.secretRef?.namespace;
  const fits = namespace !== undefined && !otherSecrets(cluster, { name, namespace });
  const stay = fits ? `Give the namespace it was joined with: --cluster-namespace ${namespace}.` : 'It stays as it is.';
  return {
    message: `${name} is joined already with other Secrets: ${other.theirs}; this join would make ${other.ours}.`,
    hint: `${stay} To join it anew, unjoin it first: karmate unjoin ${name}`,
  };
}
