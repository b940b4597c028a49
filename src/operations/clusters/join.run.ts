import { KnownError } from '../../contract/errors.ts';
import type { Input } from '../../contract/params.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import { text, type View } from '../../contract/view.ts';
import { type Cluster, clusterNameProblem, clusters } from '../../core/cluster.ts';
import {
  clusterObject,
  controlPlaneSecrets,
  type JoinWish,
  memberSteps,
  namespaceStep,
  standing,
} from '../../core/join-plan.ts';
import { core } from '../../core/object.ts';
import type { params } from './join.ts';
import { adoptSecret, createLedger, ensure, type Ledger, readCredentials } from './join-steps.ts';
import { refuseTaken } from './refuse-taken.ts';
import { waitUntilUsable } from './usable.ts';

export interface Result {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'JoinResult';
  readonly cluster: string;
  readonly result: 'joined' | 'completed' | 'unchanged';
  readonly kubernetesVersion: string | null;
  readonly apiEndpoint: string;
  /** What was made or replaced, as `member: secret/x` and `karmada: secret/y`. */
  readonly changed: readonly string[];
}

export async function run(ports: Ports, input: Input<typeof params>): Promise<Result> {
  const problem = clusterNameProblem(input.name);
  if (problem) throw new KnownError('usage', `"${input.name}" cannot be a cluster's name: ${problem}.`);
  const where = { kubeconfig: input.clusterKubeconfig, context: input.clusterContext };
  const member = ports.connect({ ...where, contextFlag: '--cluster-context' });
  const ledger = createLedger();
  try {
    return await join(ports, member, input, ledger);
  } catch (error) {
    throw error instanceof KnownError ? withLedger(error, input.name, ledger) : error;
  }
}

async function join(ports: Ports, member: Kube, input: Input<typeof params>, ledger: Ledger): Promise<Result> {
  const { karmada, progress } = ports;
  progress(`Looking at ${input.name} and at the clusters there are`);
  const wish = await readWish(member, input);
  const { items } = await karmada.list<Cluster>(clusters);
  const found = standing(items, wish);
  refuseTaken(found, wish);

  progress(`Making accounts in ${input.name}`);
  for (const step of memberSteps(wish)) await ensure(member, 'member', step, ledger);
  const { access, impersonation } = await readCredentials(ports, member, wish);

  progress(`Registering ${input.name} in Karmada`);
  await ensure(karmada, 'karmada', namespaceStep(wish.namespace), ledger);
  const secrets = controlPlaneSecrets(wish, access, impersonation);
  for (const secret of secrets) await adoptSecret(karmada, secret, undefined, ledger);
  const cluster =
    found.kind === 'joined' ? found.cluster : await karmada.create<Cluster>(clusters, clusterObject(wish));
  if (found.kind === 'new') ledger.note('karmada', `cluster/${wish.name}`);
  for (const secret of secrets) await adoptSecret(karmada, secret, cluster, ledger);

  const usable = await waitUntilUsable(ports, wish.name, input.timeout);
  const changed = ledger.made();
  return {
    apiVersion: 'karmate.dev/v1',
    kind: 'JoinResult',
    cluster: wish.name,
    result: found.kind === 'new' ? 'joined' : changed.length > 0 ? 'completed' : 'unchanged',
    kubernetesVersion: usable.status?.kubernetesVersion ?? null,
    apiEndpoint: usable.spec.apiEndpoint ?? wish.apiEndpoint,
    changed,
  };
}

async function readWish(member: Kube, input: Input<typeof params>): Promise<JoinWish> {
  const { server, insecure, proxyUrl } = await member.target();
  const { metadata } = await member.get({ ...core('namespaces'), name: 'kube-system' });
  return {
    name: input.name,
    namespace: input.clusterNamespace,
    id: metadata.uid ?? '',
    apiEndpoint: server,
    insecure,
    proxyUrl,
    provider: input.clusterProvider,
    region: input.clusterRegion,
    zones: input.clusterZones,
  };
}

/** A failure on the way says what is there already: nothing is undone, and joining again goes on from there. */
function withLedger(error: KnownError, name: string, ledger: Ledger): KnownError {
  const made = ledger.made();
  const soFar = made.length > 0 ? `Made so far: ${made.join(', ')}.` : 'Nothing was made yet.';
  const again = `Join ${name} again to complete it.`;
  if (error.code === 'interrupted') {
    return new KnownError(
      'interrupted',
      `Interrupted while joining ${name}. ${soFar}`,
      made.length > 0 ? { hint: again, cause: error } : { cause: error },
    );
  }
  if (made.length === 0) return error;
  return new KnownError(error.code, error.message, {
    hint: [error.hint, soFar, again].filter(Boolean).join(' '),
    cause: error,
  });
}

export function view({ cluster, result, kubernetesVersion, changed }: Result): View {
  const said = {
    joined: `cluster ${cluster} joined: Kubernetes ${kubernetesVersion ?? 'of unknown version'}, Ready`,
    completed: `cluster ${cluster} was joined already; completed: ${changed.join(', ')}`,
    unchanged: `cluster ${cluster} is joined already; nothing to do`,
  };
  return text(said[result]);
}

export const names = ({ cluster }: Result): readonly string[] => [`cluster.cluster.karmada.io/${cluster}`];
