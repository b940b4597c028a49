// Node 24 beside the Node that runs this: npm's package of that name carries the program. It is put into a cache folder,
// never among the dependencies, where it would stand before the real Node in every script.
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runLogged } from '../support/children.mjs';
import { step } from '../support/progress.mjs';

/** Its path; installs it the first time. */
export async function node24(env = process.env) {
  const dir = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'karmate', 'node-24');
  const program = join(dir, 'node_modules', 'node', 'bin', 'node');
  if (existsSync(program)) return program;
  mkdirSync(dir, { recursive: true });
  const what = 'Fetching Node 24';
  const args = ['install', '--prefix', dir, '--no-audit', '--no-fund', '--no-save', 'node@24'];
  await step(what, (note) => runLogged(what, 'npm', args, { cwd: dir, env, log: 'node-24.log', note }));
  if (!existsSync(program)) throw new Error(`npm's package node@24 brought no ${program}.`);
  return program;
}
