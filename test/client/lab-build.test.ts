import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildControlPlane } from '../../src/client/lab/build.ts';
import { planBuild } from '../../src/client/lab/recipe.ts';
import { isOlder } from '../../src/core/is-older.ts';
import { temporaryFolder } from '../support/temporary.ts';

const recipe = {
  go: '1.26.0',
  ldflags: '-s -w',
  targets: {
    controlplane: { module: '.', package: './cmd/controlplane', ldflags: '-s -w -X a=b' },
    kwok: { module: 'kwok', package: '.' },
    karmadactl: { module: '.', package: './cmd/karmadactl' },
    'karmada-v1.10.7': { module: 'old', package: '.' },
  },
  assets: {
    'v1.18.2': { module: '.', mod: 'example.org/karmada', paths: { crds: 'crds' } },
    'v1.10.7': { module: 'old', mod: 'example.org/karmada', paths: { crds: 'crds' } },
    kwok: { module: 'kwok', mod: 'example.org/kwok', paths: { 'stage.yaml': 'stage' } },
  },
};

/** What `go` answers here: a script that notes its calls. Only what a real one would not do on demand. */
const fakeGo = (goversion: string, build: string) => `#!/bin/sh
echo "$PWD $*" >> "$CALLS"
case "$1" in
  env) printf '%s\\nlinux\\namd64\\n' ${goversion} ;;
  list) echo "$MODULES" ;;
  build)
    while [ "$1" != -o ]; do shift; done
    ${build}
    echo built > "$2" ;;
esac
`;

function workshop(goversion = 'go1.26.8', build = ':') {
  const root = temporaryFolder();
  const paths = {
    sources: join(root, 'controlplane'),
    cache: join(root, 'cache'),
    bin: join(root, 'bin'),
    modules: join(root, 'mod'),
  };
  for (const path of [paths.bin, join(paths.sources, 'kwok'), join(paths.sources, 'old'), join(paths.modules, 'crds')])
    mkdirSync(path, { recursive: true });
  writeFileSync(join(paths.sources, 'build.json'), JSON.stringify(recipe));
  writeFileSync(join(paths.sources, 'main.go'), 'package main\n');
  writeFileSync(join(paths.sources, 'main_test.go'), 'package main\n');
  writeFileSync(join(paths.modules, 'crds', 'a.yaml'), 'a', { mode: 0o444 });
  writeFileSync(join(paths.modules, 'stage.yaml'), 's', { mode: 0o444 });
  writeFileSync(join(paths.bin, 'go'), fakeGo(goversion, build));
  chmodSync(join(paths.bin, 'go'), 0o755);
  const calls = join(root, 'calls');
  writeFileSync(calls, '');
  const said: string[] = [];
  const env = { PATH: `${paths.bin}${delimiter}/usr/bin${delimiter}/bin`, CALLS: calls, MODULES: paths.modules };
  const place = {
    ...paths,
    env,
    progress: (message: string) => void said.push(message),
    signal: new AbortController().signal,
  };
  return { ...paths, place, said, calls: () => readFileSync(calls, 'utf8').trim().split('\n').filter(Boolean) };
}
const nothingMore = { karmada: [], with: [] };

