import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isScalar, parseDocument } from 'yaml';
import { KnownError } from '../../contract/errors.ts';
import type { Edit, Filling } from '../../core/kind-lab/edits.ts';
import { codeOf } from '../failure.ts';
import { findSources } from './recipe.ts';

/** kind-configs/ and charts-values/ lie beside controlplane/, in the clone as in the package. */
export const templatesFolder = (): string => dirname(findSources());

export async function fillTemplate({ template, edits, head }: Filling): Promise<string> {
  const path = join(templatesFolder(), template);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
    const hint = 'Install karmate again: npm install karmate';
    throw new KnownError('config', `The template ${template} is not beside karmate.`, { hint, cause: error });
  });
  return withHead(setValues(template, text, edits), head);
}

/** Sets values and leaves all else as it is: comments, order, quotes. */
export function setValues(template: string, text: string, edits: readonly Edit[]): string {
  const document = parseDocument(text);
  for (const { path, value } of edits) {
    const node = document.getIn(path, true);
    // A path that is not there is a fault of the template: it would make a value that nobody explains.
    if (!isScalar(node)) throw new Error(`${template} has no ${path.join('.')}`);
    node.value = value;
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** How to fill a template in stands at the end of its first comment; what is filled in says so instead. */
const instruction = /^# Before that, write.*\n(?:#.*\n)*/m;

function withHead(text: string, head: readonly string[]): string {
  return text.replace(instruction, () => head.map((line) => `# ${line}\n`).join(''));
}
