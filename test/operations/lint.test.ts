import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../../src/core/lint/rules.ts';
import { catalog } from '../../src/operations/catalog.ts';
import { sarifOf } from '../../src/operations/lint/sarif.ts';
import { root } from '../support/karmate.ts';
import { deployment, fleetWith, policy } from '../support/linted.ts';
import { loadClient, run } from '../support/run-main.ts';
import { temporaryFolder } from '../support/temporary.ts';

beforeAll(loadClient, 60_000);

const fine = policy('web') + deployment('web');
const warned = fine.replace(/ {6}name: web\n/, '');
const wrong = policy('web', '  placement:\n    clusterAfinity: {}');

function lint(text: string, ...more: readonly string[]) {
  const file = join(temporaryFolder(), 'a.yaml');
  writeFileSync(file, text);
  return run(['lint', '-f', file, '-q', ...more]).then((answer) => ({ ...answer, file }));
}

describe('lint exits by what it finds, and asks no kubeconfig:', () => {
  it.each<[string, string, readonly string[], number]>([
    ['nothing', fine, [], 0],
    ['a warning', warned, [], 0],
    ['a warning that counts', warned, ['--fail-on', 'warning'], 1],
    ['an error', wrong, [], 1],
    ['a field that this release has', policy('web', '  suspension: {}'), ['--karmada-version', 'v1.11.3'], 0],
    ['a field that this release has not', policy('web', '  suspension: {}'), ['--karmada-version', '1.10'], 1],
    ['a release that is none', fine, ['--karmada-version', 'new'], 2],
    ['no manifest', '# nothing\n', [], 2],
    ['a snapshot that is not there', fine, ['--from', '/nowhere/fleet.json'], 3],
  ])('%s', async (_, text, more, code) => {
    expect((await lint(text, ...more)).exit).toBe(code);
  });
});

it.each(['1.10', '1.18'])('the examples of karmate have nothing wrong, for v%s', async (release) => {
  const argv = ['lint', '-f', join(root, 'examples'), '-R', '-q', '--fail-on', 'warning', '--karmada-version', release];
  const { stdout, exit } = await run(argv);
  const fleet = `not known: ${join(root, 'examples/fleet.yaml')} is a snapshot of karmate: give it with --from\n`;
  expect([exit, stdout]).toEqual([0, `7 documents for Karmada v${release}: nothing to be said\n${fleet}`]);
});

it('a finding is a line, and wide says what to do', async () => {
  const { stdout, file } = await lint(wrong);
  const line = `${file}:10: error: unknown field "clusterAfinity" in spec.placement; did you mean "clusterAffinity"? [unknown-field]`;
  expect(stdout).toBe(`${line}\n\n1 document for Karmada v1.18: 1 error\n`);
  const wide = (await lint(wrong, '-o', 'wide')).stdout.split('\n');
  expect(wide[2]).toBe('  Write the field that the message names, or put it where the message says.');
  expect((await lint(fine)).stdout).toBe('2 documents for Karmada v1.18: nothing to be said\n');
});

it('programs get a LintResult', async () => {
  const { stdout, file } = await lint(wrong, '-o', 'json', '--karmada-version', '1.30');
  expect(JSON.parse(stdout)).toEqual({
    apiVersion: 'karmate.dev/v1',
    kind: 'LintResult',
    karmada: 'v1.30',
    documents: 1,
    findings: [
      {
        code: 'unknown-field',
        severity: 'error',
        message: 'unknown field "clusterAfinity" in spec.placement; did you mean "clusterAffinity"?',
        file,
        line: 10,
        field: 'spec.placement.clusterAfinity',
        object: {
          apiVersion: 'policy.karmada.io/v1alpha1',
          kind: 'PropagationPolicy',
          namespace: 'default',
          name: 'web',
        },
      },
    ],
    unknown: ['what the CRDs of v1.30 say is not known here: those of v1.18 are taken'],
  });
});

it('what names no namespace is in that of -n', async () => {
  const text = policy('web').replace(', namespace: default', '') + deployment('wbe', '{}', 'shop');
  expect((await lint(text)).stdout).not.toContain('near-miss');
  expect((await lint(text, '-n', 'shop')).stdout).toContain('its name is wbe, asked for is web [near-miss]');
});

