import { parseDocument } from 'yaml';
import { KnownError } from '../contract/errors.ts';
import { readYaml } from '../core/yaml.ts';

/** The name in a manifest's text: the address it goes to. The text itself is sent as it is. Loaded only for texts. */
export function manifestName(text: string, kind: string): string {
  const read = readYaml({ parseDocument }, text);
  if ('problem' in read) {
    const { at, words } = read.problem;
    throw new KnownError('usage', `This manifest is not valid YAML${at ? ` at line ${at.line}` : ''}: ${words}.`);
  }
  const name = field(field(read.value, 'metadata'), 'name');
  if (typeof name !== 'string' || name === '') throw new KnownError('usage', 'This manifest has no metadata.name.');
  const said = field(read.value, 'kind');
  if (said === kind) return name;
  throw new KnownError('usage', `This manifest is of kind ${JSON.stringify(said ?? null)}, not of ${kind}.`);
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
