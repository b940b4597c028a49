// npm run generate:schemas: the schemas of the kinds that people write (src/core/karmada-schemas), from Karmada's CRDs. The
// oldest and the newest release come from Go's modules; with a clone (npm run generate:schemas -- ~/src/karmada) also those
// between, which stay as they are without one. It needs no lab.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parse } from 'yaml';
import { kindsOfCrd, releasesOf, tableIn, tableOf, textOfTable } from './support/crd-schemas.mjs';
import { SetupError } from './support/requirements.mjs';
import { isMain, root, script } from './support/script.mjs';

export const schemasFile = join(root, 'src', 'core', 'karmada-schemas', 'karmada-schemas.ts');

const crds = 'charts/karmada/_crds/bases';
/** Karmada's own, which its controllers write. */
const isOwn = (path) => /work\.karmada\.io_/.test(path);

/** The Karmada modules that the control plane can be built from. */
const modules = ['.', 'karmada-v1.10.7'];

function readModule(folder) {
  const args = ['list', '-m', '-f', '{{.Version}} {{.Dir}}', 'github.com/karmada-io/karmada'];
  const text = execFileSync('go', args, { cwd: join(root, 'controlplane', folder), encoding: 'utf8' });
  const [version, dir] = text.trim().split(' ');
  const files = readdirSync(join(dir, crds), { recursive: true }).filter(
    (path) => path.endsWith('.yaml') && !isOwn(path),
  );
  return [minorOf(version), files.flatMap((path) => kindsOfCrd(parse(readFileSync(join(dir, crds, path), 'utf8'))))];
}

/** Of each minor release its first tag: no patch release of v1.10 to v1.18 changed what is kept here. */
function readClone(clone, [oldest, newest]) {
  const git = (...args) => execFileSync('git', ['-C', clone, ...args], { encoding: 'utf8', maxBuffer: 1e9 });
  const tags = git('tag', '--list', 'v1.*.0')
    .trim()
    .split('\n')
    .filter((tag) => /^v1\.\d+\.0$/.test(tag));
  const between = tags.filter((tag) => minorOf(tag) > oldest && minorOf(tag) < newest);
  return between.map((tag) => {
    const files = git('ls-tree', '-r', '--name-only', tag, crds).trim().split('\n');
    const own = files.filter((path) => !isOwn(path));
    return [minorOf(tag), own.flatMap((path) => kindsOfCrd(parse(git('show', `${tag}:${path}`))))];
  });
}

const minorOf = (version) => Number(/^v1\.(\d+)\./.exec(version)?.[1]);

/** What the file holds when it is up to date. */
export function generateSchemas(clone) {
  const ends = modules.map(readModule).sort(([a], [b]) => a - b);
  const held = existsSync(schemasFile) ? releasesOf(tableIn(readFileSync(schemasFile, 'utf8'))) : {};
  const between = clone
    ? readClone(
        clone,
        ends.map(([minor]) => minor),
      )
    : Object.entries(held);
  return textOfTable(tableOf(Object.fromEntries([...between, ...ends])));
}

if (isMain(import.meta.url)) {
  await script(([clone, ...more]) => {
    if (more.length > 0) {
      throw new SetupError('Unknown arguments.', 'Usage: npm run generate:schemas [-- CLONE_OF_KARMADA]', 2);
    }
    mkdirSync(dirname(schemasFile), { recursive: true });
    writeFileSync(schemasFile, generateSchemas(clone));
    process.stdout.write(`${relative(root, schemasFile)} is written\n`);
  });
}
