import { type Failure, isKnown, KnownError, mayPass } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { isOverridePolicy } from '../../core/override-policy.ts';
import { isPolicy } from '../../core/policy.ts';
import type { AppliedObject } from './apply-one.ts';
import { type AskMember, memberAsker } from './ask-member.ts';
import { type Facts, gatherFacts } from './facts.ts';
import { type RunPolicies, traceWorkload } from './trace-workload.ts';

/** One object in one member. `why` is null when it is there as written and, where it runs, runs. */
export interface Running {
  readonly workload: string;
  readonly namespace: string | null;
  readonly cluster: string;
  readonly ready: number;
  readonly desired: number;
  readonly why: string | null;
}

/** How far an object is: where it goes, and what is missing, in words; nothing missing means done. */
export interface Trace {
  readonly running: readonly Running[];
  readonly missing: readonly string[];
  readonly hint?: string | undefined;
  /** Nothing that is missing will come by waiting. */
  readonly isFinal?: boolean;
}

export interface Followed {
  readonly running: readonly Running[];
  /** What was not there in time, one for each thing missing. */
  readonly late: readonly Failure[];
}

/** So many objects are looked at side by side. */
const atOnce = 8;

const unseen: Trace = { running: [], missing: ['not looked at yet'] };
const unanswered: Trace = { running: [], missing: ['the servers did not answer in time'] };

/**
 * Waits until every object of a run that goes to members stands there as written, and runs where it is one that runs, or
 * time is up; 0 is one look at each.
 */
export async function followApplied(ports: Ports, all: readonly AppliedObject[], timeoutMs: number): Promise<Followed> {
  const policies = policiesOf(all);
  const deadline = ports.now() + timeoutMs;
  const left = (): number => (timeoutMs === 0 ? Number.POSITIVE_INFINITY : deadline - ports.now());
  const traces = new Map<AppliedObject, Trace>(all.map((applied) => [applied, unseen]));
  const traceOf = (applied: AppliedObject): Trace => traces.get(applied) ?? unseen;
  const missing = (): readonly string[] =>
    all.flatMap((applied) => traceOf(applied).missing.map((words) => `${shortName(applied)}: ${words}`));
  const askMember = memberAsker(ports, left);
  try {
    for (let pause = 250; ; pause = Math.min(pause * 1.5, 2000)) {
      const facts = gatherFacts(ports.karmada);
      await eachOf(
        all.filter((applied) => isOpen(traceOf(applied))),
        async (applied) => {
          const time = left();
          if (time <= 0) return;
          // What was seen the last time says more than that there was no time to look again.
          const trace = await ports.atMost(time, look(ports, applied, policies, { facts, askMember }));
          if (trace) traces.set(applied, trace);
          else if (traceOf(applied) === unseen) traces.set(applied, unanswered);
        },
      );
      if (!all.some((applied) => isOpen(traceOf(applied))) || ports.now() >= deadline) break;
      ports.progress(`Waiting: ${inShort(missing())}`);
      await ports.sleep(Math.min(pause, left()));
    }
  } catch (error) {
    if (!isKnown(error, 'interrupted') || missing().length === 0) throw error;
    throw new KnownError(error.code, `${error.message} It waited for ${inShort(missing())}.`, { cause: error });
  }
  const running = all.flatMap((applied) => traceOf(applied).running);
  return { running, late: all.flatMap((applied) => lateOf(applied, traceOf(applied), timeoutMs)) };
}

const isOpen = ({ missing, isFinal }: Trace): boolean => missing.length > 0 && !isFinal;

const policiesOf = (all: readonly AppliedObject[]): RunPolicies => ({
  propagation: all
    .filter(({ template }) => isPolicy(template.object))
    .map(({ template, report }) => ({ policy: template.object, changed: report.result !== 'unchanged' })),
  hasOverrides: all.some(({ template }) => isOverridePolicy(template.object)),
});

/** Works on all of them, a few at a time, in their order. */
async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}

/** A server that does not answer for a moment is one more thing to wait for, not the end. */
async function look(
  ports: Ports,
  applied: AppliedObject,
  policies: RunPolicies,
  means: { readonly facts: Facts; readonly askMember: AskMember },
): Promise<Trace> {
  const { template, report } = applied;
  // A label alone raises no generation, and is a change all the same.
  const changed = template.changed || report.result !== 'unchanged';
  try {
    return await traceWorkload(ports.karmada, { ...applied, template: { ...template, changed } }, policies, means);
  } catch (error) {
    if (mayPass(error)) return { running: [], missing: [error.message] };
    throw error;
  }
}

const inShort = (missing: readonly string[]): string =>
  `${missing[0]}${missing.length > 1 ? ` (and ${missing.length - 1} more)` : ''}`;

const patience = 'It stays applied. Look again with the same command, or wait longer with --timeout.';

function lateOf(applied: AppliedObject, { missing, hint, isFinal }: Trace, timeoutMs: number): readonly Failure[] {
  const name = shortName(applied);
  if (isFinal) {
    const remedy = 'Delete it, and apply it again once its cause is mended.';
    return missing.map((words) => ({ code: 'failed', message: `${name}: ${words}`, hint: remedy }));
  }
  const after = `Not there after ${timeoutMs / 1000} s`;
  return missing.map((words) => ({ code: 'timeout', message: `${after}: ${name}: ${words}`, hint: hint ?? patience }));
}

/** `deployment/nginx`, as people say it. */
export const shortName = ({ template: { object } }: AppliedObject): string =>
  `${object.kind?.toLowerCase()}/${object.metadata.name}`;
