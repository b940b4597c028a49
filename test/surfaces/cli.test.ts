import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { catalog, groups } from '../../src/operations/catalog.ts';
import { type Globals, type Invocation, parseArgv } from '../../src/surfaces/cli.ts';
import { wantedFormat } from '../../src/surfaces/wanted-format.ts';

const cli = { catalog, groups, width: 80 };
const words = (line: string) => line.split(' ').filter(Boolean);

function invocation(line: string): Invocation {
  const parsed = parseArgv(words(line), cli);
  if (parsed.kind !== 'run') throw new Error(`nothing to run: ${parsed.text}`);
  return parsed.invocation;
}

describe('argv becomes an invocation:', () => {
  it.each<[string, string, Record<string, unknown>, Partial<Globals>]>([
    ['get clusters', 'get', { type: 'clusters', names: [] }, { format: 'table' }],
    ['get clusters a b -o json', 'get', { type: 'clusters', names: ['a', 'b'] }, { format: 'json' }],
    ['-o wide get clusters', 'get', { type: 'clusters', names: [] }, { format: 'wide' }],
    ['get --output=yaml clusters', 'get', { type: 'clusters' }, { format: 'yaml' }],
    ['get clusters -oname', 'get', {}, { format: 'name' }],
    [
      'get clusters --kubeconfig k --karmada-context c -n ns',
      'get',
      {},
      { kubeconfig: 'k', context: 'c', namespace: 'ns' },
    ],
    [
      'get clusters --request-timeout 5s --no-color -q -v 6',
      'get',
      {},
      { requestTimeoutMs: 5000, quiet: true, verbosity: 6 },
    ],
    [
      'join m --cluster-kubeconfig f --cluster-context c',
      'join',
      { name: 'm', clusterKubeconfig: 'f', clusterContext: 'c' },
      {},
    ],
    [
      'join m --cluster-kubeconfig f --cluster-zones a,b --cluster-zones c',
      'join',
      { clusterZones: ['a', 'b', 'c'] },
      {},
    ],
    [
      'apply -f a.yaml -f dir -R --wait',
      'apply',
      { filename: [{ from: 'a.yaml' }, { from: 'dir' }], recursive: true, wait: true },
      {},
    ],
    [
      'apply -f - -n x --force-conflicts',
      'apply',
      { filename: [{ from: '-' }], forceConflicts: true },
      { namespace: 'x' },
    ],
    ['lab up --members a,b --nodes 3 --dir d', 'lab up', { members: ['a', 'b'], nodes: '3', dir: 'd' }, {}],
    ['lab down --purge --yes', 'lab down', { purge: true, yes: true }, {}],
    ['lab ctl pause test1-apiserver', 'lab ctl', { action: 'pause', component: 'test1-apiserver' }, {}],
    ['lab build --with karmadactl', 'lab build', { with: ['karmadactl'] }, {}],
    ['version --client', 'version', { client: true }, {}],
  ])('%s', (line, operation, input, globals) => {
    const parsed = invocation(line);
    expect(parsed.operation.name).toBe(operation);
    expect(parsed.input).toMatchObject(input);
    expect(parsed.globals).toMatchObject(globals);
  });

  it('what is not given is not there, so that defaults are the gate’s alone', () => {
    expect(invocation('apply -f a').input).toEqual({ filename: [{ from: 'a' }] });
  });
});

describe('argv is refused, with a next step:', () => {
  it.each<[string, RegExp, RegExp]>([
    ['gett clusters', /^Unknown command 'gett'\.$/, /Did you mean get\?/],
    ['lab upp', /^Unknown command 'upp'\.$/, /Did you mean up\?/],
    ['get clusters --outptu json', /^Unknown option '--outptu'\.$/, /Did you mean --output\?/],
    ['get', /missing required argument 'type'/i, /--help/],
    ['join m', /required option '--cluster-kubeconfig <file>' not specified/i, /--help/],
    ['get clusters -o', /argument missing/, /--help/],
    ['get clusters -o xml', /There is no output "xml"/, /table, wide, json, yaml, name/],
    ['get clusters -v much', /a number from 0 to 9/, /^$/],
    ['get clusters --request-timeout soon', /it is a duration/, /90s/],
    ['version extra', /too many arguments/i, /--help/],
  ])('%s', (line, message, hint) => {
    const failure = (() => {
      try {
        return parseArgv(words(line), cli);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(KnownError);
    expect(failure).toMatchObject({ code: 'usage', message: expect.stringMatching(message) });
    expect((failure as KnownError).hint ?? '').toMatch(hint);
  });
});

it.each([
  ['get x -o json', 'json'],
  ['get x -ojson', 'json'],
  ['get x --output=json', 'json'],
  ['get x --output json', 'json'],
  ['get json -o yaml', 'table'],
  ['get x', 'table'],
])('errors about "%s" come as %s', (line, format) => {
  expect(wantedFormat(words(line))).toBe(format);
});
