import { KnownError } from '../../contract/errors.ts';
import type { FieldValidation, Ports } from '../../contract/ports.ts';
import { isCrd, type Manifest } from '../../core/manifest.ts';
import {
  type Condition,
  describeCondition,
  findCondition,
  fullName,
  type KubeObject,
  type Place,
} from '../../core/object.ts';
import type { Template, Workload } from '../../core/propagation.ts';
import { type Former, isSame, wouldBeSame } from './former.ts';
import { applyTakingOver } from './take-over.ts';

/** What came of one manifest. */
export interface Applied {
  readonly object: string;
  readonly namespace: string | null;
  /** Only a dry run leaves an object unchecked: `why` says what keeps it from being looked at. */
  readonly result: 'created' | 'configured' | 'unchanged' | 'unchecked';
  readonly why?: string;
  readonly source: string;
}

export interface AppliedObject {
  readonly report: Applied;
  readonly place: Place;
  readonly template: Template;
}

export interface ApplyWish {
  readonly force: boolean;
  readonly dryRun: 'none' | 'client' | 'server';
  readonly fieldValidation: FieldValidation;
}

/** Applies, and compares with what was there before. */
export async function applyOne(
  ports: Ports,
  manifest: Manifest,
  place: Place,
  before: Former | undefined,
  { force, dryRun, fieldValidation }: ApplyWish,
): Promise<AppliedObject> {
  const isDry = dryRun === 'server';
  // kubectl unfolds merges before it sends; a strict server would refuse one that overrides a key. What else strictness
  // finds is found all the same: keys that are there twice by us, unknown fields by the schema of server-side apply.
  const strictness = manifest.merges && fieldValidation === 'Strict' ? 'Ignore' : fieldValidation;
  const options = { force, fieldValidation: strictness, dryRun: isDry };
  const { object, created, takenOver } = await applyTakingOver(ports.karmada, place, manifest.text, options);
  if (isCrd(manifest) && !isDry) await waitUntilEstablished(ports, place);
  const holds = before !== undefined && (isDry ? wouldBeSame(before, object) && !takenOver : isSame(before, object));
  const former = before?.object as Workload | undefined;
  return {
    report: reportOf(manifest, place, created ? 'created' : holds ? 'unchanged' : 'configured'),
    place,
    template: {
      object: { apiVersion: manifest.apiVersion, kind: manifest.kind, ...object } as Workload,
      changed: !former || former.metadata.generation !== object.metadata.generation,
      before: former,
    },
  };
}

export const reportOf = (manifest: Manifest, place: Place, result: Applied['result'], why?: string): Applied => ({
  object: fullName(manifest.kind, place.group, manifest.name),
  namespace: place.namespace ?? null,
  result,
  ...(why === undefined ? {} : { why }),
  source: manifest.at,
});

/** A CRD is of use to what follows it only when its kind is served. */
async function waitUntilEstablished({ karmada, sleep }: Ports, place: Place): Promise<void> {
  const last: { condition?: Condition | undefined } = {};
  for (let tries = 0; tries < 50; tries++) {
    const { status } = await karmada.get<KubeObject & { status?: { conditions?: readonly Condition[] } }>(place);
    last.condition = findCondition(status?.conditions, 'Established');
    if (last.condition?.status === 'True') return;
    await sleep(100);
  }
  const why = last.condition ? `: ${describeCondition(last.condition)}` : '';
  throw new KnownError('timeout', `It was applied, but the server does not serve its kind after 5 s${why}`);
}
