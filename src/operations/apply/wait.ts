import { type Failure, isKnown } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import type { AppliedPolicy } from '../../core/policy.ts';
import type { AppliedObject } from './apply-one.ts';
import { traceWorkload } from './trace-workload.ts';

/** One workload in one member. `why` is null when it runs there as written. */
export interface Running {
  readonly workload: string;
  readonly namespace: string;
  readonly cluster: string;
  readonly ready: number;
  readonly desired: number;
  readonly why: string | null;
}

/** How far a workload is: where it goes, and what is missing, in words; nothing missing means done. */
export interface Trace {
  readonly running: readonly Running[];
  readonly missing: readonly string[];
}

export interface Followed {
  readonly running: readonly Running[];
  /** What was not there in time, one for each thing missing. */
  readonly late: readonly Failure[];
}

/** What a run applied: the workloads to follow, and the policies that may still change where they go. */
export interface Followable {
  readonly workloads: readonly AppliedObject[];
  readonly policies: readonly AppliedPolicy[];
}

const nothing: Trace = { running: [], missing: ['not looked at yet'] };

/** Waits until every workload runs as written in every member it goes to, or time runs out; 0 is one look at each. */
export async function followWorkloads(ports: Ports, applied: Followable, timeoutMs: number): Promise<Followed> {
  const { workloads } = applied;
  const deadline = ports.now() + timeoutMs;
  const left = (): number => (timeoutMs === 0 ? Number.POSITIVE_INFINITY : deadline - ports.now());
  const traces = new Map<AppliedObject, Trace>(workloads.map((workload) => [workload, nothing]));
  for (let pause = 250; ; pause = Math.min(pause * 1.5, 1000)) {
    const open = workloads.filter((workload) => traces.get(workload)?.missing.length !== 0);
    for (const workload of open) {
      const time = left();
      if (time <= 0) break;
      // What was seen the last time says more than that there was no time to look again.
      const trace = await ports.atMost(time, look(ports, workload, applied.policies));
      if (trace) traces.set(workload, trace);
      else if (traces.get(workload) === nothing) traces.set(workload, unanswered);
    }
    const still = open.filter((workload) => traces.get(workload)?.missing.length !== 0);
    const running = [...traces.values()].flatMap((trace) => trace.running);
    if (still.length === 0) return { running, late: [] };
    const missing = still.flatMap(
      (workload) => traces.get(workload)?.missing.map((words) => `${shortName(workload)}: ${words}`) ?? [],
    );
    if (ports.now() >= deadline) return { running, late: missing.map((words) => late(words, timeoutMs)) };
    ports.progress(`Waiting: ${missing[0]}${missing.length > 1 ? ` (and ${missing.length - 1} more)` : ''}`);
    await ports.sleep(Math.min(pause, left()));
  }
}

const unanswered: Trace = { running: [], missing: ['the servers did not answer in time'] };

/** A server that does not answer for a moment is one more thing to wait for, not the end. */
async function look(ports: Ports, workload: AppliedObject, policies: readonly AppliedPolicy[]): Promise<Trace> {
  try {
    return await traceWorkload(ports.karmada, workload, policies);
  } catch (error) {
    if (isKnown(error, 'unreachable') || isKnown(error, 'timeout') || isKnown(error, 'failed'))
      return { running: [], missing: [error.message] };
    throw error;
  }
}

const late = (words: string, timeoutMs: number): Failure => ({
  code: 'timeout',
  message: `Not there after ${timeoutMs / 1000} s: ${words}`,
  hint: 'It stays applied. Look again with the same command, or wait longer with --timeout.',
});

/** `deployment/nginx`, as people say it. */
export const shortName = ({ template: { object } }: AppliedObject): string =>
  `${object.kind?.toLowerCase()}/${object.metadata.name}`;
