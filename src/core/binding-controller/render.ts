import { wayOf } from '../behaviours.ts';
import { executionNamespace } from '../cluster.ts';
import type { TargetCluster } from '../karmada-types/work.ts';
import type { OverrideRules } from '../override-manager/apply-overriders.ts';
import type { Manifest } from '../override-manager/manifest-fields.ts';
import { metadataOf } from '../override-manager/manifest-metadata.ts';
import { OverrideFailure } from '../override-manager/override-failure.ts';
import { overriddenManifest } from '../override-manager/override-manager.ts';
import { pruneManifest, whyNotPruned } from '../resource-interpreter/prune.ts';
import { isRevised, reviseReplica, withCount } from '../resource-interpreter/revise-replica.ts';
import { jobCompletions } from './job-completions.ts';
import type { RenderCase, RenderError, RenderedWork } from './rendered-work.ts';
import { targetClusters } from './target-clusters.ts';
import { markManifest, noteManaged } from './work-marks.ts';
import { workName } from './work-name.ts';

/**
 * What Karmada makes of a template for each of the binding's clusters, in its order (pkg/controllers/binding/common.go,
 * ensureWork). Before v1.13 the first error ends it: the clusters after that one are not in the answer.
 */
export function renderWorks(question: RenderCase, rules: OverrideRules): readonly RenderedWork[] {
  const { template, binding } = question;
  const targets = targetClusters(binding.spec);
  const completions = attempt(() => jobCompletions(template, binding.spec, targets, rules.minor));
  const works: RenderedWork[] = [];
  for (const [index, target] of targets.entries()) {
    const work =
      completions instanceof OverrideFailure
        ? { ...frame(question, target, template, rules.minor), ...errorOf(completions) }
        : renderWork(question, target, completions?.[index], rules);
    works.push(work);
    if (work.error && wayOf('workErrors', rules.minor) === 'end it') break;
  }
  return works;
}

/** The same for one cluster; undefined: the binding does not name it, or an earlier one has ended it. */
export const renderFor = (question: RenderCase, cluster: string, rules: OverrideRules): RenderedWork | undefined =>
  renderWorks(question, rules).find((work) => work.cluster === cluster);

function renderWork(
  question: RenderCase,
  target: TargetCluster,
  completions: number | undefined,
  rules: OverrideRules,
): RenderedWork {
  const { template, binding, clusters, policies } = question;
  const { minor } = rules;
  const counted = attempt(() => revised(question, target, completions, minor));
  if (counted instanceof OverrideFailure) return { ...frame(question, target, template, minor), ...errorOf(counted) };
  const { manifest, ...unknown } = counted;
  const cluster = clusters.find(({ metadata }) => metadata.name === target.name);
  if (!cluster) {
    const missing = new OverrideFailure(`clusters.cluster.karmada.io "${target.name}" not found`);
    return { ...frame(question, target, manifest, minor), ...errorOf(missing), ...unknown };
  }
  const { applied, error, manifest: overridden } = overriddenManifest(manifest, cluster, policies, rules);
  const rendered = frame(question, target, overridden, minor);
  if (error) return { ...rendered, applied, error, ...unknown };
  const misfit = whyNotPruned(overridden);
  if (misfit) return { ...rendered, applied, ...errorOf(new OverrideFailure(misfit.message, misfit.path)), ...unknown };
  const marked = markManifest(overridden, binding, rendered.work, minor);
  const once = pruneManifest(marked);
  const pruned = wayOf('pruning', minor) === 'twice' ? pruneManifest(once) : once;
  return {
    ...rendered,
    applied,
    manifest: noteManaged(pruned, binding, minor),
    ...unknown,
  };
}

/** With the replicas and completions of its cluster. */
function revised(
  { template, binding }: RenderCase,
  { replicas = 0 }: TargetCluster,
  completions: number | undefined,
  minor: number,
): { readonly manifest: Manifest; readonly unknown?: 'replicas' } {
  const divided = isRevised(binding.spec, minor) ? reviseReplica(template, replicas, minor) : template;
  const manifest = divided === 'unknown' ? template : divided;
  return {
    manifest: completions === undefined ? manifest : withCount(manifest, 'completions', completions),
    ...(divided === 'unknown' ? { unknown: 'replicas' } : {}),
  };
}

function frame(
  { binding }: RenderCase,
  { name: cluster }: TargetCluster,
  manifest: Manifest,
  minor: number,
): RenderedWork {
  const { kind = '' } = manifest;
  const { name, namespace } = metadataOf(manifest, minor);
  const { suspension, preserveResourcesOnDeletion = false } = binding.spec;
  const suspended = suspension?.dispatching ?? false;
  const isSuspended = suspended || (suspension?.dispatchingOnClusters?.clusterNames ?? []).includes(cluster);
  return {
    cluster,
    work: {
      namespace: executionNamespace(cluster),
      name: workName(kind, name, namespace),
      suspendDispatching: isSuspended && wayOf('bindingSuspension', minor) !== 'never',
      preserveResourcesOnDeletion: preserveResourcesOnDeletion && wayOf('preserveOnDeletion', minor) === 'known',
    },
    manifest,
    applied: { cluster: [], namespace: [] },
  };
}

const errorOf = ({ message, path }: OverrideFailure): { readonly error: RenderError } => ({
  error: { message, ...(path === undefined ? {} : { path }) },
});

function attempt<T>(work: () => T): T | OverrideFailure {
  try {
    return work();
  } catch (error) {
    if (error instanceof OverrideFailure) return error;
    throw error;
  }
}
