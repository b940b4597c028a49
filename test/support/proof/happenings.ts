import { setTimeout as sleep } from 'node:timers/promises';
import { clustersPath, mustSucceed, type ProofLab } from './control-plane.ts';

type Cluster = Readonly<{
  metadata: Readonly<Record<string, unknown>>;
  spec: Readonly<Record<string, unknown>>;
}>;

/** What `--if` speaks of, and how it comes about. */
export interface Happening {
  readonly said: string;
  readonly comesAbout: (lab: ProofLab) => Promise<unknown>;
  readonly lost?: string;
}

const change = (said: string, name: string, changed: (cluster: Cluster) => object): Happening => ({
  said,
  comesAbout: (lab) => lab.changeCluster(name, (cluster) => changed(cluster as unknown as Cluster)),
});

export const labelled = (name: string, key: string, value: string): Happening =>
  change(`cluster/${name}.labels.${key}=${value}`, name, ({ metadata, ...rest }) => ({
    ...rest,
    metadata: { ...metadata, labels: { ...(metadata.labels as object), [key]: value } },
  }));

export const placed = (name: string, field: 'region' | 'provider', value: string): Happening =>
  change(`cluster/${name}.${field}=${value}`, name, ({ spec, ...rest }) => ({
    ...rest,
    spec: { ...spec, [field]: value },
  }));

export const tainted = (name: string, key: string, value: string, effect: string): Happening =>
  change(`cluster/${name}.taint=${key}=${value}:${effect}`, name, ({ spec, ...rest }) => ({
    ...rest,
    spec: { ...spec, taints: [...((spec.taints ?? []) as object[]), { key, value, effect }] },
  }));

/** An unjoin, with the part of the cluster controller played here. */
export const lost = (name: string, karmada: string): Happening => ({
  said: `cluster/${name}=lost`,
  lost: name,
  comesAbout: (lab) => (karmada === 'v1.10.7' ? leaveByEviction(lab, name) : leaveByScheduler(lab, name)),
});

/** It waits until the scheduler has moved away what is there, and then lets the cluster go. */
async function leaveByScheduler(lab: ProofLab, name: string): Promise<void> {
  const withFinalizers = (finalizers: readonly string[]) =>
    lab.changeCluster(name, ({ metadata, ...rest }) => ({ ...rest, metadata: { ...metadata, finalizers } }));
  await withFinalizers(['karmada.io/cluster-controller']);
  await mustSucceed(lab.kube, 'DELETE', `${clustersPath}/${name}`);
  await lab.atRest();
  await withFinalizers([]);
}

/** The taint manager takes the cluster out of the bindings, since it is being removed. */
async function leaveByEviction({ kube }: ProofLab, name: string): Promise<void> {
  await mustSucceed(kube, 'DELETE', `${clustersPath}/${name}`);
  await sleep(2000); // until the scheduler has heard of it
  for (const resource of ['resourcebindings', 'clusterresourcebindings']) {
    for (const { metadata } of await kube.list(`/apis/work.karmada.io/v1alpha2/${resource}`)) {
      const place = metadata.namespace === undefined ? '' : `namespaces/${metadata.namespace}/`;
      const path = `/apis/work.karmada.io/v1alpha2/${place}${resource}/${metadata.name}`;
      const binding = await mustSucceed(kube, 'GET', path);
      const { clusters = [], ...spec } = binding.spec as { clusters?: { name: string }[] };
      const left = clusters.filter((one) => one.name !== name);
      if (left.length < clusters.length)
        await mustSucceed(kube, 'PUT', path, { ...binding, spec: { ...spec, clusters: left } });
    }
  }
}
