import { type Failure, isKnown } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
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

const nothing: Trace = { running: [], missing: ['not looked at yet'] };

/** Waits until every workload runs as written in every member it goes to, or time runs out. */
export async function followWorkloads(
  ports: Ports,
  workloads: readonly AppliedObject[],
  timeoutMs: number,
): Promise<Followed> {
  const deadline = ports.now() + timeoutMs;
  const traces = new Map<AppliedObject, Trace>(workloads.map((workload) => [workload, nothing]));
  for (let pause = 250; ; pause = Math.min(pause * 1.5, 1000)) {
    const open = workloads.filter((workload) => traces.get(workload)?.missing.length !== 0);
    for (const workload of open) traces.set(workload, await look(ports, workload));
    const still = open.filter((workload) => traces.get(workload)?.missing.length !== 0);
    const running = [...traces.values()].flatMap((trace) => trace.running);
    if (still.length === 0) return { running, late: [] };
    const missing = still.flatMap(
      (workload) => traces.get(workload)?.missing.map((words) => `${shortName(workload)}: ${words}`) ?? [],
    );
    if (ports.now() >= deadline) return { running, late: missing.map((words) => late(words, timeoutMs)) };
    ports.progress(`Waiting: ${missing[0]}${missing.length > 1 ? ` (and ${missing.length - 1} more)` : ''}`);
    await ports.sleep(pause);
  }
}

/** A member that does not answer for a moment is one more thing to wait for, not the end. */
async function look(ports: Ports, workload: AppliedObject): Promise<Trace> {
  try {
    return await traceWorkload(ports.karmada, workload);
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
