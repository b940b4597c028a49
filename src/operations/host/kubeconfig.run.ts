import { KnownError } from '../../contract/errors.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports, Written } from '../../contract/ports.ts';
import { text, type View, warn } from '../../contract/view.ts';
import { type Access, kubeconfigOf } from '../../core/kubeconfig-access.ts';
import { shellWord } from '../../core/shell-word.ts';
import { connectHost } from './connect-host.ts';
import type { params } from './kubeconfig.ts';
import { type Taken, takeKubeconfig } from './take-kubeconfig.ts';
import { takeMember } from './take-member.ts';

/** What was written, without any credential. */
export interface KubeconfigResult {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'KubeconfigResult';
  readonly path: string;
  readonly result: Written;
  readonly context: string;
  readonly server: string;
  /** How the address was found, in words. */
  readonly foundBy: string;
  readonly kubernetesVersion: string;
  /** The certificate is not checked. */
  readonly insecure: boolean;
}

/** A kubeconfig that goes to stdout, or what became of a file. */
export type Result = { readonly access: Access; readonly yaml: string } | { readonly written: KubeconfigResult };

export async function run(ports: Ports, input: Input<typeof params>): Promise<Result> {
  const { out, merge, force } = input;
  const found = await take(ports, input);
  if (found.access.cluster['insecure-skip-tls-verify'] === true) ports.progress(`Beware: ${unchecked(found.server)}`);
  if (out === '-' && !merge) return { access: found.access, yaml: await ports.kubeconfigs.format(found.access) };
  const { path, result } = merge
    ? await ports.kubeconfigs.merge(found.access, { force })
    : { path: out, result: await ports.kubeconfigs.write(out, found.access, { force }) };
  return { written: recordOf(found, path, result) };
}

async function take(ports: Ports, input: Input<typeof params>): Promise<Taken> {
  const { member, contextName } = input;
  if (member !== undefined) return takeMember(ports, member, contextName ?? member);
  const host = connectHost(ports, input);
  const wish = { ...input, insecure: input.insecureSkipTlsVerify, contextName: contextName ?? 'karmada-apiserver' };
  return takeKubeconfig(ports, host, wish);
}

export const recordOf = (taken: Taken, path: string, result: Written): KubeconfigResult => ({
  apiVersion: 'karmate.dev/v1',
  kind: 'KubeconfigResult',
  path,
  result,
  context: taken.access.name,
  server: taken.server,
  foundBy: taken.foundBy,
  kubernetesVersion: taken.kubernetesVersion,
  insecure: taken.access.cluster['insecure-skip-tls-verify'] === true,
});

/** The kubeconfig itself where it was asked for; what was written is told without its credentials. */
export const data = (result: Result): KubeconfigResult | ReturnType<typeof kubeconfigOf> =>
  'written' in result ? result.written : kubeconfigOf(result.access);

export function view(result: Result): View {
  if (!('written' in result)) return text(...result.yaml.trimEnd().split('\n'));
  const { path, result: how, context, server, foundBy, insecure } = result.written;
  return text(
    how === 'unchanged' ? `${path} says this already; nothing to do` : `${path} ${how}: context ${context}`,
    `${server} (${foundBy}) answers as it should`,
    ...(insecure ? [warn(`Beware: ${unchecked(server)}`)] : []),
    'Go on with:',
    `  export KUBECONFIG=${shellWord(path)}`,
    `  kubectl --context ${shellWord(context)} version`,
  );
}

const unchecked = (server: string): string =>
  `the certificate of ${server} is not checked. Whoever answers there gets these credentials.`;

export const names = (result: Result): readonly string[] => {
  if ('written' in result) return [result.written.context];
  throw new KnownError('usage', 'A kubeconfig on stdout has no "-o name".', { hint: 'Choose yaml or json.' });
};
