import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { karmate, root } from '../support/karmate.ts';

const bundle = pathToFileURL(join(root, 'dist/')).href;

/**
 * Imports the bundled library and writes down whatever that opens, spawns, connects to or waits for; only the bundle
 * itself may be read.
 */
const probe = (library: string): string => `
  const { createRequire } = await import('node:module');
  const require = createRequire(import.meta.url);
  const seen = [];
  const watch = (name, names) => {
    const module = require(name);
    for (const key of names ?? Object.keys(module)) {
      const plain = module[key];
      if (typeof plain !== 'function' || /^[A-Z_]/.test(key)) continue;
      module[key] = function (...args) {
        // Node 20 loads modules by this very function.
        const isLoading = key === 'readFile' && String(args[0]).startsWith(${JSON.stringify(bundle)});
        if (!isLoading) seen.push(name + '.' + key);
        return plain.apply(this, args);
      };
    }
  };
  for (const name of ['fs', 'fs/promises', 'child_process', 'dns', 'dgram']) watch('node:' + name);
  watch('node:net', ['connect', 'createConnection', 'createServer']);
  watch('node:tls', ['connect', 'createServer']);
  for (const name of ['http', 'https']) watch('node:' + name, ['request', 'get', 'createServer']);
  for (const name of ['setTimeout', 'setInterval', 'fetch']) {
    const plain = globalThis[name];
    globalThis[name] = (...args) => { seen.push(name); return plain(...args); };
  }
  require('node:module').syncBuiltinESMExports();
  const before = process.listenerCount('exit') + process.listenerCount('SIGINT');
  const { connect } = await import(${JSON.stringify(library)});
  if (${JSON.stringify(library)}.includes('index.js')) connect({ kubeconfig: '/nowhere' });
  const listeners = process.listenerCount('exit') + process.listenerCount('SIGINT') - before;
  process.stdout.write(JSON.stringify({ seen, listeners, open: process.getActiveResourcesInfo() }));
`;

const importing = (library: string) =>
  karmate(['--input-type=module', '-e', probe(library)], { program: process.execPath });

describe('importing the library', () => {
  test('and connecting opens nothing, starts nothing and leaves nothing running', async () => {
    const { code, stdout, stderr } = await importing(join(root, 'dist/index.js'));
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ seen: [], listeners: 0 });
    expect(JSON.parse(stdout).open.filter((name: string) => !/^(Pipe|TTY|File|CloseReq)/.test(name))).toEqual([]);
  });

  test('would be caught if it did', async () => {
    const source = "import { readFileSync } from 'node:fs'; readFileSync('/dev/null'); setTimeout(() => {}, 1);";
    const { stdout } = await importing(`data:text/javascript,${encodeURIComponent(source)}`);
    expect(JSON.parse(stdout).seen).toEqual(expect.arrayContaining(['node:fs.readFileSync', 'setTimeout']));
  });
});
