import { type Failure, failureOf, KnownError } from '../../contract/errors.ts';
import type { Outcome } from '../../contract/operation.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { type Cell, dim, good, stack, text, type View, warn } from '../../contract/view.ts';
import { inApplyOrder, type Manifest } from '../../core/manifest.ts';
import type { params } from './apply.ts';
import { type Applied, type AppliedObject, applyOne } from './apply-one.ts';
import { readManifests } from './read-manifests.ts';
import { followApplied, type Running } from './wait.ts';

export interface Result {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'ApplyResult';
  readonly objects: readonly Applied[];
  /** Where workloads run; only with --wait. */
  readonly running?: readonly Running[];
  readonly failures: readonly Failure[];
}

export async function run(ports: Ports, input: Input<typeof params>): Promise<Result> {
  const documents = await ports.files.read(input.filename, { recursive: input.recursive });
  const { manifests, failures: unread } = readManifests(documents);
  if (manifests.length + unread.length === 0) throw new KnownError('usage', 'There is no manifest in what was given.');
  const done: AppliedObject[] = [];
  const failures: Failure[] = [...unread];
  try {
    for (const manifest of inApplyOrder(manifests)) {
      ports.progress(`Applying ${manifest.kind} ${manifest.name}`);
      const outcome = await attempt(ports, manifest, input.forceConflicts);
      if ('report' in outcome) done.push(outcome);
      else failures.push(outcome);
    }
    const result = {
      apiVersion: 'karmate.dev/v1',
      kind: 'ApplyResult',
      objects: done.map(({ report }) => report),
    } as const;
    if (!input.wait) return { ...result, failures };
    const { running, late } = await followApplied(ports, done, input.timeout);
    return { ...result, running, failures: [...failures, ...late] };
  } catch (error) {
    throw error instanceof KnownError ? withDone(error, done, failures, manifests) : error;
  }
}

/** A refusal of one manifest is kept beside the others' results; a lost connection or Ctrl-C ends the run. */
async function attempt(ports: Ports, manifest: Manifest, force: boolean): Promise<AppliedObject | Failure> {
  try {
    return await applyOne(ports, manifest, force);
  } catch (error) {
    if (!(error instanceof KnownError) || error.code === 'interrupted' || error.code === 'config') throw error;
    // A server that is busy with this one object may well take the next: only one that says nothing at all is gone.
    if (error.code === 'unreachable' || error.code === 'timeout') await ports.karmada.version();
    return failureOf(error);
  }
}

/** What ends the run says what was applied before, and what was refused. */
function withDone(
  cause: KnownError,
  done: readonly AppliedObject[],
  failures: readonly Failure[],
  all: readonly Manifest[],
): KnownError {
  const names = done.map(({ report }) => `${report.object} ${report.result}`).join(', ');
  const soFar =
    done.length > 0 ? `Applied ${done.length} of ${all.length} so far: ${names}.` : 'Nothing was applied yet.';
  const refused = failures.length > 0 ? ['Failed before that:', ...failures.map(({ message }) => `  ${message}`)] : [];
  const words = [`${cause.message} ${soFar}`, ...refused].join('\n');
  return new KnownError(cause.code, words, { hint: cause.hint, cause });
}

export function outcome({ objects, failures }: Result): Outcome {
  const [first] = failures;
  if (!first) return { kind: 'ok' };
  const isLate = failures.every(({ code }) => code === 'timeout');
  const isAlone = failures.length === 1 && objects.length === 0;
  return { kind: 'partial', exit: isLate || isAlone ? first.code : 'partial', failures };
}

const tones: Readonly<Record<Applied['result'], (text: string) => Cell>> = {
  created: good,
  configured: warn,
  unchanged: dim,
};

export function view({ objects, running }: Result): View {
  const lines = text(...objects.map(({ object, result }) => tones[result](`${object} ${result}`)));
  if (!running || running.length === 0) return lines;
  return stack(lines, {
    kind: 'table',
    head: ['WORKLOAD', 'CLUSTER', 'READY'],
    rows: running.map(({ workload, cluster, ready, desired, why }) => {
      const count = `${ready}/${desired}`;
      return [workload, cluster, why === null ? good(count) : warn(count)];
    }),
  });
}

export const names = ({ objects }: Result): readonly string[] => objects.map(({ object }) => object);
