// The suite "no secret in any output": all that was said in the tests is searched for all keys and tokens of their labs.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { searchFor } from './secret-search.mjs';

/** What tests note below their common folder: one JSON value a line, one file for each process. */
export const notesOf = (scratch, kind) => join(scratch, 'notes', kind);

function readNotes(scratch, kind) {
  const dir = notesOf(scratch, kind);
  const files = existsSync(dir) ? readdirSync(dir).map((name) => readFileSync(join(dir, name), 'utf8')) : [];
  return files.flatMap((text) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
  );
}

/** What is wrong, in words, and how much was looked at. Nothing to look at, or to look for, is wrong as well. */
export function searchNotes(scratch) {
  const said = readNotes(scratch, 'said'); // { by, text, asked }
  const labs = readNotes(scratch, 'secrets'); // { dir, secrets: [{ kind, name, value }], known: [text] }
  const forgotten = readNotes(scratch, 'labs').filter(({ dir }) => !labs.some((lab) => lab.dir === dir)); // { dir }
  const secrets = labs.flatMap((lab) => lab.secrets);
  const find = searchFor(
    secrets,
    labs.flatMap(({ known }) => known),
  );
  const count = (kind) => secrets.filter((secret) => secret.kind === kind).length;
  const missing = [
    ...(said.length === 0 ? ['no output was noted'] : []),
    ...forgotten.map(({ dir }) => `the secrets of the lab ${dir} were not noted`),
    ...['key', 'token'].filter((kind) => count(kind) === 0).map((kind) => `no ${kind} of a lab was noted`),
  ];
  const leaks = said
    .filter(({ asked }) => !asked)
    .flatMap(({ by, text }) => find(text).map((name) => `${by} has shown ${name}`));
  const asked = said.filter((one) => one.asked).length;
  const size = Math.round(said.reduce((sum, { text }) => sum + text.length, 0) / 1024);
  const looked = `${count('key')} keys and ${count('token')} tokens, ${said.length} outputs (${size} kB), ${asked} of them with secrets that were asked for`;
  return { missing, leaks, looked, isEmpty: said.length + secrets.length === 0 };
}

/** With `partial` tests (some files only) there may have been no lab at all. */
export function noSecretSaid(scratch, { partial, print = (line) => process.stdout.write(`${line}\n`) }) {
  const { missing, leaks, looked, isEmpty } = searchNotes(scratch);
  if (partial && isEmpty) {
    print('no lab ran: there is nothing to search for');
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const problems = [...leaks, ...(partial ? [] : missing)];
  for (const problem of problems) print(problem);
  print(`searched: ${looked}`);
  return { passed: problems.length === 0 ? 1 : 0, failed: problems.length === 0 ? 0 : 1, skipped: 0 };
}
