import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { karmate } from '../support/karmate.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** The bundle as it is published: what draws other tables than plain ones is a file of its own there. */
const rows = [
  ['caf\u00e9', 'v1'],
  ['\u96c6\u7fa4\u4e00', 'v2'],
  ['plain-\u0007', 'v3'],
];
const server = createServer((_, response) => {
  response.setHeader('content-type', 'application/json');
  const columnDefinitions = ['Name', 'Version'].map((name) => ({ name, priority: 0 }));
  response.end(JSON.stringify({ kind: 'Table', columnDefinitions, rows: rows.map((cells) => ({ cells })) }));
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve())));
afterAll(() => void server.close());

it('a table of other letters than ASCII keeps its columns', async () => {
  const kubeconfig = join(temporaryFolder(), 'config');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      'current-context': 'c',
      clusters: [{ name: 'c', cluster: { server: address } }],
      contexts: [{ name: 'c', context: { cluster: 'c' } }],
    }),
  );
  const { code, stdout } = await karmate(['get', 'clusters', '--kubeconfig', kubeconfig]);
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual([
    'NAME         VERSION',
    'caf\u00e9         v1',
    '\u96c6\u7fa4\u4e00       v2',
    'plain-\\x07   v3',
    '',
  ]);
});
