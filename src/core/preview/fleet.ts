import type { Cluster } from '../karmada-types/cluster.ts';
import type {
  ClusterOverridePolicy,
  ClusterPropagationPolicy,
  OverridePolicy,
  PropagationPolicy,
} from '../karmada-types/policy.ts';
import type { ClusterResourceBinding, ResourceBinding } from '../karmada-types/work.ts';
import type { Interpreter } from './interpreters.ts';

/** What a placement depends on, as a control plane has it; `karmate snapshot` writes it to a file. It holds no Secrets. */
export interface Fleet {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'Fleet';
  /** When it was read (RFC 3339). */
  readonly taken: string;
  /** Which Karmada it is: `1.18`; `min` and `max` differ where its schemas leave that open. */
  readonly karmada: { readonly min?: string; readonly max?: string };
  readonly clusters: readonly Cluster[];
  readonly propagationPolicies: readonly PropagationPolicy[];
  readonly clusterPropagationPolicies: readonly ClusterPropagationPolicy[];
  readonly overridePolicies: readonly OverridePolicy[];
  readonly clusterOverridePolicies: readonly ClusterOverridePolicy[];
  readonly resourceBindings: readonly ResourceBinding[];
  readonly clusterResourceBindings: readonly ClusterResourceBinding[];
  /** Scripts and webhooks that read objects for Karmada, without what they say. */
  readonly interpreters?: readonly Interpreter[];
  /** FederatedResourceQuotas, by name. */
  readonly quotas?: readonly { readonly namespace: string; readonly name: string }[];
  /** Kinds that this user may not read: nothing that depends on them is certain. */
  readonly unread: readonly string[];
}
