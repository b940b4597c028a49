// One at a time: a lock file names its holder, and when that process began, for a later one may have the same pid.
// The same rules as src/client/lab/lock.ts, which is not there before anything is installed and bundled.
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { throwIfInterrupted } from './children.mjs';

/** Runs `work` while holding the file `path`; `onWait(pid)` is told each time that another process holds it. */
export async function withLock(path, work, { what = 'waiting', onWait = () => {}, everyMs = 300 } = {}) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = `${process.pid}\n${startOf(process.pid)}\n${randomBytes(8).toString('hex')}\n`;
  while (!take(path, mine)) {
    const held = contentOf(path);
    const holder = held === undefined ? undefined : livingHolder(held);
    if (holder !== undefined) {
      onWait(holder);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    } else if (held !== undefined) {
      // Whoever breaks a stale lock holds one named for its content: nobody else can have taken the place meanwhile.
      const claim = `${path}.${createHash('sha256').update(held).digest('hex').slice(0, 16)}`;
      await withLock(claim, () => contentOf(path) === held && rmSync(path), { what, everyMs: 20 });
    }
    throwIfInterrupted(what);
  }
  try {
    return await work();
  } finally {
    if (contentOf(path) === mine) rmSync(path);
  }
}

// Written aside and linked: whoever finds the lock finds all of it.
function take(path, content) {
  const aside = `${path}.${randomBytes(8).toString('hex')}`;
  try {
    writeFileSync(aside, content);
    linkSync(aside, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function contentOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function livingHolder(content) {
  const [first, began] = content.split('\n');
  const pid = Number.parseInt(first, 10);
  if (!(pid > 0) || !isAlive(pid)) return undefined;
  const begins = began ? startOf(pid) : '';
  return begins === '' || begins === began ? pid : undefined;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A text that only compares; '' where nothing can tell. */
export function startOf(pid) {
  if (existsSync('/proc/self/stat')) {
    const stat = contentOf(`/proc/${pid}/stat`) || '';
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] || ''; // the 22nd field; a name before it may hold spaces
  }
  const { stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'lstart='], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  });
  return (stdout || '').trim();
}
