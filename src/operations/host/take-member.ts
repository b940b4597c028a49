import { KnownError } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { type Cluster, clusters, whyNotReady } from '../../core/cluster.ts';
import { type Access, memberAccess } from '../../core/kubeconfig-access.ts';
import type { Taken } from './take-kubeconfig.ts';

/** An access to a member through Karmada's proxy, tried out. */
export async function takeMember(ports: Ports, member: string, contextName: string): Promise<Taken> {
  const { kubeconfigs, karmada, progress } = ports;
  progress(`Looking for ${member} in Karmada`);
  const cluster = await karmada.find<Cluster>({ ...clusters, name: member });
  if (!cluster) {
    throw new KnownError('not-found', `There is no member cluster "${member}".`, {
      hint: 'See those there are with: karmate get clusters',
    });
  }
  const access = memberAccess(await kubeconfigs.ofKarmada(), member, contextName);
  progress(`Asking ${member} through Karmada's proxy`);
  try {
    const kubernetesVersion = await (await kubeconfigs.connect(access)).version();
    return { access, server: access.cluster.server ?? '', foundBy: "Karmada's proxy", kubernetesVersion };
  } catch (error) {
    throw error instanceof KnownError ? explained(error, cluster, access) : error;
  }
}

function explained(error: KnownError, cluster: Cluster, { cluster: { server } }: Access): KnownError {
  const { name } = cluster.metadata;
  const refused = (message: string, hint: string): KnownError =>
    new KnownError(error.code, message, { hint, cause: error });
  if (error.code === 'forbidden') {
    return refused(
      `${name} cannot be used through Karmada's proxy: ${error.message}`,
      'Your user needs the right to "clusters/proxy" in Karmada; in the member, Karmada acts as that user, who needs ' +
        'rights there too.',
    );
  }
  if (error.code === 'unreachable' || error.code === 'timeout') {
    const state = whyNotReady(cluster);
    return refused(
      `Karmada's proxy does not reach ${name}${state === '' ? '' : ` (${state})`}: ${error.message}`,
      `Is the member up, and does Karmada reach ${cluster.spec.apiEndpoint ?? server}? See: karmate get clusters ${name}`,
    );
  }
  return error;
}
