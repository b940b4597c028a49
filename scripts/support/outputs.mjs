// Puts a bundle where the last one is, under the feet of what may be running from it.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const dayMs = 24 * 60 * 60 * 1000;

/** Chunks first, entries last and each by rename: a karmate that starts meanwhile finds the old whole or the new whole. */
export function putOutputs(dist, files) {
  mkdirSync(join(dist, 'chunks'), { recursive: true });
  for (const { path, contents } of [...files].sort((a, b) => b.path.length - a.path.length)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, contents);
    renameSync(`${path}.${process.pid}`, path);
  }
}

/**
 * Deletes chunks that have been of no use for a day: a karmate that runs since before has yet to import some of them.
 * Since when they are of no use is kept in a file, for they may be much older.
 */
export function forgetOldChunks(dist, files, { keepMs = dayMs, now = Date.now() } = {}) {
  const chunks = join(dist, 'chunks');
  const notes = join(dist, '.old-chunks.json');
  const wanted = new Set(files.map(({ path }) => path));
  const before = readNotes(notes);
  const since = {};
  for (const name of readdirSync(chunks)) {
    if (wanted.has(join(chunks, name))) continue;
    const from = before[name] || now;
    if (now - from >= keepMs) rmSync(join(chunks, name));
    else since[name] = from;
  }
  if (Object.keys(since).length > 0) writeFileSync(notes, JSON.stringify(since));
  else rmSync(notes, { force: true });
}

function readNotes(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {}; // none yet, or half written: all old chunks count from now on
  }
}
