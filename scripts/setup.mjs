// Everything that a clone needs before karmate runs, each part only when it is missing or out of date.
// Works with no node_modules: nothing here is imported from a package.
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { bundle, isBundled, setupLock } from './bundle.mjs';
import { runLogged, throwIfInterrupted } from './support/children.mjs';
import { installDependencies, isInstalled } from './support/dependencies.mjs';
import { withLock } from './support/lock.mjs';
import { step } from './support/progress.mjs';
import { checkGo, checkNode, SetupError } from './support/requirements.mjs';
import { isMain, root, script } from './support/script.mjs';

/** Where `karmate` and `kubectl-karmate` are: put it on PATH. */
export const binDir = join(root, 'node_modules', '.bin');
export const karmateBin = join(root, 'bin', 'karmate.js');

/**
 * `labBuild` are more arguments for `karmate lab build`; `controlplane: false` leaves Go out altogether.
 * @param {{ controlplane?: boolean, labBuild?: readonly string[] }} [options]
 */
export async function setUp({ controlplane = true, labBuild = [] } = {}) {
  checkNode(root);
  if (controlplane) checkGo(root);
  if (!isClientReady()) await setUpClient();
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

const isClientReady = () => isInstalled(root) && isBundled() && ownBins().every(isLinked);

async function setUpClient() {
  const said = new Set();
  const onWait = (pid) => {
    if (!said.has(pid)) process.stderr.write(`- Waiting for another set-up (process ${pid}) …\n`);
    said.add(pid);
  };
  const work = async () => {
    if (!isInstalled(root)) await installDependencies(root);
    if (!isBundled()) await step('Bundling karmate', () => bundle());
    for (const bin of ownBins()) if (!isLinked(bin)) linkBin(bin);
  };
  await withLock(setupLock, work, { what: 'set-up', onWait });
}

const ownBins = () => Object.entries(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).bin);

function isLinked([name, path]) {
  try {
    accessSync(join(root, path), constants.X_OK);
    return existsSync(join(binDir, process.platform === 'win32' ? `${name}.cmd` : name));
  } catch {
    return false;
  }
}

// npm links the bins of dependencies, not a package's own; with these `npx karmate` works in a clone.
function linkBin([name, path]) {
  mkdirSync(binDir, { recursive: true });
  rmSync(join(binDir, name), { force: true }); // a dangling link
  if (process.platform === 'win32') {
    writeFileSync(join(binDir, `${name}.cmd`), windowsBin(path));
    return;
  }
  symlinkSync(join('..', '..', path), join(binDir, name));
  chmodSync(join(root, path), 0o755);
}

/** What stands for a link on Windows: links need a right there that few have. */
export const windowsBin = (path) => `@node "%~dp0..\\..\\${path.replaceAll('/', '\\')}" %*\r\n`;

if (isMain(import.meta.url)) {
  await script(async (args) => {
    const unknown = args.find((arg) => arg !== '--no-controlplane');
    if (unknown)
      throw new SetupError(`Unknown argument: ${unknown}`, 'Usage: node scripts/setup.mjs [--no-controlplane]', 2);
    await setUp({ controlplane: !args.includes('--no-controlplane') });
    process.stderr.write('Ready. Next: npm run demo\n');
  });
}
