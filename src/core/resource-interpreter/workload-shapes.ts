/**
 * What the fields of workloads hold (k8s.io/api apps/v1, batch/v1 and core/v1, v0.29 and v0.35), as far as overrides reach
 * in practice: of what is only called an object the inside is not told.
 */
export type Shape =
  | 'text'
  | 'whole number'
  | 'boolean'
  | 'quantity'
  | 'object'
  | { readonly listOf: Shape }
  | { readonly mapOf: Shape }
  | { readonly fields: Fields };

type Fields = Readonly<Record<string, Shape>>;

const all = (shape: Shape, names: string): Fields => Object.fromEntries(names.split(' ').map((name) => [name, shape]));
const texts: Shape = { mapOf: 'text' };
const words: Shape = { listOf: 'text' };
const objects: Shape = { listOf: 'object' };
const quantities: Shape = { mapOf: 'quantity' };
const listOf = (fields: Fields): Shape => ({ listOf: { fields } });

const metadata: Shape = {
  fields: {
    ...all('text', 'name generateName namespace selfLink uid resourceVersion creationTimestamp deletionTimestamp'),
    ...all('whole number', 'generation deletionGracePeriodSeconds'),
    ...all(texts, 'labels annotations'),
    finalizers: words,
    ownerReferences: listOf({
      ...all('text', 'apiVersion kind name uid'),
      ...all('boolean', 'controller blockOwnerDeletion'),
    }),
    managedFields: objects,
  },
};

const selector: Shape = {
  fields: { matchLabels: texts, matchExpressions: listOf({ ...all('text', 'key operator'), values: words }) },
};

const container: Fields = {
  ...all('text', 'name image workingDir terminationMessagePath terminationMessagePolicy imagePullPolicy'),
  ...all('boolean', 'stdin stdinOnce tty'),
  ...all(words, 'command args'),
  ...all('object', 'livenessProbe readinessProbe startupProbe lifecycle securityContext'),
  ports: listOf({ ...all('text', 'name protocol hostIP'), ...all('whole number', 'hostPort containerPort') }),
  envFrom: objects,
  env: listOf({ ...all('text', 'name value'), valueFrom: 'object' }),
  resources: { fields: { ...all(quantities, 'limits requests'), claims: objects } },
  volumeMounts: listOf({ ...all('text', 'name mountPath subPath subPathExpr'), readOnly: 'boolean' }),
};

const podSpec: Fields = {
  ...all('text', 'restartPolicy dnsPolicy serviceAccountName serviceAccount nodeName hostname subdomain schedulerName'),
  ...all('text', 'priorityClassName runtimeClassName preemptionPolicy'),
  ...all('whole number', 'terminationGracePeriodSeconds activeDeadlineSeconds priority'),
  ...all('boolean', 'automountServiceAccountToken hostNetwork hostPID hostIPC shareProcessNamespace'),
  ...all('boolean', 'enableServiceLinks setHostnameAsFQDN hostUsers'),
  ...all('object', 'securityContext affinity dnsConfig os'),
  ...all(objects, 'volumes hostAliases readinessGates topologySpreadConstraints schedulingGates resourceClaims'),
  ...all(listOf(container), 'containers initContainers ephemeralContainers'),
  nodeSelector: texts,
  overhead: quantities,
  imagePullSecrets: listOf({ name: 'text' }),
  tolerations: listOf({ ...all('text', 'key operator value effect'), tolerationSeconds: 'whole number' }),
};

const template: Shape = { fields: { metadata, spec: { fields: podSpec } } };
const templated: Fields = { selector, template };
const kept: Fields = all('whole number', 'minReadySeconds revisionHistoryLimit');

const specs: Readonly<Record<string, Fields>> = {
  Pod: podSpec,
  Deployment: {
    ...templated,
    ...kept,
    ...all('whole number', 'replicas progressDeadlineSeconds'),
    paused: 'boolean',
    strategy: { fields: { type: 'text', rollingUpdate: 'object' } },
  },
  ReplicaSet: { ...templated, ...all('whole number', 'replicas minReadySeconds') },
  DaemonSet: { ...templated, ...kept, updateStrategy: { fields: { type: 'text', rollingUpdate: 'object' } } },
  StatefulSet: {
    ...templated,
    ...kept,
    ...all('text', 'serviceName podManagementPolicy'),
    ...all('object', 'updateStrategy persistentVolumeClaimRetentionPolicy ordinals'),
    replicas: 'whole number',
    volumeClaimTemplates: objects,
  },
  Job: {
    ...templated,
    ...all('whole number', 'parallelism completions activeDeadlineSeconds backoffLimit backoffLimitPerIndex'),
    ...all('whole number', 'maxFailedIndexes ttlSecondsAfterFinished'),
    ...all('boolean', 'manualSelector suspend'),
    ...all('text', 'completionMode podReplacementPolicy managedBy'),
    ...all('object', 'podFailurePolicy successPolicy'),
  },
};

/** By kind alone, of whatever group: so Karmada asks. */
export function workloadShape(kind: string): Shape | undefined {
  const fields = Object.hasOwn(specs, kind) ? specs[kind] : undefined;
  return fields && { fields: { ...all('text', 'apiVersion kind'), metadata, spec: { fields }, status: 'object' } };
}
