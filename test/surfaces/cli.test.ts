import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { verbosityLevels } from '../../src/contract/verbosity.ts';
import { catalog, groups } from '../../src/operations/catalog.ts';
import type { Globals, Invocation } from '../../src/surfaces/cli.ts';
import { flagName } from '../../src/surfaces/flag-name.ts';
import { globalParams } from '../../src/surfaces/global-flags.ts';
import { normalizeArgv } from '../../src/surfaces/normalize-argv.ts';
import { flagsOf } from '../../src/surfaces/read-flags.ts';
import { parseArgv } from '../support/parse-argv.ts';

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
    ['get clusters -v=10', 'get', {}, { verbosity: 9 }],
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
    ['apply -f a,b.yaml -f=-', 'apply', { filename: [{ from: 'a' }, { from: 'b.yaml' }, { from: '-' }] }, {}],
    ['apply -Rf x --wait=false', 'apply', { filename: [{ from: 'x' }], recursive: true }, {}],
    ['get clusters --no-headers=false -n=', 'get', {}, { noHeaders: false, namespace: '=' }],
    ['get clusters --namespace= --kubeconfig=', 'get', {}, { namespace: undefined, kubeconfig: undefined }],
    ['get clusters --request-timeout=7', 'get', {}, { requestTimeoutMs: 7000 }],
    ['get clusters --request-timeout=9999h', 'get', {}, { requestTimeoutMs: 2 ** 31 - 1 }],
    ['get clusters --request-timeout=0', 'get', {}, { requestTimeoutMs: 0 }],
    ['get clusters --as u --as-group g,h', 'get', {}, { impersonate: { user: 'u', groups: ['g,h'], uid: undefined } }],
    ['get -- clusters -h', 'get', { type: 'clusters', names: ['-h'] }, {}],
    ['get help', 'get', { type: 'help' }, {}],
    ['get options', 'get', { type: 'options' }, {}],
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
    ['gett clusters', /^Unknown command 'gett'\.$/, /^Did you mean "karmate get"\? See: karmate --help$/],
    ['aply -f x', /^Unknown command 'aply'\.$/, /Did you mean "karmate apply"\?/],
    ['GET clusters', /^Unknown command 'GET'\.$/, /Did you mean "karmate get"\?/],
    ['jion m', /^Unknown command 'jion'\.$/, /Did you mean "karmate join"\?/],
    ['xyzzy', /^Unknown command 'xyzzy'\.$/, /^See: karmate --help$/],
    [
      'lab upp',
      /^Unknown command 'upp' of "karmate lab"\.$/,
      /^Did you mean "karmate lab up"\? See: karmate lab --help$/,
    ],
    ['lab -o json stat', /^Unknown command 'stat' of/, /Did you mean "karmate lab status"\?/],
    ['up', /^Unknown command 'up'\.$/, /^Did you mean "karmate lab up"\?/],
    ['help lab upp', /^Unknown command 'upp' of "karmate lab"\.$/, /Did you mean "karmate lab up"\?/],
    ['promote deployment x', /^karmate has no command 'promote'; karmadactl has\.$/, /^Use: karmadactl promote\./],
    ['autoscale x', /^karmate has no command 'autoscale'; kubectl has\.$/, /^Use: kubectl autoscale\./],
    [
      'get clusters --outptu json',
      /^Unknown flag '--outptu'\.$/,
      /^Did you mean "--output"\? See: karmate get --help$/,
    ],
    ['apply --fil x', /^Unknown flag '--fil'\.$/, /^Did you mean "--filename"\? See: karmate apply --help$/],
    ['apply --froce-conflicts', /^Unknown flag '--froce-conflicts'\.$/, /Did you mean "--force-conflicts"\?/],
    ['apply -wait', /^Unknown flag '-w' in '-wait'\.$/, /^Did you mean "--wait"\?/],
    ['apply -Rx a', /^Unknown flag '-x' in '-Rx'\.$/, /^See: karmate apply --help$/],
    ['get clusters -5', /^Unknown flag '-5'\.$/, /put -- before it\. See: karmate get --help$/],
    [
      '--purge lab down',
      /^Unknown flag '--purge'\.$/,
      /It is a flag of "karmate lab down", and comes after the command/,
    ],
    ['get ---output=json', /^'---output=json' is not how a flag is written\.$/, /karmate get --help/],
    ['get', /^"karmate get" needs <type>: What to list/, /^See: karmate get --help$/],
    ['lab ctl stop', /^"karmate lab ctl" needs <component>: As/, /^See: karmate lab ctl --help$/],
    ['apply', /^Required flag '-f, --filename <file>' not specified\.$/, /^See: karmate apply --help$/],
    ['join m --wait=no', /--wait/, /^See: karmate join --help$/],
    ['get clusters -o', /^Flag '-o' needs a value: -o <format>\.$/, /^See: karmate get --help$/],
    ['get clusters --kubeconfig', /^Flag '--kubeconfig' needs a value: --kubeconfig <file>\.$/, /--help/],
    ['get clusters -o xml', /There is no output "xml"/, /table, wide, json, yaml, name/],
    ['get clusters -v much', /a number from 0 to 9/, /^See: karmate options$/],
    ['get clusters -v -1', /a number from 0 to 9/, /^See: karmate options$/],
    ['get clusters --request-timeout soon', /it is a duration/, /90s/],
    ['get clusters --as-group g', /--as-group and --as-uid need a user/, /^$/],
    ['version --client=maybe', /^--client cannot be "maybe": it is true or false\.$/, /^See: karmate version --help$/],
    [
      'version extra',
      /^"karmate version" takes no arguments, so "extra" is too much\.$/,
      /^See: karmate version --help$/,
    ],
    ['version --client true', /so "true" is too much\.$/, /^A flag takes it with "=": --flag=true\./],
    ['join a b --cluster-kubeconfig f', /^"karmate join" takes <name>, so "b" is too much\.$/, /karmate join --help/],
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

