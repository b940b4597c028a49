import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Stand-ins for programs of others (helm, docker, kind): they answer by rules, fail on demand, and note each call. They
 * prove what such a program is told, never what it would do.
 */
export interface Rule {
  /** Looked for in the arguments, joined by blanks; the first rule that fits answers. */
  readonly when: RegExp;
  /** Only the call of that number (from 1) among those that fit `when`. */
  readonly nth?: number;
  readonly code?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** How long it takes. */
  readonly ms?: number;
}

export interface RecordedCall {
  readonly argv: readonly string[];
  /** The arguments, joined by blanks. */
  readonly line: string;
  readonly stdin: string;
  readonly cwd: string;
  /** Variables that such programs read: KUBECONFIG, HELM_…, DOCKER_…, KIND_…. */
  readonly env: Readonly<Record<string, string>>;
}

export interface Recording {
  /** The folder to put first on PATH. */
  readonly bin: string;
  readonly calls: () => readonly RecordedCall[];
  /** Other rules from now on; the calls so far are forgotten. */
  readonly answer: (rules: readonly Rule[]) => void;
}

/** Without a rule that fits, a call ends well and says nothing. */
export function recordProgram(dir: string, name: string, rules: readonly Rule[]): Recording {
  const bin = join(dir, 'bin');
  mkdirSync(bin, { recursive: true });
  const files = { rules: join(dir, `${name}.rules.json`), calls: join(dir, `${name}.calls.jsonl`) };
  const answer = (wanted: readonly Rule[]): void => {
    writeFileSync(files.rules, JSON.stringify(wanted.map((rule) => ({ ...rule, when: rule.when.source }))));
    writeFileSync(files.calls, '');
  };
  answer(rules);
  writeFileSync(join(bin, name), `#!${process.execPath}\nconst files = ${JSON.stringify(files)};\n${program}`);
  chmodSync(join(bin, name), 0o755);
  const calls = (): readonly RecordedCall[] =>
    (existsSync(files.calls) ? readFileSync(files.calls, 'utf8') : '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as RecordedCall);
  return { bin, calls, answer };
}

const program = `
const { appendFileSync, readFileSync } = require('node:fs');
const argv = process.argv.slice(2);
const line = argv.join(' ');
const rules = JSON.parse(readFileSync(files.rules, 'utf8'));
const before = readFileSync(files.calls, 'utf8').split('\\n').filter(Boolean).map((text) => JSON.parse(text).line);
const stdin = (() => { try { return readFileSync(0, 'utf8'); } catch { return ''; } })();
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(KUBECONFIG$|HELM_|DOCKER_|KIND_)/.test(name)));
appendFileSync(files.calls, JSON.stringify({ argv, line, stdin, cwd: process.cwd(), env }) + '\\n');
const fits = (rule) => {
  const when = new RegExp(rule.when);
  return when.test(line) && (rule.nth === undefined || before.filter((one) => when.test(one)).length + 1 === rule.nth);
};
const { code = 0, stdout = '', stderr = '', ms = 0 } = rules.find(fits) ?? {};
setTimeout(() => {
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = code;
}, ms);
`;
