import type { KubeObject } from './object.ts';

/** One thing that somebody must be allowed to do. */
export interface ResourceAttributes {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly namespace?: string | undefined;
}

export interface MissingRight extends ResourceAttributes {
  readonly side: 'member' | 'karmada';
}

export const everything: ResourceAttributes = { verb: '*', group: '*', resource: '*' };

/** `create clusterroles.rbac.authorization.k8s.io`, as RBAC writes it. */
export const rightInWords = ({ verb, group, resource, namespace }: ResourceAttributes): string =>
  `${verb} ${resource}${group === '' ? '' : `.${group}`}${namespace === undefined ? '' : ` in ${namespace}`}`;

/**
 * What a join does in a member. To give Karmada all rights one must have them, or those to `escalate` and to `bind`: RBAC lets
 * nobody give away more (pkg/registry/rbac/escalation_check.go).
 */
export const rightsInMember = (namespace: string): readonly ResourceAttributes[] => [
  { verb: 'create', group: '', resource: 'namespaces' },
  { verb: 'create', group: '', resource: 'serviceaccounts', namespace },
  { verb: 'create', group: '', resource: 'secrets', namespace },
  { verb: 'get', group: '', resource: 'secrets', namespace },
  { verb: 'create', group: 'rbac.authorization.k8s.io', resource: 'clusterroles' },
  { verb: 'escalate', group: 'rbac.authorization.k8s.io', resource: 'clusterroles' },
  { verb: 'create', group: 'rbac.authorization.k8s.io', resource: 'clusterrolebindings' },
  { verb: 'bind', group: 'rbac.authorization.k8s.io', resource: 'clusterroles' },
];

export const rightsInKarmada = (namespace: string): readonly ResourceAttributes[] => [
  { verb: 'create', group: '', resource: 'namespaces' },
  { verb: 'create', group: '', resource: 'secrets', namespace },
  { verb: 'patch', group: '', resource: 'secrets', namespace },
  { verb: 'create', group: 'cluster.karmada.io', resource: 'clusters' },
];

/** A question to the server that leaves nothing behind: may I? */
export interface AccessReview extends KubeObject {
  readonly spec: { readonly resourceAttributes: ResourceAttributes };
  readonly status?: { readonly allowed?: boolean };
}

export const accessReviews = {
  group: 'authorization.k8s.io',
  version: 'v1',
  resource: 'selfsubjectaccessreviews',
} as const;

export const accessReview = (right: ResourceAttributes): AccessReview => ({
  apiVersion: 'authorization.k8s.io/v1',
  kind: 'SelfSubjectAccessReview',
  metadata: { name: '' },
  spec: { resourceAttributes: right },
});
