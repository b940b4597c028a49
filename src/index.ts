/** karmate as a library. A line here is a promise. */
export { type ConnectOptions, connect } from './client/connect.ts';
export { type ErrorCode, exitCodes, type Failure, KnownError } from './contract/errors.ts';
export type { Answer, Operation, Outcome } from './contract/operation.ts';
export type { Karmada, Kube, ListQuery, Ports, Target } from './contract/ports.ts';
export type { View } from './contract/view.ts';
export { type Cluster, type ClusterSpec, clusters } from './core/cluster.ts';
export type { Condition, Gvr, KubeList, KubeObject, Metadata, Place, Resource } from './core/object.ts';
export { version as karmateVersion } from './core/version.ts';
export { version } from './operations/about/version.ts';
export { apply } from './operations/apply/apply.ts';
export { join } from './operations/clusters/join.ts';
export { get } from './operations/get/get.ts';
