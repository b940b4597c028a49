import type { Metadata } from './object.ts';
import type { Workload } from './propagation.ts';

/** What Karmada sends on of an object as it stands: neither what it fills in itself, nor what a server gives each object. */

type Fields = Readonly<Record<string, unknown>>;

/** Fields that Karmada takes out or keeps as the member has them (prune.go and retain.go of its native interpreter). */
const leftOut: Readonly<Record<string, { readonly top?: readonly string[]; readonly spec?: readonly string[] }>> = {
  Service: { spec: ['clusterIP', 'clusterIPs', 'healthCheckNodePort'] },
  ServiceAccount: { top: ['secrets', 'imagePullSecrets'] },
  PersistentVolumeClaim: { spec: ['volumeName'] },
  PersistentVolume: { spec: ['claimRef'] },
};

/** All of an object but its metadata, status and replica counts; of a Job what its controller does not touch. */
export function essence({ apiVersion: _, kind = '', metadata: __, status: ___, spec, ...fields }: Workload): Fields {
  if (kind === 'Job') return { spec: { template: { spec: (spec?.template as Workload | undefined)?.spec } } };
  const { top = [], spec: within = [] } = leftOut[kind] ?? {};
  // What a controller gathers into a ClusterRole it gathers in each cluster.
  const isGathered = kind === 'ClusterRole' && 'aggregationRule' in fields;
  const isToken = kind === 'Secret' && (fields as Fields).type === 'kubernetes.io/service-account-token';
  return {
    ...omit(fields, isToken ? ['data'] : isGathered ? ['rules'] : top),
    ...(spec === undefined ? {} : { spec: omit(spec, ['replicas', ...within]) }),
  };
}

const omit = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

interface Marks {
  readonly labels: Fields;
  readonly annotations: Fields;
}

/** An object's labels and annotations, but for what Karmada and the servers write there themselves. */
export const ownMarks = ({ labels = {}, annotations = {} }: Metadata): Marks => ({
  labels: keep(labels, (key) => !isKarmadas(key)),
  annotations: keep(annotations, (key) => !isKarmadas(key) && !isServers(key)),
});

/** What a manifest says must stand on the member's object; that Karmada lists the keys there covers those removed. */
export const sentMarks = ({ labels = {}, annotations = {} }: Metadata): Marks => ({
  labels,
  annotations: keep(annotations, (key) => !isServers(key)),
});

const keep = (marks: Fields, holds: (key: string) => boolean): Fields =>
  Object.fromEntries(Object.entries(marks).filter(([key]) => holds(key)));

const isKarmadas = (key: string): boolean => /^(?:[^/]+\.)?karmada\.io\//.test(key);

const isServers = (key: string): boolean =>
  /^(?:(?:deployment|pv|volume)\.(?:beta\.)?kubernetes\.io\/|deprecated\.daemonset\.|kubernetes\.io\/service-account\.uid$)/.test(
    key,
  );
