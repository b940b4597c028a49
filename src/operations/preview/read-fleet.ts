import { isKnown } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { clusters } from '../../core/cluster.ts';
import type { Cluster } from '../../core/karmada-types/cluster.ts';
import type { KubeObject } from '../../core/object.ts';
import type { Fleet } from '../../core/preview/fleet.ts';
import { customizationRules, webhookRules } from '../../core/preview/interpreters.ts';

const policyGroup = { group: 'policy.karmada.io', version: 'v1alpha1' };
const configGroup = { group: 'config.karmada.io', version: 'v1alpha1' };
const bindingGroup = { group: 'work.karmada.io', version: 'v1alpha2' };

/** `bindings`: all of them, or those in some namespaces; there may be thousands, and a few templates need only their own. */
export async function readFleet(
  ports: Ports,
  wanted: { readonly bindings: 'all' | readonly string[] },
): Promise<Fleet> {
  const { karmada, now } = ports;
  const unread: string[] = [];
  const list = async <T extends KubeObject>(place: Parameters<typeof karmada.list>[0], kind: string): Promise<T[]> => {
    try {
      const { items, apiVersion = '' } = await karmada.list<T>(place);
      // Items of a List do not say what they are.
      return items.map((item) => withoutNoise({ ...item, apiVersion: item.apiVersion ?? apiVersion, kind }));
    } catch (error) {
      if (!isKnown(error, 'forbidden')) throw error;
      unread.push(kind);
      return [];
    }
  };
  const policies = <T extends KubeObject>(resource: string, kind: string) =>
    list<T>({ ...policyGroup, resource }, kind);
  const bindings = async <T extends KubeObject>(resource: string, kind: string): Promise<T[]> => {
    const place = { ...bindingGroup, resource };
    if (wanted.bindings === 'all') return list<T>(place, kind);
    const spaces = kind === 'ResourceBinding' ? wanted.bindings : [];
    return (await Promise.all(spaces.map((namespace) => list<T>({ ...place, namespace }, kind)))).flat();
  };
  const config = (kind: string) => list({ ...configGroup, resource: `${kind.toLowerCase()}s` }, kind);
  const [
    [release, all, namespaced, clusterWide, overrides, clusterOverrides, held, clusterHeld],
    [customizations, webhooks, quotas],
  ] = await Promise.all([
    Promise.all([
      karmada.release(),
      // Without them nothing can be said at all.
      karmada.list<Cluster>(clusters),
      policies<Fleet['propagationPolicies'][number]>('propagationpolicies', 'PropagationPolicy'),
      policies<Fleet['clusterPropagationPolicies'][number]>('clusterpropagationpolicies', 'ClusterPropagationPolicy'),
      policies<Fleet['overridePolicies'][number]>('overridepolicies', 'OverridePolicy'),
      policies<Fleet['clusterOverridePolicies'][number]>('clusteroverridepolicies', 'ClusterOverridePolicy'),
      bindings<Fleet['resourceBindings'][number]>('resourcebindings', 'ResourceBinding'),
      bindings<Fleet['clusterResourceBindings'][number]>('clusterresourcebindings', 'ClusterResourceBinding'),
    ]),
    Promise.all([
      config('ResourceInterpreterCustomization'),
      config('ResourceInterpreterWebhookConfiguration'),
      policies('federatedresourcequotas', 'FederatedResourceQuota'),
    ]),
  ]);
  const { min, max } = release ?? {};
  return {
    apiVersion: 'karmate.dev/v1',
    kind: 'Fleet',
    taken: new Date(now()).toISOString(),
    karmada: { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) },
    clusters: all.items.map((item) =>
      withoutNoise({ ...item, apiVersion: 'cluster.karmada.io/v1alpha1', kind: 'Cluster' }),
    ),
    propagationPolicies: namespaced,
    clusterPropagationPolicies: clusterWide,
    overridePolicies: overrides,
    clusterOverridePolicies: clusterOverrides,
    resourceBindings: held,
    clusterResourceBindings: clusterHeld,
    interpreters: [...customizations.map(customizationRules), ...webhooks.flatMap(webhookRules)],
    quotas: quotas.map(({ metadata: { name, namespace = '' } }) => ({ namespace, name })),
    unread: [...new Set(unread)].toSorted(),
  };
}

/** Who wrote which field says nothing of a placement; and a proxy's headers may hold a password. */
function withoutNoise<T extends KubeObject>(object: T): T {
  const { managedFields: _, ...metadata } = object.metadata;
  const { spec } = object as { spec?: { proxyHeader?: unknown } };
  if (!spec?.proxyHeader) return { ...object, metadata };
  const { proxyHeader: __, ...rest } = spec;
  return { ...object, metadata, spec: rest };
}
