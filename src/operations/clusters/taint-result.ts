import { exitCodes, type Failure, failureOf, KnownError } from '../../contract/errors.ts';
import type { Outcome } from '../../contract/operation.ts';
import type { Ports } from '../../contract/ports.ts';
import { type Cell, dim, good, stack, text, type View, warn } from '../../contract/view.ts';
import { clusters } from '../../core/cluster.ts';
import { fullName } from '../../core/object.ts';
import { inParallel } from '../apply/in-parallel.ts';
import { changeClusterTaints, type TaintedCluster, type TaintWish } from './change-cluster-taints.ts';
import type { Chosen } from './selection.ts';

export interface TaintResult {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'TaintResult';
  readonly operation: 'cordon' | 'uncordon' | 'taint';
  /** Set when nothing was written. */
  readonly dryRun?: 'client' | 'server';
  readonly clusters: readonly TaintedCluster[];
  /** What to know of the change, in words. */
  readonly notes: readonly string[];
  readonly failures: readonly ClusterFailure[];
}

export interface ClusterFailure extends Failure {
  readonly cluster: string;
}

/** Few at once: each is a read and a write of one object, and a Cluster is large. */
const atOnce = 8;

/** Does all that can be done; what cannot be done at one cluster keeps none of the others back. */
export async function changeTaintsOfAll(
  ports: Ports,
  operation: TaintResult['operation'],
  chosen: readonly Chosen[],
  wish: TaintWish,
  notes: readonly string[] = [],
): Promise<TaintResult> {
  const outcomes = new Map<string, TaintedCluster | ClusterFailure>();
  const inOrder = () => chosen.flatMap(({ name }) => outcomes.get(name) ?? []);
  const { dryRun } = wish;
  try {
    await inParallel(chosen, atOnce, async (one) => {
      try {
        outcomes.set(one.name, await changeClusterTaints(ports, one, wish));
      } catch (error) {
        if (!(error instanceof KnownError) || error.code === 'interrupted') throw error;
        outcomes.set(one.name, { ...failureOf(error), cluster: one.name });
      }
    });
  } catch (error) {
    throw error instanceof KnownError ? withDone(error, inOrder(), dryRun) : error;
  }
  return {
    apiVersion: 'karmate.dev/v1',
    kind: 'TaintResult',
    operation,
    ...(dryRun === 'none' ? {} : { dryRun }),
    clusters: inOrder().filter((outcome) => 'taints' in outcome),
    notes,
    failures: inOrder().filter((outcome) => 'code' in outcome),
  };
}

/** Ctrl-C says what was done before it. */
function withDone(
  cause: KnownError,
  outcomes: readonly (TaintedCluster | ClusterFailure)[],
  dryRun: TaintWish['dryRun'],
): KnownError {
  const done = outcomes.flatMap((one) => ('taints' in one && one.result === 'changed' ? [one.name] : []));
  const soFar =
    done.length > 0 && dryRun === 'none' ? `Changed so far: ${done.join(', ')}.` : 'Nothing was changed yet.';
  return new KnownError(cause.code, `${cause.message} ${soFar}`, {
    hint: 'Doing it again changes only what is not done yet.',
    cause,
  });
}

/** Failures alone, all of one kind, are told as that kind; else a part is done and a part failed. */
export function outcome({ clusters: done, failures }: TaintResult): Outcome {
  const [first] = failures;
  if (!first) return { kind: 'ok' };
  const agree = failures.every(({ code }) => exitCodes[code] === exitCodes[first.code]);
  return { kind: 'partial', exit: agree && done.length === 0 ? first.code : 'partial', failures };
}

const dryRunMarks = { client: ' (dry run)', server: ' (server dry run)' } as const;

/** A line for each cluster, as `words` has it; then the notes. */
export function viewOf(
  { clusters: done, dryRun, notes, failures }: TaintResult,
  words: (cluster: TaintedCluster) => string,
): View {
  const mark = dryRun ? dryRunMarks[dryRun] : '';
  const tone = (one: TaintedCluster): ((said: string) => Cell) => (one.result === 'changed' ? good : dim);
  const lines = done.map((one) => tone(one)(`cluster/${one.name} ${words(one)}${mark}`));
  const nothing = lines.length + failures.length === 0 ? ['No member cluster was chosen; nothing to do.'] : [];
  return stack(
    text(...lines, ...nothing),
    text(...(lines.length > 0 ? notes.map((note) => warn(`warning: ${note}`)) : [])),
  );
}

export const names = ({ clusters: done }: TaintResult): readonly string[] =>
  done.map(({ name }) => fullName('cluster', clusters.group, name));
