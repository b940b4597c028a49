import { renderWorks } from '../binding-controller/render.ts';
import type { RenderCase, RenderError, RenderedWork } from '../binding-controller/rendered-work.ts';
import { withoutMarks } from '../binding-controller/work-marks.ts';
import type { AnyBinding } from '../detector/binding-for.ts';
import type { Detected } from '../detector/detector.ts';
import type { TargetCluster } from '../karmada-types/work.ts';
import type { OverrideRules } from '../override-manager/apply-overriders.ts';
import type { Manifest } from '../override-manager/manifest-fields.ts';
import { metadataOf } from '../override-manager/manifest-metadata.ts';
import { policiesFor } from '../override-manager/matching-overrides.ts';
import { pruneManifest } from '../resource-interpreter/prune.ts';
import type { ClusterPreview } from './preview.ts';

/** What would reach one cluster: as its Work would hold it, or why none is made; one that is there stays as it is. */
export interface RenderedPreview extends Omit<RenderedWork, 'work'> {
  /** The template, and what reaches the cluster, both without what Karmada notes on everything it sends. */
  readonly compared: { readonly template: Manifest; readonly sent: Manifest };
  /** The binding is suspended there: the Work is written, and not sent. */
  readonly isSuspended?: true;
}

/** What manifests are rendered with. */
export interface Overriding {
  readonly clusters: RenderCase['clusters'];
  readonly overridePolicies: RenderCase['policies'];
}

/**
 * What would reach each target, where that is asked for, or where an override may fail. Before v1.13 the first failure
 * ends it: of the clusters after that one nothing is in the answer.
 */
export function renderPlaced(
  { clusters, overridePolicies: policies }: Overriding,
  { template, binding }: Pick<Detected, 'template' | 'binding'>,
  targets: readonly TargetCluster[],
  rules: OverrideRules & { readonly render?: boolean },
): readonly RenderedPreview[] {
  if (!binding || (!rules.render && !isOverridden(policies, template, rules))) return [];
  const scheduled = { ...binding, spec: { ...binding.spec, clusters: targets } } as AnyBinding;
  const base = pruneManifest(template);
  return renderWorks({ template, binding: scheduled, clusters, policies }, rules).map((work) => previewOf(work, base));
}

const previewOf = ({ work, ...rendered }: RenderedWork, base: Manifest): RenderedPreview => ({
  ...rendered,
  compared: { template: base, sent: withoutMarks(rendered.manifest, base) },
  ...(work.suspendDispatching ? { isSuspended: true as const } : {}),
});

/** The same clusters, with why nothing new reaches one of the targets; of nothing that was not rendered anything is said. */
export function withWhatIsSent(
  clusters: readonly ClusterPreview[],
  sent: readonly RenderedPreview[],
  targets: readonly TargetCluster[],
): readonly ClusterPreview[] {
  const last = sent.at(-1);
  if (!last) return clusters;
  const rendered = new Map(sent.map((one) => [one.cluster, one]));
  const wanted = new Set(targets.map(({ name }) => name));
  return clusters.map((one) => {
    const work = rendered.get(one.cluster);
    if (work?.error) return { ...one, notSent: { code: 'override-fails', message: whyNot(work.error) } };
    if (work?.isSuspended) return { ...one, notSent: { code: 'suspended', message: 'it is suspended' } };
    if (work || !last.error || !wanted.has(one.cluster)) return one;
    const message = `${whyNot(last.error)} (in ${last.cluster}, and this Karmada goes no further)`;
    return { ...one, notSent: { code: 'override-fails', message } };
  });
}

const whyNot = (error: RenderError): string => `${callOverride(error)} fails: ${error.message}`;

/** `OverridePolicy web/images`. */
function callOverride(error: RenderError): string {
  if (!('policy' in error)) return 'the Work';
  const { kind, namespace, name } = error.policy;
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Whether any override policy is for it, in whatever cluster. */
function isOverridden(policies: RenderCase['policies'], template: Manifest, { minor }: OverrideRules): boolean {
  const object = { ...template, metadata: metadataOf(template, minor) };
  return [undefined, object.metadata.namespace].some((scope) => policiesFor(policies, scope, object).length > 0);
}