describe('an error about argv comes as asked for:', () => {
  it.each<[string, string]>([
    ['get x -o json', 'json'],
    ['get x -ojson', 'json'],
    ['get x -o=json', 'json'],
    ['get x --output=json', 'json'],
    ['get x --output json', 'json'],
    ['-o json gett', 'json'],
    ['gett -qojson', 'json'],
    ['get --bogus -o json', 'json'],
    ['get -x -o json', 'json'],
    ['get ---x -o json', 'json'],
    ['lab upp --wait=maybe -o=json', 'json'],
    ['get -o json -v', 'json'],
    ['get -o yaml -o json', 'json'],
    ['get -o json -o yaml', 'yaml'],
    ['get json -o yaml', 'yaml'],
    ['get -n -o json', 'table'],
    ['get -- -o json', 'table'],
    ['get x -o xml', 'table'],
    ['get x', 'table'],
  ])('%s', (line, format) => {
    expect(normalizeArgv(words(line), catalog).format).toBe(format);
  });
});

describe('something to print instead:', () => {
  const printed = (line: string) => {
    const parsed = parseArgv(words(line), cli);
    return parsed.kind === 'print' ? parsed : expect.unreachable(`${line} runs`);
  };

  it.each([
    ['', 'karmate'],
    ['-n x', 'karmate'],
    ['--help', 'karmate'],
    ['help', 'karmate'],
    ['help apply', 'karmate apply'],
    ['help lab up', 'karmate lab up'],
    ['lab help up', 'karmate lab up'],
    ['apply -h', 'karmate apply'],
    ['-h apply', 'karmate apply'],
    ['apply -f x --help', 'karmate apply'],
    ['version --help', 'karmate version'],
    ['lab -h', 'karmate lab'],
    ['lab up -h', 'karmate lab up'],
  ])('%s', (line, path) => {
    const { text, missing } = printed(line);
    expect([text.split(' [')[0], missing]).toEqual([`Usage: ${path}`, undefined]);
  });

  it('a group alone is an error, told by its help', () => {
    const { text, missing } = printed('lab');
    expect(text).toBe(printed('lab --help').text);
    expect(missing).toMatchObject({
      code: 'usage',
      message: '"karmate lab" needs a command: up, status, down, doctor, ctl, build, render.',
    });
  });

  it('the version', () => {
    expect(printed('--version').text).toMatch(/^\d+\.\d+\.\d+/);
    expect(printed('get --version').text).toBe(printed('--version').text);
  });

  it('the flags that every command has, and the levels of -v', () => {
    const { text } = printed('options');
    for (const name of Object.keys(globalParams)) expect(text).toContain(`--${flagName(name)}`);
    for (const [level, shows] of verbosityLevels)
      expect(text).toMatch(new RegExp(`^  ${level} +${shows.slice(0, 9)}`, 'm'));
  });
});

it('the README tells the same levels of -v and names every global flag', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  for (const [level, shows] of verbosityLevels) expect(readme).toContain(`| \`${level}\` | ${shows} |`);
  for (const name of Object.keys(globalParams)) expect(readme).toContain(`\`--${flagName(name)}`);
});

it.each(catalog.map(({ name, params }) => [name, params] as const))(
  'no two flags of "%s" are written the same',
  (_, params) => {
    const flags = [...flagsOf(params), ...flagsOf(globalParams)];
    const written = flags.flatMap(({ name, param }) =>
      param.alias ? [`--${name}`, `-${param.alias}`] : [`--${name}`],
    );
    const taken = [...written, '--help', '-h', '--version'];
    expect(taken.filter((word, index) => taken.indexOf(word) !== index)).toEqual([]);
  },
);
