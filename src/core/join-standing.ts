import type { Cluster } from './cluster.ts';
import { type JoinWish, secretReferences } from './join-objects.ts';
import type { LocalSecretReference } from './karmada-types/cluster.ts';

export type Standing =
  | { readonly kind: 'new' }
  | { readonly kind: 'joined'; readonly cluster: Cluster }
  /** It goes away, and with it what a join would make: under this name or another. */
  | { readonly kind: 'leaving'; readonly cluster: Cluster }
  | { readonly kind: 'name-taken'; readonly cluster: Cluster }
  | { readonly kind: 'id-taken'; readonly cluster: Cluster };

/** How a cluster of this name and id stands to those already registered. */
export function standing(registered: readonly Cluster[], { name, id }: Pick<JoinWish, 'name' | 'id'>): Standing {
  const sameName = registered.find((cluster) => cluster.metadata.name === name);
  const other = sameName ?? registered.find((cluster) => cluster.spec.id === id);
  if (!other) return { kind: 'new' };
  if (other.metadata.deletionTimestamp) return { kind: 'leaving', cluster: other };
  if (!sameName) return { kind: 'id-taken', cluster: other };
  return { kind: sameName.spec.id === id ? 'joined' : 'name-taken', cluster: sameName };
}

type Secrets = Pick<Cluster['spec'], 'secretRef' | 'impersonatorSecretRef'>;

/** The references of a joined cluster when they lead elsewhere than this join would put its Secrets; in words. */
export function otherSecrets({ spec }: Cluster, wish: Pick<JoinWish, 'name' | 'namespace'>) {
  const inWords = ({ secretRef, impersonatorSecretRef }: Secrets): string =>
    [secretRef, impersonatorSecretRef].map(referenceInWords).join(' and ');
  const [theirs, ours] = [inWords(spec), inWords(secretReferences(wish))];
  return theirs === ours ? undefined : { theirs, ours };
}

const referenceInWords = (reference: LocalSecretReference | undefined): string =>
  reference ? `${reference.namespace}/${reference.name}` : 'none';
