import { type ErrorCode, expectFailure, KnownError } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import type { Wanted } from '../../core/join-objects.ts';
import type { KubeObject, Named } from '../../core/object.ts';
import type { Step, StepReport, StepState } from '../../core/steps.ts';

/** What a run has done to one object, or may have done: an answer that is lost tells nothing. */
export interface Entry {
  readonly step: Step;
  readonly place: Named;
  readonly did:
    | { readonly kind: 'created'; readonly uid: string | undefined }
    | { readonly kind: 'maybe created' }
    /** `restore`: a merge patch that brings back what was there. */
    | { readonly kind: 'changed'; readonly restore: object };
}

/** The steps of one run: what each has come to, and what is to be taken back, the last first. */
export interface Journal {
  /** As managedFields name this run, and no other: whatever bears it was made here, even when no answer said so. */
  readonly manager: string;
  readonly entries: () => readonly Entry[];
  readonly write: (entry: Entry) => void;
  readonly strike: (step: Step) => void;
  readonly set: (step: Step, state: StepState, more?: Partial<StepReport>) => void;
  readonly reports: () => readonly StepReport[];
  /** Notes that something was there by the time it was to be made: somebody else is at work. */
  readonly meet: () => void;
  readonly hasMet: () => boolean;
}

export function createJournal(ports: Ports, verb: string, steps: readonly Step[]): Journal {
  const manager = `karmate-${verb}-${ports.now().toString(36)}${Math.floor(Math.random() * 36 ** 5).toString(36)}`;
  const states = new Map<Step, StepReport>(steps.map((step) => [step, { ...step, state: 'planned' }]));
  const entries = new Map<Step, Entry>();
  const met = { others: false };
  return {
    manager,
    entries: () => [...entries.values()].reverse(),
    write: (entry) => void entries.set(entry.step, entry),
    strike: (step) => void entries.delete(step),
    set: (step, state, more = {}) => void states.set(step, { ...step, ...more, state }),
    reports: () => [...states.values()],
    meet: () => {
      met.others = true;
    },
    hasMet: () => met.others,
  };
}

export const isMadeBy = ({ metadata }: KubeObject, manager: string): boolean =>
  metadata.managedFields?.some((fields) => fields.manager === manager) === true;

const again = { most: 2, afterMs: 200 };

/**
 * Creates an object once, and says whether this run did. Where the answer leaves that open it looks: an object of this run is
 * as good as an answer, one of somebody else is there all the same, and where there is none it asks once more.
 */
export async function createOnce<T extends KubeObject>(
  ports: Ports,
  kube: Kube,
  journal: Journal,
  step: Step,
  { place, object }: Wanted<T>,
): Promise<T> {
  journal.write({ step, place, did: { kind: 'maybe created' } });
  for (let attempt = 1; ; attempt++) {
    try {
      const made = await kube.create<T>(place, object, { fieldManager: journal.manager });
      journal.write({ step, place, did: { kind: 'created', uid: made.metadata.uid } });
      return made;
    } catch (error) {
      const code = openOutcome(error, journal, step);
      const there = await kube.find<T>(place);
      if (there?.metadata.deletionTimestamp) throw isLeaving(place);
      if (there && isMadeBy(there, journal.manager)) {
        journal.write({ step, place, did: { kind: 'created', uid: there.metadata.uid } });
        return there;
      }
      if (there) {
        journal.strike(step);
        journal.meet();
        return there;
      }
      if (attempt === again.most || code === 'timeout') throw error;
      await ports.sleep(again.afterMs);
    }
  }
}

/** Throws on what leaves no doubt: a server that said no has done nothing, and who was interrupted asks no more. */
function openOutcome(error: unknown, journal: Journal, step: Step): ErrorCode {
  const { code } = expectFailure(error);
  const isSure = code === 'forbidden' || code === 'invalid' || code === 'not-found';
  if (isSure) journal.strike(step);
  if (isSure || code === 'interrupted') throw error;
  return code;
}

const isLeaving = ({ resource, name }: Named): KnownError =>
  new KnownError('conflict', `${resource}/${name} is being deleted.`, {
    hint: 'Run it again when it is gone.',
  });

/** Patches an object until `holds` is true of it; an answer that is lost is looked for. */
export async function changeOnce<T extends KubeObject>(
  ports: Ports,
  kube: Kube,
  journal: Journal,
  step: Step,
  place: Named,
  { patch, restore, holds }: { readonly patch: object; readonly restore: object; readonly holds: (now: T) => boolean },
): Promise<void> {
  journal.write({ step, place, did: { kind: 'changed', restore } });
  for (let attempt = 1; ; attempt++) {
    try {
      await kube.merge<T>(place, patch, { fieldManager: journal.manager });
      return;
    } catch (error) {
      const code = openOutcome(error, journal, step);
      const there = await kube.find<T>(place);
      if (there && holds(there)) return;
      if (attempt === again.most || code === 'timeout') throw error;
      await ports.sleep(again.afterMs);
    }
  }
}
