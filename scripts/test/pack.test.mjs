import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ensureNode24 } from '../support/node24.mjs';
import { npmCommand } from '../support/npm.mjs';
import { root } from '../support/script.mjs';

/** What `npm pack` makes is what people get: it is installed into an empty folder, away from the checkout. */
const home = mkdtempSync(join(tmpdir(), 'karmate-pack-'));
const consumer = join(home, 'consumer');
const installed = join(consumer, 'node_modules', 'karmate');
const isWindows = process.platform === 'win32';
const { bin, name, version, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 180_000,
    ...options,
  });
  assert.equal(status, 0, `${command} ${args.join(' ')}: ${error?.message ?? ''}\n${stdout}\n${stderr}`);
  return { stdout, stderr };
}

const npm = (...args) => run(...npmCommand(args), { cwd: root });
const filesIn = (dir) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();

/** Runs an installed program on the Node of that path. No HOME, and nothing else that a clone might lend. */
function onNode(node, program, ...args) {
  const { PATH, SystemRoot } = process.env; // nothing on Windows starts without SystemRoot
  const env = {
    PATH: `${dirname(node)}${delimiter}${PATH}`,
    XDG_CACHE_HOME: join(home, 'cache'),
    ...(isWindows && { SystemRoot }),
  };
  if (program === 'node') return run(node, args, { cwd: consumer, env });
  if (isWindows) return run(node, [join(installed, bin[program]), ...args], { cwd: consumer, env });
  return run(join(consumer, 'node_modules', '.bin', program), args, { cwd: consumer, env });
}

