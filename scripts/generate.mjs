// npm run generate: the types of Karmada's kinds (src/core/karmada-types), from the control plane that is built here.
// It starts a lab for that and takes it down again; `--kubeconfig FILE` asks a Karmada that runs.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { karmateBin, setUp } from './setup.mjs';
import { askServer } from './support/ask-server.mjs';
import { runLogged } from './support/children.mjs';
import { generateKarmadaTypes } from './support/karmada-types.mjs';
import { step } from './support/progress.mjs';
import { SetupError } from './support/requirements.mjs';
import { isMain, root, script } from './support/script.mjs';

export const typesDir = join(root, 'src', 'core', 'karmada-types');

/** Karmada's own API description, of the version that the control plane is built from. */
export function readSwagger() {
  const args = ['list', '-m', '-f', '{{.Dir}}', 'github.com/karmada-io/karmada'];
  const dir = execFileSync('go', args, { cwd: join(root, 'controlplane'), encoding: 'utf8' }).trim();
  return JSON.parse(readFileSync(join(dir, 'api', 'openapi-spec', 'swagger.json'), 'utf8'));
}

async function withLab(work) {
  const dir = mkdtempSync(join(tmpdir(), 'karmate-generate-'));
  const lab = (...args) => [karmateBin, 'lab', ...args, '--dir', dir];
  const up = (note) => {
    const args = lab('up', '--members', 'one', '--nodes', '0');
    return runLogged('Starting a lab', process.execPath, args, { cwd: root, log: 'generate.log', note });
  };
  try {
    await step('Starting a lab', up);
    return await work(join(dir, 'karmada-config'));
  } finally {
    // Of a lab that never started there is nothing to take down: its own failure is what people must see.
    spawnSync(process.execPath, lab('down', '--purge', '--yes'));
    rmSync(dir, { recursive: true, force: true });
  }
}

async function generate(kubeconfig) {
  const ask = await askServer(kubeconfig);
  const read = async (path) => {
    const { status, body } = await ask('GET', path);
    if (status !== 200) throw new SetupError(`GET ${path}: HTTP ${status}.`, undefined, 1);
    return body;
  };
  const files = await generateKarmadaTypes(read, readSwagger());
  mkdirSync(typesDir, { recursive: true });
  const held = Object.fromEntries(
    readdirSync(typesDir).map((name) => [name, readFileSync(join(typesDir, name), 'utf8')]),
  );
  const changed = Object.keys({ ...held, ...files }).filter((name) => held[name] !== files[name]);
  for (const name of changed) {
    if (files[name] === undefined) rmSync(join(typesDir, name));
    else writeFileSync(join(typesDir, name), files[name]);
  }
  process.stdout.write(`${relative(root, typesDir)}: ${changed.join(', ') || 'nothing'} changed\n`);
}

if (isMain(import.meta.url)) {
  await script(async (args) => {
    const [flag, kubeconfig, ...more] = args;
    if (args.length > 0 && (flag !== '--kubeconfig' || !kubeconfig || more.length > 0)) {
      throw new SetupError('Unknown arguments.', 'Usage: npm run generate [-- --kubeconfig FILE]', 2);
    }
    await setUp({ controlplane: !kubeconfig });
    return kubeconfig ? generate(kubeconfig) : withLab(generate);
  });
}
