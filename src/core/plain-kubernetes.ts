/** A kubeconfig often holds contexts of many servers, and only one of them is Karmada. */
export const isKarmadaGroup = (group: string): boolean => group === 'karmada.io' || group.endsWith('.karmada.io');

export interface Chosen {
  readonly context: string;
  readonly contexts?: readonly string[] | undefined;
}

/** What every Karmada of v1.10 to v1.18 serves: without these it is none. */
const everywhere = ['cluster.karmada.io', 'policy.karmada.io', 'work.karmada.io'];

/** What to do about an API of Karmada's that a server does not serve, by the contexts there are. */
export function plainKubernetesHint(group: string, { context, contexts = [] }: Chosen): string {
  const what = everywhere.includes(group) ? 'a plain Kubernetes' : 'a plain Kubernetes, or an older Karmada';
  const others = contexts.filter((name) => name !== context);
  const way =
    others.length > 0
      ? `Choose another context with --karmada-context: ${others.join(', ')}`
      : 'Its kubeconfig has no other context: name another file with --kubeconfig.';
  return `The context "${context}" may be ${what}. ${way}`;
}
