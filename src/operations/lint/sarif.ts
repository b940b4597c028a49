import type { LintFinding } from '../../core/lint/lint.ts';
import { codeTexts } from '../../core/lint/rules.ts';
import { previewCodes } from '../../core/preview/finding-codes.ts';
import { version } from '../../core/version.ts';

/** What findings have in common, wherever they come from. */
type Located = Pick<LintFinding, 'code' | 'severity' | 'message'> & Partial<Pick<LintFinding, 'file' | 'line'>>;

/**
 * Findings as SARIF 2.1.0, which code scanning takes (docs.oasis-open.org/sarif/sarif/v2.1.0); files within the folder get
 * paths from there.
 */
export function sarifOf(findings: readonly Located[], folder: string) {
  const codes = [...new Set(findings.map(({ code }) => code))].toSorted();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'karmate', version, rules: codes.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, codes.indexOf(finding.code), folder)),
      },
    ],
  };
}

function ruleOf(code: string) {
  const text = codeTexts[code] ?? previewCodes[code];
  if (!text) return { id: code };
  const { about, why, fix, severity } = text;
  return {
    id: code,
    shortDescription: { text: about },
    fullDescription: { text: `${about} ${why}` },
    help: { text: `${why} ${fix}`, markdown: `${why}\n\n**What to do:** ${fix}` },
    defaultConfiguration: { level: severity },
  };
}

function resultOf({ code, severity, message, file, line }: Located, ruleIndex: number, folder: string) {
  const region = line === undefined ? {} : { region: { startLine: line } };
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: message },
    ...(file === undefined
      ? {}
      : { locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file, folder) }, ...region } }] }),
  };
}

function uriOf(file: string, folder: string): string {
  if (/^https?:\/\//i.test(file)) return file;
  const whole = file.replaceAll('\\', '/');
  const base = `${folder.replaceAll('\\', '/').replace(/\/$/, '')}/`;
  const path = whole.startsWith(base) ? whole.slice(base.length) : whole.replace(/^(?:\.\/+)+/, '');
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]:\//.test(path)) return `file:///${encoded.replace('%3A', ':')}`;
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}
