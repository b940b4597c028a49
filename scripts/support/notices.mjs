// The licences of the packages whose code is in the bundle: each of them asks that its notice goes with copies.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './requirements.mjs';

const isLicence = (name) => /^(licen[cs]e|copying|notice)/i.test(name) && !/\.(js|ts|json)$/.test(name);

/** `node_modules/a/node_modules/@b/c/d.js` -> `node_modules/a/node_modules/@b/c`; undefined for a file of our own. */
export const packageOf = (path) => /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];

/** One text for all packages of which anything is in the outputs (esbuild's metafile; its paths are relative to `root`). */
export function noticesOf(root, { outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  const folders = [...new Set(used.map(packageOf))].filter((folder) => folder !== undefined).sort();
  const notices = folders.map((folder) => noticeOf(root, folder));
  const unique = [...new Set(notices)]; // the same version of a package may lie in several places
  const head = 'The files in this folder contain code of these packages, each under its own licence.';
  return `${[head, ...unique].join(`\n\n${'-'.repeat(80)}\n`)}\n`;
}

function noticeOf(root, folder) {
  const dir = join(root, folder);
  const { name, version, license, author } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
  const files = readdirSync(dir).filter(isLicence).sort();
  const texts = files.map((file) => readFileSync(join(dir, file), 'utf8').trim());
  if (texts.length === 0 && !license) {
    throw new SetupError(
      `${name} ${version} is bundled, and says nothing about its licence.`,
      'Find out before it is given to others, or do without it.',
      1,
    );
  }
  const by = typeof author === 'object' ? author.name : author;
  const stated = `License: ${license ?? 'see below'}${texts.length === 0 && by ? ` (by ${by}; it comes with no text of it)` : ''}`;
  return [`${name} ${version}`, stated, ...texts].join('\n\n');
}
