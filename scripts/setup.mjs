// Everything that a clone needs before karmate runs, each part only when it is missing or out of date.
// Works with no node_modules: nothing here is imported from a package.
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, isBundled } from './bundle.mjs';
import { runLogged, throwIfInterrupted } from './support/children.mjs';
import { fingerprint, isStamped, writeStamp } from './support/fingerprint.mjs';
import { step } from './support/progress.mjs';
import { checkGo, checkNode, SetupError } from './support/requirements.mjs';
import { isMain, root, script } from './support/script.mjs';

const modules = join(root, 'node_modules');
/** Where `karmate` and `kubectl-karmate` are: put it on PATH. */
export const binDir = join(modules, '.bin');
export const karmateBin = join(root, 'bin', 'karmate.js');

/**
 * `labBuild` are more arguments for `karmate lab build`; `controlplane: false` leaves Go out altogether.
 * @param {{ controlplane?: boolean, labBuild?: readonly string[] }} [options]
 */
export async function setUp({ controlplane = true, labBuild = [] } = {}) {
  checkNode(root);
  if (controlplane) checkGo(root);
  await installDependencies();
  if (!isBundled()) await step('Bundling karmate', bundle);
  linkBins();
  throwIfInterrupted('set-up');
  if (!controlplane) return;
  const what = 'Building the control plane';
  const build = (note) =>
    runLogged(what, process.execPath, [karmateBin, 'lab', 'build', ...labBuild], {
      cwd: root,
      log: 'lab-build.log',
      note,
    });
  await step(`${what} (the first time: some 10 min)`, build, { quietFor: 1500 });
}

async function installDependencies() {
  const stamp = join(modules, '.karmate-setup');
  const print = fingerprint(root, ['package-lock.json']);
  if (isStamped(stamp, print)) return;
  const what = 'Installing npm dependencies';
  await step(what, async (note) => {
    rmSync(stamp, { force: true });
    await runLogged(what, 'npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, log: 'npm-ci.log', note });
    writeStamp(stamp, print);
  });
}

// npm links the bins of dependencies, not a package's own; with these `npx karmate` works in a clone.
function linkBins() {
  const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  mkdirSync(binDir, { recursive: true });
  for (const [name, path] of Object.entries(bin)) {
    if (!existsSync(join(binDir, name))) {
      rmSync(join(binDir, name), { force: true }); // a dangling link
      symlinkSync(join('..', '..', path), join(binDir, name));
    }
    try {
      accessSync(join(root, path), constants.X_OK);
    } catch {
      chmodSync(join(root, path), 0o755);
    }
  }
}

if (isMain(import.meta.url)) {
  await script(async (args) => {
    const unknown = args.find((arg) => arg !== '--no-controlplane');
    if (unknown)
      throw new SetupError(`Unknown argument: ${unknown}`, 'Usage: node scripts/setup.mjs [--no-controlplane]', 2);
    await setUp({ controlplane: !args.includes('--no-controlplane') });
    process.stderr.write('Ready. Next: npm run demo\n');
  });
}
