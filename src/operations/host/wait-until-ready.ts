import { KnownError, mayPass } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import { hostArgs } from '../../core/install-plan.ts';
import { commandLine } from '../../core/program.ts';
import type { Workload } from '../../core/propagation.ts';
import { judgeAlone } from '../../core/readiness.ts';
import { followPods } from './follow-pods.ts';
import type { Prepared } from './install-facts.ts';
import { type InstalledWorkload, workloadsIn } from './manifests.ts';

/** What a workload still lacks, in words. */
interface Lag {
  readonly workload: string;
  readonly why: string;
  /** Nobody makes it again but helm. */
  readonly isGone: boolean;
}

/** As "helm --wait" does, for a release that has nothing to be changed: its workloads may have lost their pods since. */
export async function waitUntilReady(ports: Ports, prepared: Prepared): Promise<void> {
  const { host, wish, facts, manifests } = prepared;
  const workloads = workloadsIn(manifests, wish.namespace);
  ports.progress(`Karmada is installed already; waiting for its pods in ${wish.namespace}`);
  const { result: lags, troubles } = await followPods(ports, host, wish, lagsInTheEnd(ports, host, workloads, wish));
  if (lags.length === 0) return;
  const words = lags.map(({ workload, why }) => `${workload}: ${why}`).join('; ');
  if (lags.some(({ isGone }) => isGone)) {
    const { release, namespace } = wish;
    const back = ['rollback', release, String(facts.release?.revision ?? 1), '--namespace', namespace];
    throw new KnownError('failed', `Karmada is installed, but not all of it is there: ${words}.`, {
      hint: `Put back what the release has: ${commandLine('helm', [...back, ...hostArgs(wish)])}`,
    });
  }
  const pods = troubles.map(({ pod, why }) => `${pod} ${why}`).join('; ');
  const after = `Karmada is installed, but not ready after ${wish.timeoutMs / 1000} s: ${words}.`;
  const hint = troubles.find((trouble) => trouble.hint !== undefined)?.hint;
  throw new KnownError('timeout', pods === '' ? after : `${after} Not ready: ${pods}.`, {
    hint: [hint, 'Wait longer with --timeout.'].filter(Boolean).join(' '),
  });
}

/** Nothing, once all are ready; else what is missing when time is up, or when waiting cannot help. */
async function lagsInTheEnd(
  { now, sleep }: Ports,
  host: Kube,
  workloads: readonly InstalledWorkload[],
  { timeoutMs }: { readonly timeoutMs: number },
): Promise<readonly Lag[]> {
  const deadline = now() + timeoutMs;
  for (let pause = 250; ; pause = Math.min(pause * 1.5, 2000)) {
    const lags = (await Promise.all(workloads.map((workload) => lagOf(host, workload)))).flat();
    if (lags.length === 0 || lags.some(({ isGone }) => isGone) || now() >= deadline) return lags;
    await sleep(pause);
  }
}

/** A host cluster that does not answer for a moment ends nothing. */
async function lagOf(host: Kube, { kind, place }: InstalledWorkload): Promise<readonly Lag[]> {
  const workload = `${kind.toLowerCase()}/${place.name}`;
  try {
    const object = await host.find<Workload>(place);
    if (!object) return [{ workload, why: 'is not there', isGone: true }];
    const { why } = judgeAlone({ ...object, kind });
    return why === undefined ? [] : [{ workload, why, isGone: false }];
  } catch (error) {
    if (mayPass(error)) return [{ workload, why: error.message, isGone: false }];
    throw error;
  }
}
