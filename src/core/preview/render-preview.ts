import { renderWorks } from '../binding-controller/render.ts';
import type { RenderError, RenderedWork } from '../binding-controller/rendered-work.ts';
import { withoutMarks } from '../binding-controller/work-marks.ts';
import type { AnyBinding } from '../detector/binding-for.ts';
import type { Detected } from '../detector/detector.ts';
import type { TargetCluster } from '../karmada-types/work.ts';
import type { OverrideRules } from '../override-manager/apply-overriders.ts';
import type { Manifest } from '../override-manager/manifest-fields.ts';
import { metadataOf } from '../override-manager/manifest-metadata.ts';
import { policiesFor } from '../override-manager/matching-overrides.ts';
import type { Overridden } from '../override-manager/override-manager.ts';
import { pruneManifest } from '../resource-interpreter/prune.ts';
import type { Fleet } from './fleet.ts';
import type { ClusterPreview } from './preview.ts';

/** What would reach one cluster. */
export interface RenderedPreview {
  readonly cluster: string;
  /** As its Work would hold it. */
  readonly manifest: Manifest;
  /** The template, and what reaches the cluster, both without what Karmada notes on everything it sends. */
  readonly compared: { readonly template: Manifest; readonly sent: Manifest };
  /** Override policies, in the order in which they are applied, one name a rule. */
  readonly applied: Overridden['applied'];
  /** Why nothing is sent: an override fails. What the cluster has already stays as it is. */
  readonly error?: RenderError;
  /** The binding is suspended there: the Work is written, and not sent. */
  readonly isSuspended?: true;
  /** Of a kind whose replicas Karmada alone can set: they stand as in the template. */
  readonly unknown?: 'replicas';
}

/**
 * What would reach each target, where that is asked for, or where an override may fail. Before v1.13 the first failure
 * ends it: of the clusters after that one nothing is in the answer.
 */
export function renderPlaced(
  fleet: Fleet,
  { template, binding }: Pick<Detected, 'template' | 'binding'>,
  targets: readonly TargetCluster[],
  rules: OverrideRules & { readonly render?: boolean },
): readonly RenderedPreview[] {
  if (!binding || (!rules.render && !isOverridden(fleet, template, rules))) return [];
  const scheduled = { ...binding, spec: { ...binding.spec, clusters: targets } } as AnyBinding;
  const policies = [...fleet.overridePolicies, ...fleet.clusterOverridePolicies];
  const base = pruneManifest(template);
  return renderWorks({ template, binding: scheduled, clusters: fleet.clusters, policies }, rules).map((work) =>
    previewOf(work, base),
  );
}

function previewOf(
  { cluster, manifest, applied, error, unknown, work }: RenderedWork,
  base: Manifest,
): RenderedPreview {
  return {
    cluster,
    manifest,
    compared: { template: base, sent: withoutMarks(manifest, base) },
    applied,
    ...(error ? { error } : {}),
    ...(work.suspendDispatching ? { isSuspended: true as const } : {}),
    ...(unknown ? { unknown } : {}),
  };
}

/** The same clusters, with why nothing new reaches one of them. */
export const withWhatIsSent = (
  clusters: readonly ClusterPreview[],
  sent: readonly RenderedPreview[],
): readonly ClusterPreview[] =>
  clusters.map((one) => {
    const { error, isSuspended } = sent.find(({ cluster }) => cluster === one.cluster) ?? {};
    if (error)
      return { ...one, notSent: { code: 'override-fails', message: `${callOverride(error)} fails: ${error.message}` } };
    return isSuspended ? { ...one, notSent: { code: 'suspended', message: 'it is suspended' } } : one;
  });

/** `OverridePolicy web/images`. */
function callOverride(error: RenderError): string {
  if (!('policy' in error)) return 'the Work';
  const { kind, namespace, name } = error.policy;
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Whether any override policy is for it, in whatever cluster. */
function isOverridden(fleet: Fleet, template: Manifest, { minor }: OverrideRules): boolean {
  const object = { ...template, metadata: metadataOf(template, minor) };
  return (
    policiesFor(fleet.clusterOverridePolicies, undefined, object).length > 0 ||
    policiesFor(fleet.overridePolicies, object.metadata.namespace, object).length > 0
  );
}
