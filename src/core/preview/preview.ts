import type { PolicyChoice } from '../detector/policy-choice.ts';
import type { TargetCluster } from '../karmada-types/work.ts';
import type { SchedulingAnswer } from '../scheduling/answer.ts';
import type { RenderedPreview } from './render-preview.ts';

/** What is said of one template before it is applied: which policy takes it, where it goes, and why not elsewhere. */
export interface WorkloadPreview {
  readonly workload: ObjectName;
  /** `file.yaml:12`; none where it exists already. */
  readonly source?: string;
  readonly policy?: ObjectName;
  /** How the detector comes to it (core/detector/policy-choice.ts); `along`: others need it, whose policies say propagateDeps. */
  readonly taken: PolicyChoice['outcome'] | 'along';
  /** Why that policy, or why none. */
  readonly because: string;
  /** Policies that nearly match, and the field that differs. */
  readonly nearMisses: readonly { readonly policy: ObjectName; readonly why: string }[];
  /** Matching policies that another one is preferred to. */
  readonly passedOver: readonly { readonly policy: ObjectName; readonly why: string }[];
  /** Its replicas; undefined where the kind has none; unknown where Karmada alone can tell. */
  readonly replicas?: number | 'unknown';
  /** What the scheduler does with it; none where no policy takes it. */
  readonly placement?: SchedulingAnswer;
  readonly clusters: readonly ClusterPreview[];
  /** What goes where it goes, as far as it is in the control plane: its policy says propagateDeps. */
  readonly takesAlong?: readonly ObjectName[];
  /** What would go with it if Karmada’s gate PropagateDeps were on, and no policy sends by itself. */
  readonly leavesBehind?: readonly ObjectName[];
  /** What would reach each of its clusters, where that was asked for. */
  readonly rendered?: readonly RenderedPreview[];
  /** What cannot be known from here, in sentences: estimators, quotas, webhooks. */
  readonly unknown: readonly string[];
}

export interface ObjectName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** One cluster: what it has now, what it gets. Replicas are left out where the kind has none. */
export interface ClusterPreview {
  readonly cluster: string;
  readonly before?: TargetCluster;
  readonly after?: TargetCluster;
  /** It may get one replica more: who gets what is left over, nobody can say before (`placement.undetermined`). */
  readonly maybeMore?: true;
  readonly change: 'starts' | 'stops' | 'grows' | 'shrinks' | 'stays' | 'not chosen';
  readonly why: string;
  /** It is chosen, and yet nothing new reaches it: an override fails, or the binding is suspended. */
  readonly notSent?: { readonly code: 'override-fails' | 'suspended'; readonly message: string };
}

/** A warning or an error, with a code that scripts may rely on. */
export interface Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** `file.yaml:12`. */
  readonly source?: string;
  readonly object?: ObjectName;
}

/** `deployment/nginx`, as kubectl calls it in short. */
export const callObject = ({ kind, name }: Pick<ObjectName, 'kind' | 'name'>): string =>
  `${kind.toLowerCase()}/${name}`;
