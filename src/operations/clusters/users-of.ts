import { isKnown } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import { fullName, type KubeObject, type Place, type Resource } from '../../core/object.ts';
import { inParallel } from '../apply/in-parallel.ts';
import { persist } from './persist.ts';

const atOnce = 8;

/** What comes and goes by itself says nothing of who uses a namespace. */
const isDerived = ({ group, resource }: Resource): boolean =>
  ['events', 'endpoints'].includes(resource) || group.endsWith('metrics.k8s.io');

/** What every namespace has (kube-controller-manager; OpenShift). */
const defaults = ['serviceaccounts/default', 'configmaps/kube-root-ca.crt', 'configmaps/openshift-service-ca.crt'];

export const isMadeByJoin = ({ metadata: { labels = {} } }: KubeObject): boolean =>
  // karmadactl before v1.11 gave its namespace the other one.
  labels['karmada.io/system'] === 'true' || labels['karmada.io/managed'] === 'true';

/** Names in a collection; of Secrets, their names alone are asked for. */
export async function namesIn(kube: Kube, place: Place): Promise<readonly string[]> {
  const { rows } = await kube.table(place, {}, 'cells');
  return rows.map(({ cells, object }) => object?.metadata.name ?? String(cells[0]));
}

/**
 * What is in a namespace beside our own objects (`secrets/x`) and the defaults: all kinds that the server has are looked
 * through, since deleting it would delete them all. What cannot be looked at counts as used.
 */
export async function usersOf(
  ports: Pick<Ports, 'sleep'>,
  kube: Kube,
  namespace: string,
  own: readonly string[],
): Promise<readonly string[]> {
  const users: string[] = [];
  const all = (await persist(ports, () => kube.listable())).filter(
    (resource) => resource.namespaced && !isDerived(resource),
  );
  await inParallel(all, atOnce, async (resource) => {
    const { group, version, kind } = resource;
    try {
      const names = await persist(ports, () =>
        namesIn(kube, { group, version, resource: resource.resource, namespace }),
      );
      const isOurs = (name: string): boolean =>
        [...own, ...defaults].some((one) => {
          const key = `${resource.resource}/${name}`;
          // Kubernetes before 1.24 made a token for each account by itself.
          return (
            key === one || (resource.resource === 'secrets' && key.startsWith(`secrets/${one.split('/')[1]}-token-`))
          );
        });
      const others = group === '' ? names.filter((name) => !isOurs(name)) : names;
      users.push(
        ...others
          .slice(0, 1)
          .map((name) => `${fullName(kind, group, name)}${others.length > 1 ? ` and ${others.length - 1} more` : ''}`),
      );
    } catch (error) {
      if (isKnown(error, 'interrupted')) throw error;
      if (!isKnown(error, 'not-found')) users.push(`perhaps ${resource.resource}, which cannot be listed`);
    }
  });
  return users.toSorted();
}
