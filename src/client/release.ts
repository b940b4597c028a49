import { isKnown, KnownError } from '../contract/errors.ts';
import { givenRelease, type Release, releaseOf, type Schema, type Schemas } from '../core/versions.ts';
import { requestJson } from './json.ts';
import type { Transport } from './transport.ts';

interface OpenApi {
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

const groups = ['policy.karmada.io/v1alpha1', 'work.karmada.io/v1alpha2'];

/**
 * Two requests, of some 600 kB: for those who must know, once. undefined: the server has no API of Karmada's. Who may read
 * one of the documents only is told what that one says.
 */
export async function readRelease(transport: Transport): Promise<Release | undefined> {
  const asked = await Promise.allSettled(groups.map((group) => readSchemas(transport, group)));
  const read = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failures: unknown[] = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  const [failure = undefined] = failures.filter((error) => !isKnown(error, 'forbidden'));
  if (failure !== undefined || read.length === 0) throw failure ?? failures[0];
  return releaseOf(Object.assign({}, ...read));
}

async function readSchemas(transport: Transport, group: string): Promise<Schemas> {
  try {
    const { components } = await requestJson<OpenApi>(transport, { method: 'GET', path: `/openapi/v3/apis/${group}` });
    const schemas = Object.entries(components?.schemas ?? {});
    return Object.fromEntries(schemas.map(([name, schema]) => [name.slice(name.lastIndexOf('.') + 1), schema]));
  } catch (error) {
    if (isKnown(error, 'not-found')) return {};
    throw error;
  }
}

/** What somebody says the release is, instead of asking. */
export function readGivenRelease(text: string): Release {
  const release = givenRelease(text);
  if (release) return release;
  throw new KnownError('usage', `"${text}" is no Karmada release.`, { hint: 'Write it like 1.10 or v1.16.2.' });
}
