import { describePath } from '../field-path.ts';
import type { ObjectName } from '../preview/preview.ts';
import type { LintDocument } from './document.ts';
import type { Found, Severity } from './rule.ts';
import { codeTexts, rules } from './rules.ts';
import type { Subject } from './subject.ts';

/** Something that is wrong in the files, or works otherwise than it looks. */
export interface LintFinding {
  /** Scripts may rely on it; docs/lint.md has them all. */
  readonly code: string;
  readonly severity: Severity;
  /** A sentence without its full stop. */
  readonly message: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** `spec.placement.spreadConstraints[0]`; '' where it is the whole. */
  readonly field?: string;
  readonly object?: ObjectName;
}

/** What all the rules find, in the order of the files. */
export function lint(subject: Subject): readonly LintFinding[] {
  const files = new Set([...subject.documents, ...subject.unreadable].map(({ file }) => file));
  const order = new Map([...files].map((file, index) => [file, index]));
  const place = ({ file }: LintFinding): number => order.get(file) ?? 0;
  return rules
    .flatMap(({ check }) => check(subject).map(findingOf))
    .toSorted((a, b) => place(a) - place(b) || a.line - b.line);
}

function findingOf(found: Found): LintFinding {
  const { code, message } = found;
  const severity = codeTexts[code]?.severity ?? 'error';
  if (!('document' in found)) return { code, severity, message, file: found.file, line: found.line };
  const { document, path } = found;
  const { file, lineOf } = document;
  return { code, severity, message, file, line: lineOf(path), field: describePath(path), object: nameOf(document) };
}

function nameOf({ object: { apiVersion, kind, metadata } }: LintDocument): ObjectName {
  const { namespace, name } = metadata;
  return { apiVersion, kind, ...(namespace === undefined ? {} : { namespace }), name };
}
