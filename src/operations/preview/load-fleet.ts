import { parse } from 'yaml';
import { KnownError } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import type { Fleet } from '../../core/preview/fleet.ts';

const apiVersion = 'karmate.dev/v1';
const lists = [
  'clusters',
  'propagationPolicies',
  'clusterPropagationPolicies',
  'overridePolicies',
  'clusterOverridePolicies',
  'resourceBindings',
  'clusterResourceBindings',
  'unread',
] as const;

/** A snapshot out of its file, in JSON or YAML. */
export async function loadFleet({ files }: Ports, path: string): Promise<Fleet> {
  const text = await files.find(path);
  if (text === undefined) throw new KnownError('config', `There is no file ${path}.`, { hint: howToMake(path) });
  const read = readAny(text);
  if (!isFleet(read)) {
    throw new KnownError('config', `${path} is no snapshot of karmate (kind: Fleet, karmate.dev/v1).`, {
      hint: howToMake(path),
    });
  }
  return read;
}

/** Most files need not be parsed for it. */
export const isSnapshot = (text: string): boolean => text.includes(apiVersion) && isFleet(readAny(text));

const howToMake = (path: string): string => `Make one where Karmada can be reached: karmate snapshot --out ${path}`;

function readAny(text: string): unknown {
  try {
    return /^\s*\{/.test(text) ? JSON.parse(text) : parse(text, { logLevel: 'error' });
  } catch {
    return undefined;
  }
}

const isFleet = (read: unknown): read is Fleet =>
  typeof read === 'object' &&
  read !== null &&
  'kind' in read &&
  read.kind === 'Fleet' &&
  'apiVersion' in read &&
  read.apiVersion === apiVersion &&
  lists.every((name) => Array.isArray((read as Readonly<Record<string, unknown>>)[name]));
