import type { KubeObject } from './kube.ts';

/** Fields that a server gives every object, different each time. */
const serverFields = ['uid', 'resourceVersion', 'creationTimestamp', 'managedFields', 'generation'];

/**
 * An object as join meant it: what servers add is taken away, and what differs by nature
 * (the cluster's name, its address and id, token and CA) is replaced by words.
 */
export function normalise(object: KubeObject, cluster: string): unknown {
  const { status: _, ...rest } = object;
  const text = JSON.stringify(rest, (key, value: unknown) => {
    if (serverFields.includes(key)) return undefined;
    if (key === 'token' || key === 'ca.crt' || key === 'caBundle') return `<${key}>`;
    if (key === 'kubernetes.io/service-account.uid' || key === 'id') return `<${key}>`;
    if (key === 'kubernetes.io/legacy-token-last-used') return undefined;
    if (key === 'work.karmada.io/permanent-id') return `<${key}>`;
    if (key === 'apiEndpoint') return '<address>';
    return value;
  });
  return sorted(JSON.parse(text.replaceAll(cluster, '<cluster>')));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** A name for the object that is the same whichever cluster it is about. */
export const titleOf = ({ metadata }: KubeObject, path: string, cluster: string): string =>
  `${path} ${metadata.namespace ?? ''}/${metadata.name}`.replaceAll(cluster, '<cluster>');
