import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { bundled } from '../support/bundled.ts';
import { root } from '../support/karmate.ts';
import { temporaryFolder } from '../support/temporary.ts';

beforeAll(bundled, 120_000);

// Windows has no such limit.
it.skipIf(process.platform === 'win32')(
  'a folder may hold more files than a process may have open',
  { timeout: 60_000 },
  async () => {
    const folder = temporaryFolder();
    for (let i = 0; i < 300; i++) writeFileSync(join(folder, `${i}.yaml`), 'a: 1\n');
    const program = [process.execPath, `${root}bin/karmate.js`, 'apply', '--dry-run=client', '-f', folder];
    const child = spawn('sh', ['-c', 'ulimit -n 128 && exec "$@"', 'sh', ...program], { stdio: 'pipe' });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await once(child, 'close');
    // Each file is read, and found to be no manifest.
    expect(said.match(/has no apiVersion/g)).toHaveLength(300);
  },
);
