import { groupVersion, type KubeObject } from '../object.ts';

/** What the detector never looks at (pkg/detector/detector.go, EventFilter and Reconcile; pkg/util/apigroup.go). */

/** `--skipped-propagating-namespaces` says this by default. */
const skippedByDefault: readonly string[] = ['kube-.*'];

/** IsReservedNamespace (pkg/util/names/names.go). */
const isReservedNamespace = (namespace: string): boolean =>
  /^(?:karmada-system|karmada-cluster|karmada-es-.*)$/.test(namespace);

/** A namespace from which nothing is propagated. */
export const isSkippedNamespace = (namespace = '', skipped = skippedByDefault): boolean =>
  isReservedNamespace(namespace) || skipped.some((pattern) => new RegExp(`^${pattern}$`).test(namespace));

const skippedGroups: readonly string[] = [
  ...['cluster', 'policy', 'work', 'config', 'networking', 'autoscaling', 'remedy', 'apps'].map(
    (group) => `${group}.karmada.io`,
  ),
  'events.k8s.io',
];

/** Karmada’s own kinds, and those that come and go by themselves. */
export const isSkippedKind = ({ apiVersion = '', kind }: KubeObject): boolean =>
  skippedGroups.includes(groupVersion(apiVersion).group) ||
  apiVersion === 'coordination.k8s.io/v1' ||
  (apiVersion === 'v1' && kind === 'Event');

/** Set on what something else takes care of: on a Service, by its MultiClusterService. */
const claimedBy = 'resourcetemplate.karmada.io/claimed-by';

/** Why no policy can take the object; undefined: one can. */
export function whyIgnored(template: KubeObject, skippedNamespaces?: readonly string[]): string | undefined {
  const { kind = '', metadata } = template;
  const { name, namespace = '', labels = {} } = metadata;
  if (isReservedNamespace(namespace)) return `Karmada keeps namespace ${namespace} to itself`;
  if (isSkippedNamespace(namespace, skippedNamespaces)) {
    return `Karmada propagates nothing from ${namespace === '' ? 'outside of namespaces' : `namespace ${namespace}`} (--skipped-propagating-namespaces)`;
  }
  if (namespace === 'kube-system' && kind === 'ConfigMap' && name === 'extension-apiserver-authentication') {
    return 'it is the API server’s own';
  }
  if (isSkippedKind(template)) return `Karmada does not propagate ${kind} of ${template.apiVersion}`;
  return labels[claimedBy] ? `${labels[claimedBy]} takes care of it (label ${claimedBy})` : undefined;
}
