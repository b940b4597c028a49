import { isKnown, KnownError } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import { otherNames } from '../../core/certificate-names.ts';
import type { Address } from '../../core/karmada-address.ts';
import type { Access } from '../../core/kubeconfig-access.ts';

/** Whether what is about to be written works: it answers, with a certificate for that name, and is a Karmada. */
export async function verifyKarmada({ kubeconfigs, progress }: Ports, access: Access): Promise<string> {
  const server = access.cluster.server ?? '';
  progress(`Asking ${server} whether it is Karmada`);
  const karmada = await kubeconfigs.connect(access);
  const version = await karmada.version().catch((error: unknown) => {
    throw explained(error, access);
  });
  if (await servesClusters(karmada, server)) return version;
  throw new KnownError(
    'config',
    `${server} is a Kubernetes API server, but no Karmada: it serves no cluster.karmada.io.`,
    {
      hint: 'Name the address of Karmada with --server.',
    },
  );
}

async function servesClusters(karmada: Kube, server: string): Promise<boolean> {
  try {
    return (await karmada.resolve({ apiVersion: 'cluster.karmada.io/v1alpha1', kind: 'Cluster' })) !== undefined;
  } catch (error) {
    if (!isKnown(error, 'unreachable')) throw error;
    throw new KnownError('unreachable', `${server} answers, but the API cluster.karmada.io behind it does not.`, {
      hint: 'Does the pod of karmada-aggregated-apiserver run? See: kubectl get pods -n karmada-system',
      cause: error,
    });
  }
}

function explained(error: unknown, { cluster }: Access): unknown {
  if (!(error instanceof KnownError) || error.code === 'interrupted') return error;
  const names = otherNames(error);
  if (names) return nameRefused(cluster.server ?? '', cluster['tls-server-name'], names, error);
  if (error.code !== 'unreachable' && error.code !== 'timeout') return error;
  return new KnownError(error.code, error.message, {
    hint: 'Name an address that leads to Karmada from this machine with --server.',
    cause: error,
  });
}

/** Names for one host; a pattern is for many, and none of them can be told from it. */
const isPlain = (name: string): boolean => !name.includes('*') && name.includes('.') && !name.endsWith('.svc');

function nameRefused(
  server: string,
  sought: string | undefined,
  names: readonly string[],
  cause: KnownError,
): KnownError {
  const name = sought ?? new URL(server).hostname.replace(/^\[|\]$/g, '');
  const other = names.find((one) => one === 'localhost') ?? names.find(isPlain);
  return new KnownError(
    'unreachable',
    `The certificate of ${server} is not for "${name}", but for ${names.join(', ') || 'no name at all'}.`,
    {
      hint: [
        `The chart makes it once, from the value certs.auto.hosts: install Karmada anew with --address ${name}.`,
        ...(other ? [`Or have it looked at for a name that it is for: --tls-server-name ${other}.`] : []),
        '--insecure-skip-tls-verify checks nothing: whoever answers there gets the credentials.',
      ].join(' '),
      cause,
    },
  );
}

/** A node may have addresses that only its own network knows: none of them is worth a long wait. */
const patienceMs = 5_000;
const mostTried = 6;

/** The first of several addresses that works; what is wrong with the first one, where none does. */
export async function firstThatAnswers(ports: Ports, addresses: readonly Address[], at: (address: Address) => Access) {
  const failures: { readonly address: Address; readonly error: KnownError }[] = [];
  for (const address of addresses.slice(0, mostTried)) {
    try {
      const asking = verifyKarmada(ports, at(address));
      const version = addresses.length === 1 ? await asking : await ports.atMost(patienceMs, asking);
      if (version !== undefined) return { address, kubernetesVersion: version };
      asking.catch(() => {}); // nobody waits for it any more
      const said = `${address.server} did not answer within ${patienceMs / 1000} s.`;
      failures.push({ address, error: new KnownError('timeout', said) });
    } catch (error) {
      if (!(error instanceof KnownError) || error.code === 'interrupted') throw error;
      failures.push({ address, error });
    }
  }
  throw noneAnswers(failures, addresses.length);
}

/** A certificate for other names says that Karmada was found: that is worth more than an address that leads nowhere. */
function noneAnswers(
  failures: readonly { readonly address: Address; readonly error: KnownError }[],
  count: number,
): KnownError {
  const named = failures.find(({ error }) => otherNames({ cause: causeOf(error) }) !== undefined);
  const worst = named ?? failures[0];
  if (!worst) return new KnownError('unreachable', 'No address of Karmada is known.');
  if (count === 1 || named) return worst.error;
  const tried = failures.map(({ address }) => `${address.server} (${address.by})`).join(', ');
  return new KnownError(worst.error.code, `None of the addresses that were found leads to Karmada: ${tried}.`, {
    hint: 'Name an address that leads to Karmada from this machine with --server.',
    cause: worst.error,
  });
}

const causeOf = (error: KnownError): unknown => (error.cause instanceof KnownError ? error.cause.cause : error.cause);
