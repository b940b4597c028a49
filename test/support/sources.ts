import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceText } from './architecture.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** All TypeScript files of a folder of the project, with "/" in their paths. */
export const readSources = (folder: string): readonly SourceText[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(root, folder, path), 'utf8') }));
