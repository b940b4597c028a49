import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KnownError } from '../../contract/errors.ts';
import type { Filling } from '../../core/kind-lab/edits.ts';
import { codeOf } from '../failure.ts';
import { findSources } from './recipe.ts';
import { setValues } from './set-values.ts';

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

/** How to fill a template in stands at the end of its first comment; what is filled in says so instead. */
const instruction = /^# Before that, write.*\n(?:#.*\n)*/m;

function withHead(text: string, head: readonly string[]): string {
  return text.replace(instruction, () => head.map((line) => `# ${line}\n`).join(''));
}
