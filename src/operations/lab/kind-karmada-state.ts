import { KnownError } from '../../contract/errors.ts';
import type { Karmada, Ports } from '../../contract/ports.ts';
import { type Cluster, clusters } from '../../core/cluster.ts';
import { listenAddress } from '../../core/kind-lab/address.ts';
import { type KindLabRecord, kindLabFiles } from '../../core/kind-lab/record.ts';
import { shellWord } from '../../core/shell-word.ts';

/** Karmada of a lab on kind, asked by the kubeconfig that the lab keeps. */
export interface KarmadaState {
  readonly kubeconfig: string;
  readonly server: string;
  readonly context: string;
  readonly answersAfterMs: number | undefined;
  readonly failure: KnownError | undefined;
  /** undefined: it does not tell. */
  readonly members: readonly Cluster[] | undefined;
  readonly connection: Karmada;
}

/** An API server of this machine that takes longer does not answer. */
const patienceMs = 5_000;

export async function readKarmada(ports: Ports, dir: string, { answers }: KindLabRecord): Promise<KarmadaState> {
  const kubeconfig = `${dir}/${kindLabFiles.karmada}`;
  const connection = ports.karmadaAt({ kubeconfig, context: undefined });
  const usual = {
    server: `https://${listenAddress(answers.address)}:${answers.karmadaPort}`,
    context: 'karmada-apiserver',
  };
  const base = { kubeconfig, connection, ...usual };
  if ((await ports.files.find(kubeconfig)) === undefined) {
    const failure = new KnownError('not-found', `There is no ${kubeconfig} yet.`, {
      hint: `Go on where the making of the lab ended: karmate lab up --provider kind --dir ${shellWord(dir)}`,
    });
    return { ...base, answersAfterMs: undefined, failure, members: undefined };
  }
  const began = ports.now();
  try {
    const { server, context } = await connection.target();
    const at = { ...base, server, context };
    try {
      await inTime(ports, connection.version(), server);
      const answersAfterMs = ports.now() - began;
      const found = await inTime(ports, connection.list<Cluster>(clusters), server).catch(expected);
      const failure = found instanceof KnownError ? found : undefined;
      return { ...at, answersAfterMs, failure, members: found instanceof KnownError ? undefined : found.items };
    } catch (error) {
      return { ...at, answersAfterMs: undefined, failure: expected(error), members: undefined };
    }
  } catch (error) {
    return { ...base, answersAfterMs: undefined, failure: expected(error), members: undefined };
  }
}

/** The answer, or a `timeout` failure. */
export async function inTime<T>({ atMost }: Ports, asking: Promise<T>, server: string): Promise<T> {
  const answer = await atMost(
    patienceMs,
    asking.then((value) => ({ value })),
  );
  if (answer) return answer.value;
  asking.catch(() => {}); // nobody waits for it any more
  throw new KnownError('timeout', `${server} did not answer within ${patienceMs / 1000} s.`);
}

/** What went wrong, where that is something to be told of; bugs and Ctrl-C end the command. */
export function expected(error: unknown): KnownError {
  if (error instanceof KnownError && error.code !== 'interrupted') return error;
  throw error;
}
