import type { FieldPath } from '../field-path.ts';
import { groupVersion, type KubeObject } from '../object.ts';
import { isPlainObject } from '../plain-object.ts';

const neededKinds = ['ConfigMap', 'Secret', 'ServiceAccount', 'PersistentVolumeClaim'] as const;

/** Whether templates need such an object. */
export const isNeededKind = ({ apiVersion, kind }: KindOf): boolean =>
  apiVersion === 'v1' && neededKinds.some((one) => one === kind);

/** An object that a template needs beside it, in its own namespace, and where the template says so. */
export interface Dependency {
  readonly kind: (typeof neededKinds)[number];
  readonly name: string;
  readonly path: FieldPath;
  /** Its Pods start without it too. */
  readonly isOptional: boolean;
}

type References = readonly (readonly [Dependency['kind'], string])[];

const ofContainers: References = ['containers', 'initContainers', 'ephemeralContainers'].flatMap(
  (list): References => [
    ['ConfigMap', `${list}.*.envFrom.*.configMapRef.name`],
    ['ConfigMap', `${list}.*.env.*.valueFrom.configMapKeyRef.name`],
    ['Secret', `${list}.*.envFrom.*.secretRef.name`],
    ['Secret', `${list}.*.env.*.valueFrom.secretKeyRef.name`],
  ],
);
const ofDrivers: References = ['cephfs', 'cinder', 'flexVolume', 'rbd', 'scaleIO', 'iscsi', 'storageos'].map(
  (driver) => ['Secret', `volumes.*.${driver}.secretRef.name`],
);

/** Of a Pod's spec (GetDependenciesFromPodTemplate, pkg/util/helper/pod.go; pkg/util/lifted/visitpod.go). */
const ofPods: References = [
  ...ofContainers,
  ...ofDrivers,
  ['ConfigMap', 'volumes.*.configMap.name'],
  ['ConfigMap', 'volumes.*.projected.sources.*.configMap.name'],
  ['Secret', 'volumes.*.secret.secretName'],
  ['Secret', 'volumes.*.projected.sources.*.secret.name'],
  ['Secret', 'volumes.*.azureFile.secretName'],
  ['Secret', 'volumes.*.csi.nodePublishSecretRef.name'],
  ['Secret', 'imagePullSecrets.*.name'],
  ['ServiceAccount', 'serviceAccountName'],
  ['PersistentVolumeClaim', 'volumes.*.persistentVolumeClaim.claimName'],
];

/** Where each kind has its Pod template. */
const podTemplates: Readonly<Record<string, FieldPath>> = {
  'apps/v1 Deployment': ['spec', 'template'],
  'apps/v1 ReplicaSet': ['spec', 'template'],
  'apps/v1 StatefulSet': ['spec', 'template'],
  'apps/v1 DaemonSet': ['spec', 'template'],
  'batch/v1 Job': ['spec', 'template'],
  'batch/v1 CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  'v1 Pod': [],
};

/** What Karmada takes along where a policy says propagateDeps (pkg/resourceinterpreter/default/native/dependencies.go). */
export function dependenciesOf(template: KubeObject): readonly Dependency[] {
  const kind = `${template.apiVersion} ${template.kind}`;
  if (kind === 'networking.k8s.io/v1 Ingress') return found(template, [], [['Secret', 'spec.tls.*.secretName']]);
  const pods = podTemplates[kind];
  if (!pods) return [];
  const claims = named(template, 'spec.volumeClaimTemplates.*.metadata.name');
  return found(template, [...pods, 'spec'], ofPods).filter(
    (one) => !(one.kind === 'PersistentVolumeClaim' && claims.includes(one.name)) && !isEverywhere(one),
  );
}

type KindOf = Pick<KubeObject, 'apiVersion' | 'kind'>;

/** Whether Karmada itself looks into such an object for what it needs. */
export const isLookedInto = ({ apiVersion, kind }: KindOf, minor: number): boolean =>
  kind === 'ReplicaSet'
    ? minor >= 18
    : `${apiVersion} ${kind}` in podTemplates || `${apiVersion} ${kind}` === 'networking.k8s.io/v1 Ingress';

/**
 * Whether all that it takes along is known from it. Karmada looks into Pods and Ingresses, from some release after v1.13 into
 * ReplicaSets too, and lets scripts and webhooks look into kinds of others; of a ServiceImport it takes EndpointSlices.
 */
export function hasKnownNeeds({ apiVersion = '', kind = '' }: KindOf, minor: number): boolean {
  const { group } = groupVersion(apiVersion);
  if (group === 'apps' && kind === 'ReplicaSet') return minor < 14 || minor >= 18;
  return kind !== 'ServiceImport' && (!group.includes('.') || group.endsWith('.k8s.io'));
}

/** Labels of the Pods that a template makes. */
export function podLabelsOf(template: KubeObject): Readonly<Record<string, unknown>> {
  const path = podTemplates[`${template.apiVersion} ${template.kind}`];
  const [labels] = path ? at(template, [...path, 'metadata', 'labels']) : [];
  return isPlainObject(labels?.value) ? labels.value : {};
}

/** Kubernetes makes these in every namespace of every cluster. */
const isEverywhere = ({ kind, name }: Dependency): boolean =>
  (kind === 'ServiceAccount' && name === 'default') || (kind === 'ConfigMap' && name === 'kube-root-ca.crt');

const found = (template: KubeObject, base: FieldPath, references: References): readonly Dependency[] =>
  references.flatMap(([kind, pattern]) =>
    at(template, [...base, ...pattern.split('.')]).flatMap(({ value, path, holder }) =>
      typeof value === 'string' && value !== ''
        ? [{ kind, name: value, path, isOptional: holder.optional === true }]
        : [],
    ),
  );

const named = (template: KubeObject, pattern: string): readonly unknown[] =>
  at(template, pattern.split('.')).map(({ value }) => value);

interface Place {
  readonly value: unknown;
  readonly path: FieldPath;
  /** What has it as a field. */
  readonly holder: Readonly<Record<string, unknown>>;
}

/** What a path leads to, `*` to every item of a list; nothing where the template is not as it should be. */
function at(template: unknown, steps: FieldPath): readonly Place[] {
  const start: readonly Place[] = [{ value: template, path: [], holder: {} }];
  return steps.reduce(
    (places, step) =>
      places.flatMap(({ value, path, holder }): readonly Place[] => {
        if (step === '*') {
          const items: readonly unknown[] = Array.isArray(value) ? value : [];
          return items.map((item, index) => ({ value: item, path: [...path, index], holder }));
        }
        if (!isPlainObject(value) || value[step] === undefined) return [];
        return [{ value: value[step], path: [...path, step], holder: value }];
      }),
    start,
  );
}
