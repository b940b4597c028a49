import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../support/karmate.ts';
import { temporaryFolder } from '../support/temporary.ts';

it('a command that is done ends the process, whatever still runs', () => {
  const folder = temporaryFolder();
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
  mkdirSync(join(folder, 'dist'));
  const main = '(function(exports) { exports.main = async () => { setInterval(() => {}, 1000); return 8; }; })';
  writeFileSync(join(folder, 'dist', 'karmate.cjs'), `//${'a'.repeat(32)}\n${main}`);
  const env = { ...process.env, KARMATE_CODE_CACHE: '0' };
  const ran = spawnSync(process.execPath, [join(folder, 'bin', 'karmate.js')], { env, timeout: 20_000 });
  expect([ran.status, ran.signal]).toEqual([8, null]);
}, 30_000);
