import { KnownError } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { kindLine } from '../../core/kind-lab/kind-line.ts';
import { kindLabFiles } from '../../core/kind-lab/record.ts';
import { core } from '../../core/object.ts';
import type { AtWork } from './kind-clusters.ts';

/**
 * Notes by which id Karmada will know a cluster, that of its namespace kube-system: names are taken again, ids are not. One
 * of another id than the lab has noted was made by somebody else.
 */
export async function noteIdentity(ports: Ports, lab: AtWork, name: 'test1' | 'test2'): Promise<void> {
  const kubeconfig = `${lab.dir}/${kindLabFiles.hosts}`;
  const kube = ports.connect({ kubeconfig, context: `kind-${name}`, contextFlag: '--host-context' });
  const { metadata } = await kube.get({ ...core('namespaces'), name: 'kube-system' });
  const { ids = {} } = lab.record();
  const { uid = '' } = metadata;
  const noted = ids[name];
  if (noted === uid) return;
  if (noted !== undefined) {
    throw new KnownError('conflict', `The kind cluster ${name} is another one than this lab has made.`, {
      hint: `The lab needs that name. If nobody needs the cluster: ${kindLine(lab.engine, `delete cluster --name ${name}`)}`,
    });
  }
  await lab.keep({ ids: { ...ids, [name]: uid } });
}
