import { createTwoFilesPatch } from 'diff';
import { Document } from 'yaml';
import { callObject, type WorkloadPreview } from '../../core/preview/preview.ts';
import type { RenderedPreview } from '../../core/preview/render-preview.ts';
import { hideSecrets } from './hide-secrets.ts';

/** What would reach one cluster, and that as a difference to the template. */
export interface RenderedResult extends Omit<RenderedPreview, 'compared'> {
  /** A unified diff of YAML, its keys sorted; '' where it is as the template. */
  readonly diff: string;
}

/** A workload's preview as it is shown. */
export interface WorkloadResult extends Omit<WorkloadPreview, 'rendered'> {
  readonly rendered?: readonly RenderedResult[];
}

/** The same workload with diffs in place of what is compared, and no value of a Secret. */
export function withDiffs(preview: WorkloadPreview): WorkloadResult {
  const { rendered, ...rest } = preview;
  if (!rendered) return rest;
  return { ...rest, rendered: rendered.map((one) => resultOf(callObject(preview.workload), one)) };
}

function resultOf(name: string, { compared, manifest, ...rest }: RenderedPreview): RenderedResult {
  const [template, sent, shown] = hideSecrets([compared.template, compared.sent, manifest] as const);
  return { ...rest, manifest: shown, diff: diffOf(name, rest.cluster, toText(template), toText(sent)) };
}

function diffOf(name: string, cluster: string, before: string, after: string): string {
  if (before === after) return '';
  const patch = createTwoFilesPatch(name, `${name} in ${cluster}`, before, after, undefined, undefined, { context: 3 });
  // Without the line that stands above the names.
  return patch.slice(patch.indexOf('--- ')).trimEnd();
}

const toText = (manifest: object): string =>
  new Document(manifest, { sortMapEntries: true, aliasDuplicateObjects: false }).toString({ lineWidth: 0 });
