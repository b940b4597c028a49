/**
 * The kinds for which Karmada has scripts of its own (pkg/resourceinterpreter/default/thirdparty/resourcecustomizations,
 * the last patch of each minor release): what those say only a Karmada can tell. By the release that brought them.
 */
type Since = Readonly<Record<string, number>>;

const countedKinds: Since = {
  'apps.kruise.io/v1alpha1 BroadcastJob': 0,
  'apps.kruise.io/v1alpha1 CloneSet': 0,
  'apps.kruise.io/v1beta1 StatefulSet': 0,
  'argoproj.io/v1alpha1 Workflow': 0,
  'flink.apache.org/v1beta1 FlinkDeployment': 11,
  'apps.kruise.io/v1alpha1 SidecarSet': 15,
  'apps.kruise.io/v1alpha1 UnitedDeployment': 15,
  'kubeflow.org/v1 Notebook': 16,
  'ray.io/v1 RayService': 17,
};

const revisedKinds: Since = {
  'apps.kruise.io/v1alpha1 BroadcastJob': 0,
  'apps.kruise.io/v1alpha1 CloneSet': 0,
  'apps.kruise.io/v1beta1 StatefulSet': 0,
  'argoproj.io/v1alpha1 Workflow': 0,
  'apps.kruise.io/v1alpha1 UnitedDeployment': 15,
  'ray.io/v1 RayService': 17,
};

/** Of several kinds of Pods; asked where the feature gate MultiplePodTemplatesScheduling is on, which it is not by default. */
const componentKinds: Since = {
  'flink.apache.org/v1beta1 FlinkDeployment': 15,
  'batch.volcano.sh/v1alpha1 Job': 16,
  'kubeflow.org/v1 PyTorchJob': 16,
  'kubeflow.org/v1 TFJob': 16,
  'kubeflow.org/v2beta1 MPIJob': 16,
  'ray.io/v1 RayCluster': 16,
  'ray.io/v1 RayJob': 16,
  'sparkoperator.k8s.io/v1beta2 SparkApplication': 16,
};

const isAmong = (kinds: Since, kind: string, minor: number): boolean => (kinds[kind] ?? Number.NaN) <= minor;

export const hasReplicaScript = (kind: string, minor: number): boolean => isAmong(countedKinds, kind, minor);
export const hasRevisionScript = (kind: string, minor: number): boolean => isAmong(revisedKinds, kind, minor);
export const hasComponentScript = (kind: string, minor: number): boolean => isAmong(componentKinds, kind, minor);
