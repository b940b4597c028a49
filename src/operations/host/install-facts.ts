import { isKnown, KnownError } from '../../contract/errors.ts';
import type { Input } from '../../contract/params.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import type { InstallFacts, InstallWish } from '../../core/install-plan.ts';
import { type Node, nodeAddresses } from '../../core/karmada-address.ts';
import { core } from '../../core/object.ts';
import { baseValues } from './base-values.ts';
import { connectHost } from './connect-host.ts';
import { checkHelm, findRelease, readChart } from './helm.ts';
import type { params } from './install.ts';
import { describeManifests, renderManifests } from './manifests.ts';

/** What there is, what is wanted, and the values that come with karmate: all that a plan is made of. */
export interface Prepared {
  readonly host: Kube;
  readonly facts: InstallFacts;
  readonly wish: InstallWish;
  readonly base: string;
  /** What chart and values come to; Secrets are among them. */
  readonly manifests: string;
}

export async function prepare(ports: Ports, input: Input<typeof params>): Promise<Prepared> {
  const { release, hostNamespace: namespace, hostKubeconfig, hostContext, chart, karmada } = input;
  const values = input.values ?? [];
  const set = input.set ?? [];
  checkInput(input);
  ports.progress('Looking at helm, the chart and the host cluster');
  const helm = await checkHelm(ports);
  const host = connectHost(ports, input);
  const kubernetesVersion = await host.version();
  const { server, context } = await host.target();
  const found = await readChart(ports, { chart, karmada });
  const addresses = input.address ?? (await addressesOfNodes(host));
  const base = await baseValues(ports, karmada, addresses);
  const where = { release, namespace, hostKubeconfig, hostContext };
  const manifests = await renderManifests(ports, { ...where, chart, karmada, values, set }, base);
  const [held, secret] = await Promise.all([
    findRelease(ports, where),
    host.find({ ...core('secrets'), namespace, name: `${release}-kubeconfig` }),
  ]);
  const { wait, timeout: timeoutMs, kubeconfigOut } = input;
  const given = { addresses, givenAddresses: input.address ?? [] };
  const wanted = {
    values,
    set,
    ...given,
    input: await describeManifests(found.version, manifests),
    wait: wait || kubeconfigOut !== undefined,
    timeoutMs,
  };
  return {
    host,
    base,
    manifests,
    facts: {
      helm,
      host: { server, context, kubernetesVersion },
      chart: found,
      release: held,
      hasKubeconfig: secret !== undefined,
    },
    wish: { ...where, ...wanted, chart, karmada, kubeconfigOut },
  };
}

function checkInput({ release, values = [], set = [], kubeconfigOut }: Input<typeof params>): void {
  if (!/^[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?$/.test(release)) {
    throw new KnownError('usage', `"${release}" cannot be the name of a Helm release.`, {
      hint: 'Lower case letters, digits and "-" are allowed, at most 53.',
    });
  }
  if (values.includes('-')) {
    throw new KnownError('usage', '--values cannot be "-": on its stdin helm gets the values that come with karmate.', {
      hint: 'Write them into a file.',
    });
  }
  const strange = set.find((pair) => !/^[^=]+=/.test(pair));
  if (strange !== undefined) {
    throw new KnownError('usage', `--set cannot be ${JSON.stringify(strange)}: it is key=value.`);
  }
  if (kubeconfigOut === '-') {
    throw new KnownError('usage', '--kubeconfig-out needs a file: stdout is for the result.', {
      hint: 'Get it later with: karmate kubeconfig',
    });
  }
}

/** A certificate that is for every node gets long; those who have more name the addresses that count. */
const mostAddresses = 10;

async function addressesOfNodes(host: Kube): Promise<readonly string[]> {
  try {
    const { items } = await host.list<Node>(core('nodes'));
    return nodeAddresses(items)
      .map(({ address }) => address)
      .slice(0, mostAddresses);
  } catch (error) {
    if (isKnown(error, 'forbidden')) return [];
    throw error;
  }
}
