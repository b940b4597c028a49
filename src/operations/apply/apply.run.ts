import { exitCodes, type Failure, KnownError } from '../../contract/errors.ts';
import type { Outcome } from '../../contract/operation.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { type Cell, dim, good, stack, text, type View, warn } from '../../contract/view.ts';
import { inApplySteps, type Manifest } from '../../core/manifest.ts';
import { fullName, groupVersion } from '../../core/object.ts';
import type { params } from './apply.ts';
import type { Applied } from './apply-one.ts';
import { applyStep, type Done, type Outcomes } from './apply-step.ts';
import { readManifests } from './read-manifests.ts';
import { followApplied, type Running } from './wait.ts';

export interface Result {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'ApplyResult';
  /** Set when nothing was written. */
  readonly dryRun?: 'client' | 'server';
  readonly objects: readonly Applied[];
  /** Where workloads run; only with --wait. */
  readonly running?: readonly Running[];
  readonly failures: readonly Failure[];
}

export async function run(ports: Ports, input: Input<typeof params>): Promise<Result> {
  const { dryRun, wait } = input;
  if (wait && dryRun !== 'none') throw new KnownError('usage', '--wait has nothing to wait for in a dry run.');
  const documents = await ports.files.read(input.filename, { recursive: input.recursive });
  const { manifests, failures: unread } = readManifests(documents);
  if (manifests.length + unread.length === 0) throw new KnownError('usage', 'There is no manifest in what was given.');
  const wish = {
    force: input.forceConflicts,
    dryRun,
    fieldValidation: validations[input.validate],
    keep: wait,
  } as const;
  const steps = inApplySteps(manifests);
  const outcomes: Outcomes = new Map();
  const inOrder = () => steps.flat().flatMap((manifest) => outcomes.get(manifest) ?? []);
  const done = () => inOrder().filter((outcome) => 'report' in outcome);
  const failures = () => [...unread, ...inOrder().filter((outcome) => 'code' in outcome)];
  try {
    for (const step of steps) await applyStep(ports, step, manifests, wish, outcomes);
    const result = {
      apiVersion: 'karmate.dev/v1',
      kind: 'ApplyResult',
      ...(dryRun === 'none' ? {} : { dryRun }),
      objects: done().map(({ report }) => report),
    } as const;
    if (!wait) return { ...result, failures: failures() };
    const kept = done().flatMap((one) => one.kept ?? []);
    const { running, late } = await followApplied(ports, kept, input.timeout);
    return { ...result, running, failures: [...failures(), ...late] };
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    const underWay = manifests.filter((manifest) => 'underWay' in (outcomes.get(manifest) ?? {}));
    throw withDone(error, failures(), dryRun === 'none' ? tellDone(done(), underWay, manifests.length) : unwritten);
  }
}

/** kubectl's words for it: true and false are older ones. */
const validations = {
  strict: 'Strict',
  true: 'Strict',
  warn: 'Warn',
  ignore: 'Ignore',
  false: 'Ignore',
} as const;

const unwritten = 'It was a dry run: nothing was written.';

/** What ends the run says what was applied before, and what was refused. */
function withDone(cause: KnownError, failures: readonly Failure[], soFar: string): KnownError {
  const refused = failures.length > 0 ? ['Failed before that:', ...failures.map(({ message }) => `  ${message}`)] : [];
  const words = [`${cause.message} ${soFar}`, ...refused].join('\n');
  return new KnownError(cause.code, words, { hint: cause.hint, cause });
}

function tellDone(done: readonly Done[], underWay: readonly Manifest[], all: number): string {
  const names = done.map(({ report }) => `${report.object} ${report.result}`).join(', ');
  const unsure = underWay.map(({ apiVersion, kind, name }) => fullName(kind, groupVersion(apiVersion).group, name));
  const sentences = [
    ...(done.length > 0 ? [`Applied ${done.length} of ${all} so far: ${names}.`] : []),
    ...(unsure.length > 0 ? [`Still under way, and perhaps applied: ${unsure.join(', ')}.`] : []),
  ];
  return sentences.join(' ') || 'Nothing was applied yet.';
}

/** Failures alone, all of one kind, are told as that kind; else a part is done and a part failed. */
export function outcome({ objects, failures }: Result): Outcome {
  const [first] = failures;
  if (!first) return { kind: 'ok' };
  const isLate = failures.every(({ code }) => code === 'timeout');
  const agree = failures.every(({ code }) => exitCodes[code] === exitCodes[first.code]);
  return { kind: 'partial', exit: isLate || (agree && objects.length === 0) ? first.code : 'partial', failures };
}

const tones: Readonly<Record<Applied['result'], (text: string) => Cell>> = {
  created: good,
  configured: warn,
  unchanged: dim,
  unchecked: warn,
};

const dryRunMarks = { client: ' (dry run)', server: ' (server dry run)' } as const;

export function view({ objects, running, dryRun }: Result): View {
  const mark = dryRun ? dryRunMarks[dryRun] : '';
  const lines = text(
    ...objects.map(({ object, result, why }) =>
      tones[result](`${object} ${result}${why === undefined ? '' : `, ${why}`}${mark}`),
    ),
  );
  if (!running || running.length === 0) return lines;
  return stack(lines, runningTable(running));
}

export const runningTable = (running: readonly Running[]): View => ({
  kind: 'table',
  head: ['WORKLOAD', 'CLUSTER', 'READY'],
  rows: running.map(({ workload, cluster, ready, desired, why }) => {
    const count = `${ready}/${desired}`;
    return [workload, cluster, why === null ? good(count) : warn(count)];
  }),
});

export const names = ({ objects }: Result): readonly string[] => objects.map(({ object }) => object);
