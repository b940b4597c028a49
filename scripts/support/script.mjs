// How every script starts and ends: one place that turns a failure into a message and an exit code.
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { holdSignals } from './children.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const isMain = (url) => Boolean(process.argv[1]) && realpathSync(process.argv[1]) === fileURLToPath(url);

export async function script(main) {
  holdSignals();
  process.stdout.on('error', () => {}); // the reader of a pipe may leave: `npm run demo | head`
  try {
    process.exitCode = (await main(process.argv.slice(2))) || 0;
  } catch (error) {
    if (typeof error.exitCode !== 'number') throw error;
    process.stderr.write(`error: ${error.message}\n${error.hint ? `hint: ${error.hint}\n` : ''}`);
    process.exitCode = error.exitCode;
  }
}
