import { isKnown } from '../../contract/errors.ts';
import type { Karmada } from '../../contract/ports.ts';
import { type Cluster, clusters } from '../../core/cluster.ts';
import type { Policy } from '../../core/detector/policy.ts';
import type { KubeObject, Place } from '../../core/object.ts';
import type { OverridePolicy } from '../../core/override-policy.ts';

/** What the traces of one round ask alike, asked once for all of them. */
export interface Facts {
  /** The propagation policies of a namespace and the cluster's; undefined when this user may not read them. */
  readonly policies: (namespace: string | undefined) => Promise<readonly Policy[] | undefined>;
  /** The same of override policies. */
  readonly overrides: (namespace: string | undefined) => Promise<readonly OverridePolicy[] | undefined>;
  readonly cluster: (name: string) => Promise<Cluster | undefined>;
}

export function gatherFacts(karmada: Karmada): Facts {
  const asked = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const known = asked.get(key) ?? ask();
    asked.set(key, known);
    return known as Promise<T>;
  };
  const listed = <T extends KubeObject>(resource: string, namespace?: string): Promise<readonly T[] | undefined> =>
    once(`${resource}/${namespace ?? ''}`, async () => {
      const place: Place = { group: 'policy.karmada.io', version: 'v1alpha1', resource };
      const collection = namespace === undefined ? place : { ...place, namespace };
      return ifAllowed(karmada.list<T>(collection).then(({ items }) => items));
    });
  const both = async <T extends KubeObject>(kind: string, namespace: string | undefined) => {
    const lists = await Promise.all([
      namespace === undefined ? [] : listed<T>(kind, namespace),
      listed<T>(`cluster${kind}`),
    ]);
    return lists.includes(undefined) ? undefined : lists.flatMap((items) => items ?? []);
  };
  return {
    policies: (namespace) => both<Policy>('propagationpolicies', namespace),
    overrides: (namespace) => both<OverridePolicy>('overridepolicies', namespace),
    cluster: (name) => once(`cluster/${name}`, () => karmada.find<Cluster>({ ...clusters, name })),
  };
}

/** Who may apply an object need not be allowed to list all policies: then less can be said. */
async function ifAllowed<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isKnown(error, 'forbidden')) return undefined;
    throw error;
  }
}
