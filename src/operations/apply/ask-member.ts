import type { Ports } from '../../contract/ports.ts';

/** Asks a member something; undefined when it does not answer. */
export type AskMember = <T>(cluster: string, ask: () => Promise<T>) => Promise<{ readonly value: T } | undefined>;

/** So long a member may take before the others' news are told without it. */
const patienceMs = 5000;

/**
 * One member that is silent must neither hide what the others say nor gather requests that wait for it: while one is
 * unanswered, it is asked nothing more.
 */
export function memberAsker(ports: Ports, left: () => number): AskMember {
  const silent = new Set<string>();
  return async (cluster, ask) => {
    if (silent.has(cluster)) return undefined;
    const asking = ask().then((value) => ({ value }));
    const answer = await ports.atMost(Math.min(patienceMs, Math.max(left() / 2, 0)), asking);
    if (answer) return answer;
    silent.add(cluster);
    const speaks = (): void => void silent.delete(cluster);
    asking.then(speaks, speaks);
    return undefined;
  };
}
