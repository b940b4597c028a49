import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { notesOf } from '../../scripts/support/no-secret.mjs';

/** What `npm test` searches at its end: all that programs said, for all secrets of the labs they spoke with. */
function note(kind: string, value: unknown): void {
  const scratch = process.env.KARMATE_TEST_ROOT;
  if (scratch === undefined) return; // a single vitest: nobody would read it
  const dir = notesOf(scratch, kind);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  appendFileSync(join(dir, `${process.pid}.jsonl`), `${JSON.stringify(value)}\n`, { mode: 0o600 });
}

/** `asked`: a secret was asked for by name, so it is there rightly. */
export const noteSaid = (by: string, text: string, asked = false): void => note('said', { by, text, asked });

/** A lab that is noted here must be noted with `noteLab` too, or its secrets would not be looked for. */
export const noteStarted = (dir: string): void => note('labs', { dir });

/** Notes every key and token of a lab, and what its components have logged. To be called before the lab is deleted. */
export function noteLab(dir: string): void {
  if (process.env.KARMATE_TEST_ROOT === undefined) return;
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const read = (pattern: RegExp): readonly string[] =>
    files.filter((path) => pattern.test(path)).map((path) => readFileSync(path, 'latin1'));
  const keys = read(/\.key$/).flatMap(keyLines);
  // Secrets lie in etcd as they are, also those that were deleted since. Of a token, only the signature is secret.
  const tokens = read(/\/etcd\/.*\/(?:db|[^/]+\.wal)$/).flatMap(signatures);
  if (keys.length === 0) throw new Error(`No key was found in ${dir}: is it the folder of a lab?`);
  const secrets = [
    ...[...new Set(keys)].map((value, at) => ({ kind: 'key', name: `key line ${at} of ${dir}`, value })),
    ...[...new Set(tokens)].map((value, at) => ({ kind: 'token', name: `token ${at} of ${dir}`, value })),
  ];
  note('secrets', { dir, secrets, known: read(/\.(?:crt|pub)$/) });
  for (const path of files.filter((path) => path.endsWith('.log'))) noteSaid(path, readFileSync(path, 'utf8'));
}

const keyLines = (pem: string): readonly string[] => pem.split('\n').filter((line) => /^[\w+/=]{24,}$/.test(line));

const signatures = (data: string): readonly string[] =>
  [...data.matchAll(/eyJ[\w-]{20,}\.[\w-]{20,}\.([\w-]{40,})/g)].map(([, signature]) => signature ?? '');
