import { type Failure, failureOf, KnownError } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { isNamespace, type Manifest } from '../../core/manifest.ts';
import { groupVersion, type Place, pathOf } from '../../core/object.ts';
import { type Applied, type AppliedObject, type ApplyWish, applyOne, reportOf } from './apply-one.ts';
import { createFormers } from './former.ts';
import { inParallel } from './in-parallel.ts';
import { createPlaces } from './place.ts';

/** What came of each manifest so far. `kept` is for who follows the object further. */
export type Outcomes = Map<Manifest, Failure | Done | UnderWay>;

/** It may have reached the server, and nothing has come of it yet: where the run ends, nobody knows what did. */
export interface UnderWay {
  readonly underWay: true;
}

export interface Done {
  readonly report: Applied;
  readonly kept: AppliedObject | undefined;
}

export interface StepWish extends ApplyWish {
  /** Keep whole objects, with what they were before. */
  readonly keep: boolean;
}

/** As many as the transport opens connections: more would only wait there. */
const atOnce = 8;

/** Applies the manifests of one step side by side, those of the same object one after another. */
export async function applyStep(
  ports: Ports,
  step: readonly Manifest[],
  all: readonly Manifest[],
  wish: StepWish,
  outcomes: Outcomes,
): Promise<void> {
  const placeOf = createPlaces(ports.karmada);
  const byObject = new Map<string, { readonly manifest: Manifest; readonly place: Place }[]>();
  for (const manifest of step) {
    try {
      const place = await placeOf(manifest);
      byObject.set(pathOf(place), [...(byObject.get(pathOf(place)) ?? []), { manifest, place }]);
    } catch (error) {
      const why = wish.dryRun === 'none' ? undefined : unservedKind(manifest, all);
      outcomes.set(manifest, await outcomeOf(ports, manifest, error, why));
    }
  }
  // With `keep` what was there matters itself, so it is looked at one by one, just before.
  const places = wish.keep ? [] : [...byObject.values()].flatMap(([first]) => (first ? [first.place] : []));
  const formerAt = createFormers(ports.karmada, places);
  const apply = async (manifest: Manifest, place: Place): Promise<Done> => {
    const before = await formerAt(place);
    if (wish.dryRun === 'client') {
      return { report: reportOf(manifest, place, before ? 'configured' : 'created'), kept: undefined };
    }
    outcomes.set(manifest, { underWay: true });
    const applied = await applyOne(ports, manifest, place, before, wish);
    return { report: applied.report, kept: wish.keep ? applied : undefined };
  };
  await inParallel([...byObject.values()], atOnce, async (same) => {
    for (const { manifest, place } of same) {
      ports.progress(`Applying ${outcomes.size + 1} of ${all.length}: ${manifest.kind} ${manifest.name}`);
      try {
        outcomes.set(manifest, await apply(manifest, place));
      } catch (error) {
        const why = wish.dryRun === 'server' ? unmadeNamespace(place, outcomes) : undefined;
        outcomes.set(manifest, await outcomeOf(ports, manifest, error, why, place));
      }
    }
  });
}

/** A refusal of one manifest is kept beside the others' results; a lost connection or Ctrl-C ends the run. */
async function outcomeOf(
  ports: Ports,
  manifest: Manifest,
  error: unknown,
  /** What a dry run did not make, so that this manifest finds it missing. */
  unmadeWords: string | undefined,
  place: Place | undefined = undefined,
): Promise<Failure | Done> {
  if (!(error instanceof KnownError) || error.code === 'interrupted' || error.code === 'config') throw error;
  // A server that is busy with this one object may well take the next: only one that says nothing at all is gone.
  if (error.code === 'unreachable' || error.code === 'timeout') await ports.karmada.version();
  if (unmadeWords === undefined || error.code !== 'not-found') return failureOf(named(error, manifest));
  const { group, version } = groupVersion(manifest.apiVersion);
  const { namespace } = manifest;
  const at = place ?? { group, version, resource: '', ...(namespace === undefined ? {} : { namespace }) };
  return { report: reportOf(manifest, at, 'unchecked', unmadeWords), kept: undefined };
}

/** The kind of a manifest, when a CRD of this run brings it. */
function unservedKind({ apiVersion, kind }: Manifest, all: readonly Manifest[]): string | undefined {
  const { group } = groupVersion(apiVersion);
  const isBrought = all.some(({ defines }) => defines?.group === group && defines.kind === kind);
  return isBrought ? 'its kind comes with a CRD of this run' : undefined;
}

/** The namespace of a place, when this run would make it. */
function unmadeNamespace({ namespace }: Place, outcomes: Outcomes): string | undefined {
  const isMade = [...outcomes].some(
    ([other, outcome]) =>
      isNamespace(other) && other.name === namespace && 'report' in outcome && outcome.report.result === 'created',
  );
  return isMade ? `its namespace "${namespace}" comes with this run` : undefined;
}

const named = (error: KnownError, { at, kind, name }: Manifest): KnownError =>
  new KnownError(
    error.code,
    error.message.startsWith(at) ? error.message : `${at}: ${kind} ${name}: ${error.message}`,
    { hint: error.hint, cause: error },
  );