describe('a build', () => {
  it('makes what is always needed, with the flags that build.json names', async () => {
    const { place, calls, sources } = workshop();
    const { dir, built } = await buildControlPlane(nothingMore, place);
    expect(built).toEqual(['controlplane', 'kwok']);
    expect(calls().filter((call) => call.includes(' build '))).toEqual([
      expect.stringContaining(
        `${sources} build -trimpath -buildvcs=false -ldflags -s -w -X a=b -o ${dir}/.controlplane.`,
      ),
      expect.stringMatching(new RegExp(`^${sources}/kwok build .* -ldflags -s -w -o .*kwok.* \\.$`)),
    ]);
    expect(readFileSync(join(dir, 'assets', 'v1.18.2', 'crds', 'a.yaml'), 'utf8')).toBe('a');
    expect(readdirSync(join(dir, 'assets')).sort()).toEqual(['kwok', 'v1.18.2']);
    expect(dir).toMatch(/cache\/[0-9a-f]{16}$/);
  });

  it('does not even start go when all is there', async () => {
    const { place, calls } = workshop();
    const first = await buildControlPlane(nothingMore, place);
    const before = calls().length;
    const second = await buildControlPlane(nothingMore, place);
    expect(second).toEqual({ dir: first.dir, built: [], present: ['controlplane', 'kwok'] });
    expect(calls().length).toBe(before);
  });

  it('adds only what is newly asked for', async () => {
    const { place } = workshop();
    await buildControlPlane(nothingMore, place);
    const { built, dir } = await buildControlPlane({ karmada: ['v1.10.7'], with: ['karmadactl'] }, place);
    expect(built).toEqual(['karmada-v1.10.7', 'karmadactl']);
    expect(existsSync(join(dir, 'assets', 'v1.10.7', 'crds'))).toBe(true);
  });

  it('has the same key when files were only touched, another when one changed; tests and oracles do not count', async () => {
    const { place, sources } = workshop();
    const { dir } = await buildControlPlane(nothingMore, place);
    utimesSync(join(sources, 'main.go'), 1, 1);
    expect(await buildControlPlane(nothingMore, place)).toMatchObject({ dir, built: [] });
    writeFileSync(join(sources, 'main_test.go'), 'package main // changed\n');
    mkdirSync(join(sources, 'cmd', 'oracle'), { recursive: true });
    writeFileSync(join(sources, 'cmd', 'oracle', 'main.go'), 'package main\n');
    expect(await buildControlPlane(nothingMore, place)).toMatchObject({ dir, built: [] });
    writeFileSync(join(sources, 'main.go'), 'package main // changed\n');
    expect((await buildControlPlane(nothingMore, place)).dir).not.toBe(dir);
  });

  it('keeps the two newest builds', async () => {
    const { place, sources, cache } = workshop();
    const dirs: string[] = [];
    for (const text of ['1', '22', '333']) {
      writeFileSync(join(sources, 'main.go'), `package main // ${text}\n`);
      dirs.push((await buildControlPlane(nothingMore, place)).dir);
    }
    const kept = readdirSync(cache).filter((name) => /^[0-9a-f]{16}$/.test(name));
    expect(kept.sort()).toEqual(
      dirs
        .slice(1)
        .map((dir) => dir.split('/').at(-1))
        .sort(),
    );
  });

  it('keeps an old build too while a lab runs from it', async () => {
    const { place, sources } = workshop();
    const { dir } = await buildControlPlane(nothingMore, place);
    const lab = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)', join(dir, 'controlplane')]);
    for (const text of ['22', '333']) {
      writeFileSync(join(sources, 'main.go'), `package main // ${text}\n`);
      await buildControlPlane(nothingMore, place);
    }
    lab.kill();
    expect(existsSync(dir)).toBe(true);
  });

  it('by two at once is done once', async () => {
    const { place, calls } = workshop('go1.26.8', 'sleep 0.3');
    const both = await Promise.all([buildControlPlane(nothingMore, place), buildControlPlane(nothingMore, place)]);
    expect(both[0]?.dir).toBe(both[1]?.dir);
    expect(calls().filter((call) => call.includes(' build '))).toHaveLength(2);
  });

  it('is cancelled with the compiler and leaves nothing half done', async () => {
    const { place, cache } = workshop('go1.26.8', 'sleep 30');
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 300);
    await expect(buildControlPlane(nothingMore, { ...place, signal: controller.signal })).rejects.toMatchObject({
      code: 'interrupted',
    });
    expect(
      readdirSync(cache, { recursive: true }).filter((name) => /\.lock$|controlplane$/.test(String(name))),
    ).toEqual([]);
  });
});

describe('a build fails, saying why:', () => {
  it('Go is missing', async () => {
    const { place } = workshop();
    const failing = buildControlPlane(nothingMore, { ...place, env: { ...place.env, PATH: '/nowhere' } });
    await expect(failing).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining('1.26.0 or newer'),
      hint: expect.stringContaining('go.dev/dl'),
    });
  });

  it('Go is too old, and nothing was built', async () => {
    const { place, calls } = workshop('go1.22.3');
    await expect(buildControlPlane(nothingMore, place)).rejects.toMatchObject({
      code: 'config',
      message: 'Go 1.26.0 or newer is needed to build the control plane; the one on PATH is 1.22.3.',
    });
    expect(calls()).toHaveLength(1);
  });

  it('the compiler refuses: its own words, and the log', async () => {
    const { place, cache } = workshop('go1.26.8', "echo './main.go:3:1: syntax error'; exit 1");
    const failure = await buildControlPlane(nothingMore, place).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'failed', message: expect.stringContaining('./main.go:3:1: syntax error') });
    const log = String((failure as { hint: string }).hint).replace('All of it is in ', '');
    expect(log.startsWith(cache)).toBe(true);
    expect(readFileSync(log, 'utf8')).toContain('syntax error');
  });

  it('the disk is full', async () => {
    const { place } = workshop('go1.26.8', "echo 'link: write: no space left on device'; exit 1");
    await expect(buildControlPlane(nothingMore, place)).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('The disk is full'),
    });
  });

  it('a version or a tool that there is not', () => {
    expect(() => planBuild(recipe, { karmada: ['v9'], with: [] })).toThrow(
      expect.objectContaining({ hint: 'There is: v1.18.2, v1.10.7' }),
    );
    expect(() => planBuild(recipe, { karmada: [], with: ['helm'] })).toThrow(
      expect.objectContaining({ hint: 'There is: karmadactl' }),
    );
  });
});

it.each([
  ['1.26.8', '1.26.0', false],
  ['1.26', '1.26.0', false],
  ['1.25.10', '1.26.0', true],
  ['1.9', '1.26', true],
  ['2.0', '1.26.9', false],
  ['1.26rc1', '1.26.0', false],
])('Go %s against %s: too old is %s', (version, needed, expected) => {
  expect(isOlder(version, needed)).toBe(expected);
});
