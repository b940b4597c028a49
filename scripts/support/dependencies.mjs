// Installs what package-lock.json says, once for this lock file, this platform and this Node.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runLogged } from './children.mjs';
import { fingerprint, isStamped, writeStamp } from './fingerprint.mjs';
import { npmCommand } from './npm.mjs';
import { step } from './progress.mjs';

const stampOf = (root) => join(root, 'node_modules', '.karmate-setup');

/** Some packages bring programs for one platform, or for one version of Node's own interface. */
export const installedFrom = (root, { platform, arch, version } = process) =>
  `${fingerprint(root, ['package-lock.json'])} ${platform}-${arch} node${Number.parseInt(version.slice(1), 10)}`;

export const isInstalled = (root) => isStamped(stampOf(root), installedFrom(root));

/** With the tools of development, which NODE_ENV=production would leave out: the bundler is one. */
export async function installDependencies(root, env = process.env) {
  const what = 'Installing npm dependencies';
  const print = installedFrom(root);
  const [npm, args] = npmCommand(['ci', '--include=dev', '--no-audit', '--no-fund']);
  await step(what, async (note) => {
    rmSync(stampOf(root), { force: true });
    await runLogged(what, npm, args, { cwd: root, env, log: 'npm-ci.log', note });
    writeStamp(stampOf(root), print);
  });
}
