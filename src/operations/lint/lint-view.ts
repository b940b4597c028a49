import { bad, type Cell, dim, good, stack, text, type View, type ViewOptions, warn } from '../../contract/view.ts';
import { counted } from '../../core/counted.ts';
import type { LintFinding } from '../../core/lint/lint.ts';
import { codeTexts } from '../../core/lint/rules.ts';
import type { Result } from './lint.run.ts';

/** One finding a line, unbroken, as editors and CI look for them; wide: and what to do about it. */
export function view({ findings, documents, karmada, unknown }: Result, { wide }: ViewOptions): View {
  return stack(
    ...(findings.length > 0 ? [text(...findings.flatMap((one) => (wide ? explained(one) : [lineOf(one)])))] : []),
    text(summary(findings, documents, karmada), ...unknown.map((note) => dim(`not known: ${note}`))),
  );
}

function lineOf({ severity, code, message, file, line }: LintFinding): Cell {
  const words = `${file}:${line}: ${severity}: ${message} [${code}]`;
  return severity === 'error' ? bad(words) : warn(words);
}

const explained = (finding: LintFinding): readonly Cell[] => {
  const { why = '', fix = '' } = codeTexts[finding.code] ?? {};
  return [lineOf(finding), dim(`  ${why}`), `  ${fix}`];
};

function summary(findings: readonly LintFinding[], documents: number, karmada: string): Cell {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const counts = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ];
  const words = `${counted(documents, 'document')} for Karmada ${karmada}: ${counts.join(', ') || 'nothing to be said'}`;
  return errors > 0 ? bad(words) : findings.length > 0 ? warn(words) : good(words);
}
