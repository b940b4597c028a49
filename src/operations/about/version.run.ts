import { type Failure, failureOf, KnownError } from '../../contract/errors.ts';
import type { Outcome } from '../../contract/operation.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { text, type View } from '../../contract/view.ts';
import type { params } from './version.ts';

export interface Result {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'Version';
  readonly client: { readonly version: string; readonly node: string; readonly platform: string };
  readonly server?: { readonly kubernetesVersion: string; readonly server: string; readonly context: string };
  /** Why no server is named. */
  readonly noServer?: Failure;
}

export async function run({ karmada, about }: Ports, { client }: Input<typeof params>): Promise<Result> {
  const result = { apiVersion: 'karmate.dev/v1', kind: 'Version', client: about } as const;
  if (client) return result;
  try {
    const [kubernetesVersion, { server, context }] = await Promise.all([karmada.version(), karmada.target()]);
    return { ...result, server: { kubernetesVersion, server, context } };
  } catch (error) {
    if (!(error instanceof KnownError) || error.code === 'interrupted') throw error;
    return { ...result, noServer: failureOf(error) };
  }
}

/** No kubeconfig is nothing wrong; a server that was named and does not answer is. */
export const outcome = ({ noServer }: Result): Outcome =>
  noServer && noServer.code !== 'config'
    ? { kind: 'partial', exit: noServer.code, failures: [noServer] }
    : { kind: 'ok' };

export function view({ client, server, noServer }: Result): View {
  const lines = [`karmate     ${client.version}`, `Node.js     ${client.node} (${client.platform})`];
  if (server) lines.push(`Kubernetes  ${server.kubernetesVersion} (${server.server}, context ${server.context})`);
  if (noServer?.code === 'config') lines.push(`Kubernetes  not asked: ${noServer.message}`);
  return text(...lines);
}
