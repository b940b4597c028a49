import { isKnown, KnownError } from '../../contract/errors.ts';
import type { Kube } from '../../contract/ports.ts';
import {
  type Address,
  addressesOf,
  type Ingress,
  type Node,
  type Service,
  whyNoAddress,
} from '../../core/karmada-address.ts';
import { core, type Gvr, type KubeObject, type Place } from '../../core/object.ts';

const ingressKind: Gvr = { group: 'networking.k8s.io', version: 'v1', resource: 'ingresses' };

/** Where the Service of Karmada's API server may be reached from outside the host cluster; one address at least. */
export async function findAddresses(
  host: Kube,
  { name, namespace }: { readonly name: string; readonly namespace: string },
  hosts: readonly string[] = [],
): Promise<readonly Address[]> {
  const hidden: string[] = [];
  const list = async <T extends KubeObject>(place: Place): Promise<readonly T[]> => {
    try {
      return (await host.list<T>(place)).items;
    } catch (error) {
      if (!isKnown(error, 'forbidden') && !isKnown(error, 'not-found')) throw error;
      hidden.push(place.resource);
      return [];
    }
  };
  const [service, nodes, ingresses] = await Promise.all([
    host.find<Service>({ ...core('services'), namespace, name }),
    list<Node>(core('nodes')),
    list<Ingress>({ ...ingressKind, namespace }),
  ]);
  const facts = { service, nodes, ingresses, hosts };
  const addresses = addressesOf(facts);
  if (addresses.length > 0) return addresses;
  const unseen = hidden.length > 0 ? ` (the ${hidden.join(' and ')} could not be listed)` : '';
  throw new KnownError(
    'config',
    `Nothing says how Karmada is reached from outside its host cluster: ${whyNoAddress(facts, `${namespace}/${name}`)}${unseen}.`,
    {
      hint:
        'Name an address with --server; or install it with the value apiServer.serviceType=NodePort, as karmate install ' +
        `does; or for the time being: kubectl port-forward -n ${namespace} service/${name} 5443 and --server https://127.0.0.1:5443`,
    },
  );
}
