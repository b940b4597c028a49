import { describe, expect, it } from 'vitest';
import { lineLimit, loadedWith, offences, testOffences } from './support/architecture.ts';
import { readSources } from './support/sources.ts';

const sources = readSources('src');
const texts = new Map(sources.map(({ path, text }) => [path, text]));

describe('the house', () => {
  it('is there to be looked at', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  it('keeps its rules in every source file', () => {
    expect(sources.flatMap(offences)).toEqual([]);
  });

  it('keeps its rules in every test', () => {
    expect(readSources('test').flatMap(testOffences)).toEqual([]);
  });
});

describe('a start', () => {
  const heavy = ['@kubernetes/client-node', 'yaml', 'chalk', 'cli-table3'];
  it.each([
    ['help', ['main.ts']],
    ['version --client', ['main.ts', 'compose.ts', 'operations/about/version.run.ts', 'output/render.ts']],
  ])('of %s loads none of the heavy packages', (_, entries) => {
    const loaded = entries.flatMap((entry) => [...loadedWith(entry, texts)]);
    expect(loaded).toContain('contract/operation.ts');
    expect(heavy.filter((name) => loaded.includes(name))).toEqual([]);
  });

  it('loads nothing that only the library or "version" needs', () => {
    const loaded = [...loadedWith('main.ts', texts), ...loadedWith('compose.ts', texts)];
    const others = /^(core\/(karmada-types|versions|behaviours)|client\/(typed|library|run|release|custom-objects))/;
    expect(loaded.filter((path) => others.test(path))).toEqual([]);
    expect([...loadedWith('index.ts', texts)].filter((path) => others.test(path))).toContain('client/typed.ts');
  });

  it('of a connection loads nothing that only some kubeconfigs ask for', () => {
    const loaded = [...loadedWith('client/connect.ts', texts)];
    expect(loaded).toContain('client/credentials.ts');
    const rare = /^(client\/(exec|auth-provider)\/|client\/proxy\/(through|connect|socks)|socks$|node:child_process)/;
    expect(loaded.filter((path) => rare.test(path))).toEqual([]);
  });

  it('of get clusters does load client-node, so that the rule above can fail', () => {
    expect(loadedWith('client/custom-objects.ts', texts)).toContain('@kubernetes/client-node');
  });
});

describe('the rules find what is wrong:', () => {
  const long = 'export const a = 1;\n'.repeat(lineLimit + 1);
  const made = '// Made by: npm run generate.\n';
  it.each<[string, string, string, RegExp]>([
    [
      'a client import in an operation',
      'operations/a.ts',
      "import { connect } from '../client/connect.ts';",
      /Reach the outside through a port/,
    ],
    [
      'a lazy client import in an operation',
      'operations/a.ts',
      "const x = () => import('../client/connect.ts');",
      /opens onto/,
    ],
    ['a type import all the same', 'core/a.ts', "import type { Ports } from '../contract/ports.ts';", /as data/],
    ['a re-export', 'contract/a.ts', "export { x } from '../output/render.ts';", /Describe it as a type/],
    ['the catalog in an operation', 'operations/x/a.ts', "import { catalog } from '../catalog.ts';", /opens onto/],
    [
      'client-node outside the client',
      'surfaces/a.ts',
      "import { V1Pod } from '@kubernetes/client-node';",
      /catalog or the contract/,
    ],
    ['a Node module in core', 'core/a.ts', "import { join } from 'node:path';", /pure function/],
    ['a room that is none', 'helpers/a.ts', 'export const a = 1;', /no room "helpers"/],
    ['process in an operation', 'operations/a.ts', 'export const a = () => process.env.HOME;', /uses process/],
    ['console in core', 'core/a.ts', "export const a = () => console.log('x');", /uses console/],
    ['the clock in core', 'core/a.ts', 'export const a = () => Date.now();', /uses Date.now/],
    ['any', 'client/a.ts', 'export const a = (x: any) => x;', /Say "unknown"/],
    ['state of a module', 'client/a.ts', 'let a = 1; export const b = () => a++;', /module-level let/],
    ['a default export', 'core/a.ts', 'export default 1;', /Name it/],
    ['a long file', 'core/a.ts', long, /Split it/],
    ['a long file that only calls itself generated', 'core/a.ts', `${made}${long}`, /Split it/],
    ['a long file among the generated ones', 'core/karmada-types/a.ts', long, /Split it/],
  ])('%s', (_, path, text, message) => {
    expect(offences({ path, text }).join('\n')).toMatch(message);
  });

  it('a mocked module in a test', () => {
    expect(
      testOffences({ path: 'a.test.ts', text: "import { vi } from 'vitest'; vi.mock('../src/x.ts');" }),
    ).toHaveLength(1);
  });

  it('and nothing where all is well', () => {
    const text =
      "import { readFile } from 'node:fs/promises';\nexport const a = () => process.env.HOME ?? readFile('x');\n";
    expect(offences({ path: 'client/a.ts', text })).toEqual([]);
    const many = 'export const a = 1;\n'.repeat(lineLimit + 1);
    const made = '// Made by: npm run generate.\n';
    expect(offences({ path: 'core/karmada-types/a.ts', text: made + many })).toEqual([]);
  });
});
