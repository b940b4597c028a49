import { KnownError } from '../../contract/errors.ts';
import { type MissingRight, rightInWords } from '../../core/access-review.ts';
import type { Cluster } from '../../core/cluster.ts';
import { whyNoWayTo } from '../../core/join-address.ts';
import { clusterObject } from '../../core/join-objects.ts';
import type { JoinStep } from '../../core/join-plan.ts';
import { contains } from '../../core/same-json.ts';
import type { JoinInput } from './join.run.ts';
import type { Gathered } from './join-facts.ts';

/** What can be told of the input alone. */
export function checkInput(input: JoinInput): void {
  const { clusterKubeconfig, clusterContext, apiEndpoint, proxyUrl, proxyHeader } = input;
  if (clusterKubeconfig === undefined && clusterContext === undefined)
    throw new KnownError('usage', 'Which cluster is to be joined is not said.', {
      hint: 'Name its kubeconfig with --cluster-kubeconfig, or its context with --cluster-context.',
    });
  checkUrl('--api-endpoint', apiEndpoint, /^https:\/\/[^/\\]/i, 'https://10.0.0.1:6443');
  checkUrl('--proxy-url', proxyUrl, /^(https?|socks5):\/\/[^/\\]/i, 'http://proxy.example.com:3128');
  if (proxyHeader && Object.keys(proxyHeader).length > 0 && proxyUrl === undefined)
    throw new KnownError('usage', '--proxy-header is for a proxy: name it with --proxy-url.');
}

function checkUrl(flag: string, text: string | undefined, form: RegExp, example: string): void {
  if (text === undefined) return;
  const url = URL.canParse(text) && form.test(text) ? new URL(text) : undefined;
  if (url?.username || url?.password)
    throw new KnownError('usage', `${flag} holds a name or a password, which everybody could read in the Cluster.`);
  if (!url)
    throw new KnownError('usage', `${flag} cannot be ${JSON.stringify(text)}.`, { hint: `Write it like ${example}.` });
}

/** Refuses what would fail half-way, or would work and do harm. Nothing has been made by then. */
export function checkPlan(
  gathered: Gathered,
  steps: readonly JoinStep[],
  joined: Cluster | undefined,
  { allowSharedMember, dryRun }: JoinInput,
): void {
  if (!joined) {
    checkAddress(gathered);
    if (!allowSharedMember) refuseShared(gathered);
  }
  const { missingRights } = gathered.facts;
  if (steps.length > 0 && missingRights.length > 0 && dryRun === 'none')
    throw noRights(gathered.wish.name, missingRights);
}

function checkAddress({ wish, karmadaServer }: Gathered): void {
  const why = whyNoWayTo(wish.apiEndpoint, karmadaServer);
  if (!why) return;
  throw new KnownError('usage', `Karmada cannot reach ${wish.name} at ${wish.apiEndpoint}: ${why}.`, {
    hint: 'Say with --api-endpoint where Karmada reaches it.',
  });
}

/** They would overwrite each other's ClusterRole karmada-impersonator, and each other's workloads of one name. */
function refuseShared({ others, hasForeignImpersonator, wish }: Gathered): void {
  if (others.length === 0 && !hasForeignImpersonator) return;
  const sign =
    others.length > 0
      ? `the account${others.length > 1 ? 's' : ''} of ${others.join(', ')} ${others.length > 1 ? 'are' : 'is'} in ${wish.namespace}`
      : 'the ClusterRole karmada-impersonator is there';
  throw new KnownError('conflict', `${wish.name} seems to be joined to another control plane: ${sign}.`, {
    hint: 'Unjoin it there. If that is what an earlier join has left, or both shall have it: --allow-shared-member',
  });
}

export function noRights(name: string, missing: readonly MissingRight[]): KnownError {
  const of = (side: MissingRight['side']) => missing.filter((right) => right.side === side).map(rightInWords);
  const said = [
    ...(of('member').length > 0 ? [`in ${name}: ${of('member').join(', ')}`] : []),
    ...(of('karmada').length > 0 ? [`in Karmada: ${of('karmada').join(', ')}`] : []),
  ];
  return new KnownError('forbidden', `You lack rights that the join needs, ${said.join('; ')}.`, {
    hint: 'Nothing was made. Join with a kubeconfig of a cluster administrator.',
  });
}

/** What is worth knowing, and no reason to stop. */
export function notesOn(gathered: Gathered, joined: Cluster | undefined): readonly string[] {
  const { wish, versions } = gathered;
  return [
    ...(joined ? differing(joined, gathered) : []),
    ...(!joined && minor(versions.member) > minor(versions.karmada) + 1
      ? [
          `${wish.name} runs Kubernetes ${versions.member}, Karmada's API server ${versions.karmada}: kinds that only the newer one has cannot be sent there.`,
        ]
      : []),
  ];
}

const minor = (version: string): number => Number(/^v\d+\.(\d+)/.exec(version)?.[1] ?? 0);

/** A join changes no cluster that is joined. */
function differing(joined: Cluster, { wish }: Gathered): readonly string[] {
  const { spec, metadata } = clusterObject(wish);
  const { secretRef: _, impersonatorSecretRef: __, syncMode: ___, id: ____, ...asked } = spec;
  const fields = Object.entries(asked).filter(
    ([field, value]) => !contains((joined.spec as unknown as Record<string, unknown>)[field], value),
  );
  const others = [
    ...fields.map(([field]) => `spec.${field}`),
    ...(contains(joined.metadata.labels, metadata.labels ?? {}) ? [] : ['metadata.labels']),
  ];
  if (others.length === 0) return [];
  return [
    `${wish.name} is joined with another ${others.join(' and ')}; it stays so. To change it: kubectl edit cluster ${wish.name}`,
  ];
}
