import type { Cluster } from './cluster.ts';
import type { ClusterSpec } from './karmada-types/cluster.ts';
import { core, type Gvr, type KubeObject, type OwnerReference, type Place } from './object.ts';

/** What is wished for; names and labels mirror pkg/karmadactl/join and pkg/util/credential.go, v1.18. */
export interface JoinWish {
  readonly name: string;
  readonly namespace: string;
  readonly id: string;
  readonly apiEndpoint: string;
  readonly insecure: boolean;
  /** The proxy that Karmada is to reach the cluster through: that of the cluster's kubeconfig, or another. */
  readonly proxyUrl?: string | undefined;
  readonly proxyHeader?: Readonly<Record<string, string>> | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly labelling?: Labelling | undefined;
  readonly provider?: string | undefined;
  readonly region?: string | undefined;
  readonly zones?: readonly string[] | undefined;
}

/** One object that is to be there, and where. */
export interface Wanted<T extends KubeObject = KubeObject> {
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

/** How the server's own release labels what a join makes (pkg/util/credential.go): v1.10 its namespaces alone, with another label. */
export type Labelling = 'karmada.io/system' | 'karmada.io/managed';
type Names = Pick<JoinWish, 'name' | 'namespace' | 'labelling'>;
type Labels = { readonly labels?: Readonly<Record<string, string>> };

const namespaceLabels = ({ labelling = 'karmada.io/system' }: Pick<JoinWish, 'labelling'>) => ({
  labels: { [labelling]: 'true' },
});
const objectLabels = ({ labelling = 'karmada.io/system' }: Pick<JoinWish, 'labelling'>): Labels =>
  labelling === 'karmada.io/system' ? { labels: { [labelling]: 'true' } } : {};

const rbac = (resource: string): Gvr => ({ group: 'rbac.authorization.k8s.io', version: 'v1', resource });

function wanted<T extends KubeObject>(gvr: Gvr, object: T): Wanted<T> {
  const { name, namespace } = object.metadata;
  return { place: { ...gvr, name, ...(namespace === undefined ? {} : { namespace }) }, object };
}

export const joinNamespace = (names: Pick<JoinWish, 'namespace' | 'labelling'>): Wanted =>
  wanted(core('namespaces'), {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: names.namespace, ...namespaceLabels(names) },
  });

export const impersonator = 'karmada-impersonator';
export const serviceAccountName = (cluster: string): string => `karmada-${cluster}`;
/** Of the ClusterRole and its binding, for each cluster one (pkg/util/names, GenerateRoleName). */
export const roleName = (cluster: string): string => `karmada-controller-manager:${serviceAccountName(cluster)}`;

const account = (names: Names, name: string): Wanted =>
  wanted(core('serviceaccounts'), {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: names.namespace, ...objectLabels(names) },
    ...ownMark(names),
  });

/**
 * An account without any field has no managedFields, and nobody can tell who made it: not this run either, when its answer
 * is lost. So the one that v1.10 leaves bare says what it means anyhow.
 */
const ownMark = (names: Names): object =>
  'labels' in objectLabels(names) ? {} : { automountServiceAccountToken: true };

/** The Secret that the member's token controller fills; unlabelled, as karmadactl makes it. */
const tokenOf = ({ namespace }: Names, name: string): Wanted<Secret> =>
  wanted(core('secrets'), {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, annotations: { 'kubernetes.io/service-account.name': name } },
    type: 'kubernetes.io/service-account-token',
  });

/** Full access, under a role of its own for each cluster (ClusterPolicyRules). */
function access(names: Names): readonly Wanted[] {
  const metadata = { name: roleName(names.name), ...objectLabels(names) };
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const rules = [
    { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
    { nonResourceURLs: ['*'], verbs: ['get'] },
  ];
  const subject = { kind: 'ServiceAccount', name: serviceAccountName(names.name), namespace: names.namespace };
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: metadata.name };
  const role: KubeObject & object = { apiVersion, kind: 'ClusterRole', metadata, ...{ rules } };
  const binding: KubeObject & object = {
    apiVersion,
    kind: 'ClusterRoleBinding',
    metadata,
    ...{ subjects: [subject], roleRef },
  };
  return [wanted(rbac('clusterroles'), role), wanted(rbac('clusterrolebindings'), binding)];
}

/** What is made in the member, in order. */
export function memberObjects(names: Names): readonly Wanted[] {
  const own = serviceAccountName(names.name);
  return [
    joinNamespace(names),
    account(names, impersonator),
    tokenOf(names, impersonator),
    account(names, own),
    ...access(names),
    tokenOf(names, own),
  ];
}

/** The two Secrets in the control plane, holding what Karmada signs in to the member with: the impersonator's first. */
export function controlPlaneSecrets(
  names: Names,
  own: Credentials,
  impersonation: Credentials,
): readonly [Wanted<Secret>, Wanted<Secret>] {
  const secret = (secretName: string, data: Readonly<Record<string, string>>): Wanted<Secret> =>
    wanted(core('secrets'), {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: secretName, namespace: names.namespace, ...objectLabels(names) },
      type: 'Opaque',
      data,
    });
  const caBundle = own.caBundle === undefined ? {} : { caBundle: own.caBundle };
  return [
    secret(`${names.name}-impersonator`, { token: impersonation.token }),
    secret(names.name, { token: own.token, ...caBundle }),
  ];
}

/** Where a joined cluster's Secrets are. */
export const secretReferences = ({
  name,
  namespace,
}: Pick<JoinWish, 'name' | 'namespace'>): Required<Pick<ClusterSpec, 'secretRef' | 'impersonatorSecretRef'>> => ({
  secretRef: { namespace, name },
  impersonatorSecretRef: { namespace, name: `${name}-impersonator` },
});

export function clusterObject(wish: JoinWish): Cluster {
  const { name, labels, provider, proxyHeader, proxyUrl, region, zones } = wish;
  return {
    apiVersion: 'cluster.karmada.io/v1alpha1',
    kind: 'Cluster',
    metadata: { name, ...(labels && Object.keys(labels).length > 0 ? { labels } : {}) },
    spec: {
      id: wish.id,
      syncMode: 'Push',
      apiEndpoint: wish.apiEndpoint,
      ...secretReferences(wish),
      ...(wish.insecure ? { insecureSkipTLSVerification: true } : {}),
      ...(proxyUrl ? { proxyURL: proxyUrl } : {}),
      ...(proxyHeader && Object.keys(proxyHeader).length > 0 ? { proxyHeader } : {}),
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
