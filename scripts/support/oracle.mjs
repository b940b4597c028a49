// Karmada's own code, asked: controlplane/oracle says which questions there are. Built when it is first asked for.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { builtOnce } from './built-once.mjs';
import { fingerprint } from './fingerprint.mjs';
import { root } from './script.mjs';

const modules = { 'v1.18.2': 'controlplane', 'v1.10.7': join('controlplane', 'karmada-v1.10.7') };
const karmada = 'github.com/karmada-io/karmada';
// The program itself is among them since only then does it write its counts.
const covered = `${karmada}/pkg/scheduler/core/...,${karmada}/pkg/scheduler/framework/plugins/...,./cmd/oracle`;

/**
 * The path of the program for that Karmada; with `isCounting` one that counts which lines of Karmada's scheduler run.
 * @param {{ karmada: 'v1.18.2' | 'v1.10.7', isCounting?: boolean }} wanted
 */
export function ensureOracle({ karmada: version, isCounting = false }, env = process.env) {
  const module = modules[version];
  if (!module) throw new Error(`There is no oracle of Karmada ${version}.`);
  const parts = ['oracle', 'cmd/oracle', 'go.mod', 'go.sum'].map((part) => `/${module}/${part}`);
  const wanted = {
    name: 'oracle',
    label: `oracle-${version}${isCounting ? '-counting' : ''}`,
    madeFrom: fingerprint(root, ['/controlplane/oracle', ...parts]) + covered,
    title: `Building the oracle of Karmada ${version}`,
    keep: 3, // each has some 60 MB; checkouts beside this one may use theirs
    command: (dir) => {
      // As everything else here is built, so that compiled packages are shared; -s -w leaves that as it is.
      const cover = isCounting ? ['-cover', `-coverpkg=${covered}`] : [];
      const args = ['build', '-trimpath', '-buildvcs=false', '-ldflags', '-s -w', ...cover, '-o', join(dir, 'oracle')];
      return { args: [...args, './cmd/oracle'], cwd: join(root, module) };
    },
  };
  return builtOnce(wanted, env);
}

/**
 * A running oracle. Questions may be asked before earlier ones are answered. With `cover`, a folder, the counts of what
 * ran are in it after `end()` (for `go tool covdata`).
 * @param {{ karmada: 'v1.18.2' | 'v1.10.7', cover?: string }} wanted
 */
export async function oracle({ karmada: version, cover }) {
  const program = await ensureOracle({ karmada: version, isCounting: cover !== undefined });
  if (cover !== undefined) mkdirSync(cover, { recursive: true });
  const env = cover === undefined ? process.env : { ...process.env, GOCOVERDIR: cover };
  const child = spawn(program, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  return conversation(child);
}

/**
 * @param {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable,
 *   import('node:stream').Readable, null>} child
 */
export function conversation(child) {
  const waiting = new Map();
  const state = { asked: 0, failure: undefined };
  const fail = (failure) => {
    state.failure ??= failure;
    for (const { reject } of waiting.values()) reject(state.failure);
    waiting.clear();
  };
  createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY }).on('line', (line) => {
    const answer = JSON.parse(line);
    const { resolve } = waiting.get(answer.id) ?? {};
    if (!resolve) return fail(new Error(`The oracle answered what nobody asked: ${line.slice(0, 300)}`));
    waiting.delete(answer.id);
    resolve(answer);
  });
  child.stdin.on('error', () => {}); // it has ended: 'close' says how
  const closed = new Promise((resolve) => {
    child.on('error', (error) => resolve(error));
    child.on('close', (code, signal) =>
      resolve(code === 0 ? undefined : new Error(`The oracle ended: ${signal ?? code}`)),
    );
  });
  closed.then((failure) => fail(failure ?? new Error('The oracle has ended.')));
  return {
    /**
     * The answer as the oracle gives it; a question that cannot be read has `invalid`, a crash of Karmada's `panic`.
     * @param {Record<string, unknown>} question
     * @returns {Promise<Record<string, any>>}
     */
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (state.failure) return reject(state.failure);
        const id = ++state.asked;
        waiting.set(id, { resolve, reject });
        const line = Object.assign({ id }, question, { id }); // first: the oracle need not look for it in a long line
        child.stdin.write(`${JSON.stringify(line)}\n`);
      }),
    /** Waits for what was asked, and for the program to end well. */
    end: async () => {
      child.stdin.end();
      const failure = await closed;
      if (failure) throw failure;
    },
  };
}
