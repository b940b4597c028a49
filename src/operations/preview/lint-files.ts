import type * as yaml from 'yaml';
import type { LintDocument } from '../../core/lint/document.ts';
import { type LintFinding, lint } from '../../core/lint/lint.ts';
import { subjectOf } from '../../core/lint/subject.ts';
import type { Manifest } from '../../core/manifest.ts';
import type { Kind, KubeObject } from '../../core/object.ts';
import type { Fleet } from '../../core/preview/fleet.ts';
import type { Finding } from '../../core/preview/preview.ts';
import { readDocuments } from '../lint/read-documents.ts';

/** Told as failures of what was to be previewed. */
const toldOtherwise: ReadonlySet<string> = new Set(['refused', 'unreadable']);

/** What `karmate lint` finds in the files, and of what exists what else can be said, all beside what the control plane has. */
export function lintFiles(
  manifests: readonly Manifest[],
  existing: readonly KubeObject[],
  fleet: Fleet,
  {
    minor,
    namespace,
    yaml: reader,
  }: { readonly minor: number; readonly namespace: string; readonly yaml: typeof yaml },
): readonly Finding[] {
  const { documents } = readDocuments(manifests, namespace);
  const subject = subjectOf([...documents, ...existing.map(asDocument)], {
    minor,
    unreadable: [],
    fleet,
    yaml: reader,
  });
  return lint(subject)
    .filter(({ code }) => !toldOtherwise.has(code))
    .map(findingOf);
}

/** It stands in no file. */
const asDocument = (object: KubeObject): LintDocument => ({
  object: object as KubeObject & Kind,
  file: '',
  line: 0,
  lineOf: () => 0,
});

const findingOf = ({ file, line, field: _, ...finding }: LintFinding): Finding =>
  file === '' ? finding : { ...finding, source: `${file}:${line}` };
