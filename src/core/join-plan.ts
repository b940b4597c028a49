import type { Cluster } from './cluster.ts';
import type { LocalSecretReference } from './karmada-types/cluster.ts';
import { core, type Gvr, type KubeObject, type OwnerReference, type Place } from './object.ts';

/** What is wished for; names and labels mirror pkg/karmadactl/join and pkg/util/credential.go, v1.18. */
export interface JoinWish {
  readonly name: string;
  readonly namespace: string;
  readonly id: string;
  readonly apiEndpoint: string;
  readonly insecure: boolean;
  /** The proxy that Karmada is to reach the cluster through: that of the cluster's kubeconfig. */
  readonly proxyUrl?: string | undefined;
  readonly provider?: string | undefined;
  readonly region?: string | undefined;
  readonly zones?: readonly string[] | undefined;
}

/** One object that is to be there, and where. */
export interface Step<T extends KubeObject = KubeObject> {
  readonly place: Place & { readonly name: string };
  readonly object: T;
}

export interface Secret extends KubeObject {
  readonly type?: string;
  /** Base64, as the API has it. */
  readonly data?: Readonly<Record<string, string>>;
}

export interface Credentials {
  readonly token: string;
  readonly caBundle: string | undefined;
}

const labels = { 'karmada.io/system': 'true' } as const;
const rbac = (resource: string): Gvr => ({ group: 'rbac.authorization.k8s.io', version: 'v1', resource });

function step<T extends KubeObject>(gvr: Gvr, object: T): Step<T> {
  const { name, namespace } = object.metadata;
  return { place: { ...gvr, name, ...(namespace === undefined ? {} : { namespace }) }, object };
}

export const namespaceStep = (name: string): Step =>
  step(core('namespaces'), { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });

export const impersonator = 'karmada-impersonator';
export const serviceAccountName = (cluster: string): string => `karmada-${cluster}`;

const serviceAccountStep = (namespace: string, name: string): Step =>
  step(core('serviceaccounts'), { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace, labels } });

/** The Secret that the member's token controller fills; unlabelled, as karmadactl makes it. */
const tokenStep = (namespace: string, name: string): Step<Secret> =>
  step(core('secrets'), {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, annotations: { 'kubernetes.io/service-account.name': name } },
    type: 'kubernetes.io/service-account-token',
  });

/** Full access, under a role of its own for each cluster (ClusterPolicyRules). */
function accessSteps(namespace: string, account: string): readonly Step[] {
  const name = `karmada-controller-manager:${account}`;
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const rules = [
    { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
    { nonResourceURLs: ['*'], verbs: ['get'] },
  ];
  const role: KubeObject & object = { apiVersion, kind: 'ClusterRole', metadata: { name, labels }, ...{ rules } };
  const binding: KubeObject & object = {
    apiVersion,
    kind: 'ClusterRoleBinding',
    metadata: { name, labels },
    ...{
      subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    },
  };
  return [step(rbac('clusterroles'), role), step(rbac('clusterrolebindings'), binding)];
}

/** What is made in the member, in order. */
export function memberSteps({ name, namespace }: Pick<JoinWish, 'name' | 'namespace'>): readonly Step[] {
  const account = serviceAccountName(name);
  return [
    namespaceStep(namespace),
    serviceAccountStep(namespace, impersonator),
    tokenStep(namespace, impersonator),
    serviceAccountStep(namespace, account),
    ...accessSteps(namespace, account),
    tokenStep(namespace, account),
  ];
}

/** The two Secrets in the control plane, holding what Karmada signs in to the member with. */
export function controlPlaneSecrets(
  { name, namespace }: Pick<JoinWish, 'name' | 'namespace'>,
  access: Credentials,
  impersonation: Credentials,
): readonly Step<Secret>[] {
  const secret = (secretName: string, data: Readonly<Record<string, string>>): Step<Secret> =>
    step(core('secrets'), {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: secretName, namespace, labels },
      type: 'Opaque',
      data,
    });
  return [
    secret(`${name}-impersonator`, { token: impersonation.token }),
    secret(name, { token: access.token, ...(access.caBundle === undefined ? {} : { caBundle: access.caBundle }) }),
  ];
}

type Secrets = Pick<Cluster['spec'], 'secretRef' | 'impersonatorSecretRef'>;

/** Where a joined cluster's Secrets are. */
export const secretReferences = ({ name, namespace }: Pick<JoinWish, 'name' | 'namespace'>): Required<Secrets> => ({
  secretRef: { namespace, name },
  impersonatorSecretRef: { namespace, name: `${name}-impersonator` },
});

/** The references of a joined cluster when they lead elsewhere than this join would put its Secrets; in words. */
export function otherSecrets({ spec }: Cluster, wish: Pick<JoinWish, 'name' | 'namespace'>) {
  const inWords = ({ secretRef, impersonatorSecretRef }: Secrets): string =>
    [secretRef, impersonatorSecretRef].map(referenceInWords).join(' and ');
  const [theirs, ours] = [inWords(spec), inWords(secretReferences(wish))];
  return theirs === ours ? undefined : { theirs, ours };
}

const referenceInWords = (reference: LocalSecretReference | undefined): string =>
  reference ? `${reference.namespace}/${reference.name}` : 'none';

export function clusterObject(wish: JoinWish): Cluster {
  const { name, provider, proxyUrl, region, zones } = wish;
  return {
    apiVersion: 'cluster.karmada.io/v1alpha1',
    kind: 'Cluster',
    metadata: { name },
    spec: {
      id: wish.id,
      syncMode: 'Push',
      apiEndpoint: wish.apiEndpoint,
      ...secretReferences(wish),
      ...(wish.insecure ? { insecureSkipTLSVerification: true } : {}),
      ...(proxyUrl ? { proxyURL: proxyUrl } : {}),
      ...(provider ? { provider } : {}),
      ...(region ? { region } : {}),
      ...(zones?.length ? { zones } : {}),
    },
  };
}

/** The Secrets go with their Cluster when that is deleted (metav1.NewControllerRef). */
export const ownerOf = ({ metadata }: Cluster): OwnerReference => ({
  apiVersion: 'cluster.karmada.io/v1alpha1',
  kind: 'Cluster',
  name: metadata.name,
  uid: metadata.uid ?? '',
  controller: true,
  blockOwnerDeletion: true,
});

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