before(() => {
  mkdirSync(consumer);
  writeFileSync(join(consumer, 'package.json'), '{"private":true,"type":"module"}');
  npm('pack', '--pack-destination', home);
  const tarball = join(home, `${name}-${version}.tgz`);
  npm('install', '--prefix', consumer, '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball);
});
after(() => rmSync(home, { recursive: true, force: true }));

describe('the package, installed into an empty folder', { timeout: 600_000 }, () => {
  test('has all that runs, and nothing that only its makers need', () => {
    const files = filesIn(installed);
    const needed = [
      'LICENSE',
      'README.md',
      'README.zh-CN.md',
      'CHANGELOG.md',
      'docs/commands.md',
      'docs/lab.md',
      'docs/lab.zh-CN.md',
      'docs/lint.md',
      'kind-configs/test1.yaml',
      'charts-values/karmada-v1.10.7.yaml',
      'charts-values/mirror.yaml',
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/types/index.d.ts',
      'examples/nginx/deployment.yaml',
    ];
    assert.deepEqual(
      needed.filter((path) => !files.includes(path)),
      [],
    );
    const strange =
      /(^|\/)\.|_test\.go$|\/oracle\/.*\.(go|s)$|\/testdata\/|^(src|test|scripts|node_modules)\/|\.tsbuildinfo$/;
    assert.deepEqual(
      files.filter((path) => strange.test(path)),
      [],
    );
  });

  test('depends on what its types import, and on nothing else: its code is bundled', () => {
    const types = filesIn(join(installed, 'dist', 'types')).map((path) => join(installed, 'dist', 'types', path));
    const imported = types.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/(?:from |import\()['"]((?:@[^/'"]+\/)?[^./'"][^/'"]*)/g)].map(
        ([, one]) => one,
      ),
    );
    // The examples in the comments import the package itself.
    const others = [...new Set(imported)].filter((one) => !one.startsWith('node:') && one !== 'karmate');
    assert.deepEqual(others.sort(), Object.keys(dependencies).sort());
  });

  test('asks Node for no module that Node warns of on stderr', () => {
    const code = filesIn(join(installed, 'dist')).filter((path) => /\.c?js$/.test(path));
    assert.ok(code.length > 2);
    const warned = code.filter((path) =>
      /["'](?:node:)?punycode["']/.test(readFileSync(join(installed, 'dist', path), 'utf8')),
    );
    assert.deepEqual(warned, []);
  });

  test('has the notices of every package that is bundled', () => {
    const notices = readFileSync(join(installed, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const bundled of ['@kubernetes/client-node', 'commander', 'yaml', 'chalk', 'cli-table3'])
      assert.match(notices, new RegExp(`^${bundled} \\d+\\.\\d+\\.\\d+\\n\\nLicense: .+\\n\\n[^-]`, 'm'));
  });

  for (const [title, find] of [
    ['this Node', async () => process.execPath],
    ['Node 24', ensureNode24],
  ]) {
    test(`runs on ${title}`, async () => {
      const node = await find();
      const wanted = run(node, ['--version']).stdout.trim();
      assert.match(onNode(node, 'karmate', '--help').stdout, /^Usage: karmate /);
      assert.match(
        onNode(node, 'karmate', 'version', '--client').stdout,
        new RegExp(`\\b${version.replaceAll('.', '\\.')}\\b`),
      );
      const { client } = JSON.parse(onNode(node, 'kubectl-karmate', 'version', '--client', '-o', 'json').stdout);
      assert.deepEqual({ version: client.version, node: client.node }, { version, node: wanted });
      const body = "import('karmate').then((all) => console.log(typeof all.connect, all.karmateVersion))";
      assert.deepEqual(onNode(node, 'node', '-e', body), { stdout: `function ${version}\n`, stderr: '' });
    });
  }
});

/** Errors in the declarations of other packages are theirs: client-node's own need types that it does not bring. */
const isOurs = (line) =>
  /(^|: )error TS\d+:/.test(line) && !/^node_modules\/(?!karmate\/)/.test(line.replaceAll('\\', '/'));

const readmeExamples = () =>
  [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map(([, text]) => text);

describe('the types of the package', { timeout: 300_000 }, () => {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  for (const [module, moduleResolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ]) {
    test(`say all to a strict consumer that resolves as ${moduleResolution}`, () => {
      const typeRoots = [join(root, 'node_modules', '@types')];
      const compilerOptions = {
        module,
        moduleResolution,
        target: 'es2023',
        lib: ['es2023'],
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        allowImportingTsExtensions: true,
        types: ['node'],
        typeRoots,
      };
      cpSync(join(root, 'scripts', 'test', 'consumer', 'consumer.ts'), join(consumer, 'consumer.ts'));
      for (const path of readdirSync(join(root, 'examples')).filter((path) => path.endsWith('.ts')))
        cpSync(join(root, 'examples', path), join(consumer, path));
      for (const [at, text] of readmeExamples().entries()) writeFileSync(join(consumer, `readme-${at}.ts`), text);
      writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
      const args = [tsc, '-p', consumer, '--pretty', 'false'];
      const { status, stdout, error } = spawnSync(process.execPath, args, {
        cwd: consumer,
        encoding: 'utf8',
        timeout: 180_000,
      });
      assert.deepEqual([error, stdout.split('\n').filter(isOurs)], [undefined, []]);
      assert.ok(status === 0 || /error TS\d+:/.test(stdout), `tsc ended with ${status} and gave no reason: ${stdout}`);
    });
  }
});

/** A Go that builds nothing and notes in its folder what it was told to build. */
const fakeGo = `#!/bin/sh
case "$1" in
  env) printf 'go1.99.0\\nlinux\\namd64\\n' ;;
  list) echo "$FAKE_GO/module" ;;
  build)
    echo "$PWD" >>"$FAKE_GO/built"
    while [ "$1" != -o ]; do shift; done
    : >"$2" ;;
esac
`;

test('the package has the very control plane of the clone: what one has built, the other takes', {
  skip: isWindows,
}, () => {
  const go = join(home, 'go');
  mkdirSync(join(go, 'bin'), { recursive: true });
  writeFileSync(join(go, 'bin', 'go'), fakeGo, { mode: 0o755 });
  const recipe = JSON.parse(readFileSync(join(root, 'controlplane', 'build.json'), 'utf8'));
  for (const { paths } of Object.values(recipe.assets))
    for (const path of Object.keys(paths)) mkdirSync(join(go, 'module', path), { recursive: true });
  const env = {
    PATH: `${join(go, 'bin')}${delimiter}${process.env.PATH}`,
    FAKE_GO: go,
    XDG_CACHE_HOME: join(home, 'cache'),
  };
  const build = (folder) => {
    const args = [
      join(folder, bin.karmate),
      'lab',
      'build',
      '--with',
      'karmadactl',
      '--karmada',
      'v1.10.7',
      '-o',
      'json',
    ];
    return JSON.parse(run(process.execPath, args, { cwd: home, env }).stdout);
  };
  const first = build(installed);
  assert.deepEqual(first.built.toSorted(), Object.keys(recipe.targets).sort());
  assert.deepEqual(build(root), { ...first, built: [], present: first.present.concat(first.built) });
  for (const folder of readFileSync(join(go, 'built'), 'utf8').trim().split('\n'))
    assert.ok(folder.startsWith(installed));
});
