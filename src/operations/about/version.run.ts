import { expectFailure, type Failure, isKnown } from '../../contract/errors.ts';
import type { Outcome } from '../../contract/operation.ts';
import type { Input } from '../../contract/params.ts';
import type { Karmada, Ports } from '../../contract/ports.ts';
import { text, type View } from '../../contract/view.ts';
import { decidingGrounds, describeRelease, type Ground, type Release } from '../../core/versions.ts';
import type { params } from './version.ts';

export interface Result {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'Version';
  readonly client: { readonly version: string; readonly node: string; readonly platform: string };
  readonly server?: { readonly kubernetesVersion: string; readonly server: string; readonly context: string };
  /** Why no server is named. */
  readonly noServer?: Failure;
  /** Which Karmada the server is; null where it is none. */
  readonly karmada?: Release | null;
  /** Why that is not known. */
  readonly noKarmada?: Failure;
}

export async function run({ karmada, about }: Ports, { client }: Input<typeof params>): Promise<Result> {
  const result = { apiVersion: 'karmate.dev/v1', kind: 'Version', client: about } as const;
  if (client) return result;
  try {
    const asked = Promise.all([karmada.version(), karmada.target(), releaseOf(karmada)]);
    const [kubernetesVersion, { server, context }, release] = await asked;
    return { ...result, server: { kubernetesVersion, server, context }, ...release };
  } catch (error) {
    return { ...result, noServer: failureUnlessStopped(error) };
  }
}

async function releaseOf(karmada: Karmada): Promise<Pick<Result, 'karmada' | 'noKarmada'>> {
  try {
    return { karmada: (await karmada.release()) ?? null };
  } catch (error) {
    return { noKarmada: failureUnlessStopped(error) };
  }
}

function failureUnlessStopped(error: unknown): Failure {
  if (isKnown(error, 'interrupted')) throw error;
  return expectFailure(error);
}

/** No kubeconfig is nothing wrong, nor is a plain Kubernetes; a server that was named and does not answer is. */
export const outcome = ({ noServer, noKarmada }: Result): Outcome => {
  const failure = noServer ?? noKarmada;
  return failure && failure.code !== 'config'
    ? { kind: 'partial', exit: failure.code, failures: [failure] }
    : { kind: 'ok' };
};

export function view({ client, server, noServer, karmada, noKarmada }: Result): View {
  const lines = [`karmate     ${client.version}`, `Node.js     ${client.node} (${client.platform})`];
  if (server) lines.push(`Kubernetes  ${server.kubernetesVersion} (${server.server}, context ${server.context})`);
  if (noServer?.code === 'config') lines.push(`Kubernetes  not asked: ${noServer.message}`);
  if (karmada) lines.push(`Karmada     ${describeRelease(karmada)} (${whyThat(karmada)})`);
  if (karmada === null) {
    lines.push(
      'Karmada     none here: this server has no policy.karmada.io, as a plain Kubernetes has not.',
      '            Choose another context with --karmada-context.',
    );
  }
  if (noKarmada) lines.push('Karmada     not known');
  return text(...lines);
}

const whyThat = (release: Release): string =>
  release.source === 'given' ? 'as --karmada-version says' : decidingGrounds(release).map(shortly).join(', ');

/** `has failover.cluster`, `no ClusterTaintPolicy`; the whole fact is in -o json. */
function shortly({ fact, isThere }: Ground): string {
  const name = fact.replace(/^\w+\.spec\.(?:placement\.)?/, '');
  const field = name.replace(/ ".*"$/, '');
  if (field !== name) return `${isThere ? 'newer' : 'older'} ${field}`;
  return `${isThere ? 'has' : 'no'} ${name}`;
}