it('a snapshot says which clusters and which release it is for', async () => {
  const fleet = join(temporaryFolder(), 'fleet.json');
  writeFileSync(fleet, JSON.stringify({ ...fleetWith('member1'), karmada: { min: '1.10', max: '1.10' } }));
  const { stdout } = await lint(
    policy('web', '  placement: { clusterAffinity: { clusterNames: [member2] } }'),
    '--from',
    fleet,
  );
  expect(stdout).toMatch(
    /a\.yaml:9: warning: there is no cluster member2 \[unknown-cluster\]\n\n1 document for Karmada v1\.10: 1 warning\n$/,
  );
});

describe('SARIF', () => {
  it('has what its schema and code scanning ask for', async () => {
    const { stdout, exit, file } = await lint(
      `${wrong}${warned.replace('name: web,', 'name: b,').replace(/^/, '---\n')}`,
      '-o',
      'sarif',
    );
    const { version, $schema, runs } = JSON.parse(stdout);
    expect([exit, version, runs.length]).toEqual([1, '2.1.0', 1]);
    expect($schema).toMatch(/^https:.*sarif/);
    const [{ tool, results }] = runs;
    const { name, rules: told } = tool.driver;
    expect(name).toBe('karmate');
    expect(results).toContainEqual({
      ruleId: 'unknown-field',
      ruleIndex: told.findIndex((rule: { id: string }) => rule.id === 'unknown-field'),
      level: 'error',
      message: { text: 'unknown field "clusterAfinity" in spec.placement; did you mean "clusterAffinity"?' },
      locations: [{ physicalLocation: { artifactLocation: { uri: `file://${file}` }, region: { startLine: 10 } } }],
    });
    expect(results.map(({ level }: { level: string }) => level)).toEqual(['error', 'warning']);
    for (const rule of told) {
      expect(rule).toMatchObject({
        shortDescription: { text: expect.stringMatching(/\.$/) },
        fullDescription: { text: expect.stringMatching(/\.$/) },
        help: { text: expect.stringMatching(/\.$/), markdown: expect.stringContaining('**What to do:**') },
        defaultConfiguration: { level: expect.stringMatching(/^(error|warning)$/) },
      });
    }
  });

  it.each([
    ['app/a.yaml', 'app/a.yaml'],
    ['./a b.yaml', 'a%20b.yaml'],
    ['/work/app/a.yaml', 'app/a.yaml'],
    ['/workshop/a.yaml', 'file:///workshop/a.yaml'],
    ['app\\a.yaml', 'app/a.yaml'],
    ['C:\\app\\a.yaml', 'file:///C:/app/a.yaml'],
    ['https://a.io/b.yaml', 'https://a.io/b.yaml'],
    ['stdin', 'stdin'],
  ])('calls %s %s', (file, uri) => {
    const { runs } = sarifOf([{ code: 'refused', severity: 'error', message: 'm', file, line: 1 }], '/work');
    expect(runs[0]?.results[0]?.locations?.[0]?.physicalLocation.artifactLocation.uri).toBe(uri);
  });

  it('without findings is a run with none', async () => {
    const [first] = JSON.parse((await lint(fine, '-o', 'sarif')).stdout).runs;
    expect([first.results, first.tool.driver.rules]).toEqual([[], []]);
  });
});

it('a format that is only for some is refused by others before anything runs', async () => {
  const { stderr, exit } = await run(['get', 'clusters', '-o', 'sarif']);
  expect([exit, stderr]).toEqual([
    2,
    'error: "karmate get" has no "-o sarif".\nhint:  Choose one of: table, wide, json, yaml, name, markdown\n',
  ]);
  expect((await run(['lint', '-f', '/nowhere', '-o', 'xml'])).stderr).toMatch(
    /There is no output "xml"\.\n.*markdown, sarif\n/,
  );
});

it('whoever has a format of its own makes it', async () => {
  const own = catalog.filter(({ formats = [] }) => formats.length > 0);
  expect(own.map(({ name }) => name)).toContain('lint');
  for (const operation of own) {
    const { body } = operation as unknown as { body: () => Promise<object> };
    for (const format of operation.formats ?? []) expect(await body()).toHaveProperty(format);
  }
});

it('no two rules share a code', () => {
  const codes = rules.flatMap((rule) => Object.keys(rule.codes));
  expect(codes.toSorted()).toEqual([...new Set(codes)].toSorted());
});
