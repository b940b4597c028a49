import type { Ports } from '../../contract/ports.ts';
import { readInput } from '../../contract/read-input.ts';
import { hostArgs } from '../../core/install-plan.ts';
import { containerAddress } from '../../core/kind-lab/answers.ts';
import { kindLabFiles } from '../../core/kind-lab/record.ts';
import { findRelease, helmFailure, readChart, runHelm } from '../host/helm.ts';
import { run as install } from '../host/install.run.ts';
import { params as installParams } from '../host/install.ts';
import type { AtWork } from './kind-clusters.ts';
import type { KindLabUp } from './kind-result.ts';

/** Karmada by its chart into test1, with a kubeconfig that leads there from this host. */
export async function installKarmada(
  ports: Ports,
  lab: AtWork,
  { chart: asked, timeoutMs }: { readonly chart: string | undefined; readonly timeoutMs: number },
): Promise<KindLabUp['karmada']> {
  const { dir } = lab;
  const chart = asked ?? lab.record().chart;
  const { karmada, address, mirror } = lab.record().answers;
  const kubeconfigOut = `${dir}/${kindLabFiles.karmada}`;
  const isByContainer = address === containerAddress;
  const input = readInput(installParams, {
    hostKubeconfig: `${dir}/${kindLabFiles.hosts}`,
    hostContext: 'kind-test1',
    karmada,
    chart,
    values: [`${dir}/values.yaml`, ...(mirror ? [`${dir}/mirror.yaml`] : [])],
    // The certificate is for these, and the first that answers is written: from here, that is the port on the host.
    address: isByContainer ? ['127.0.0.1', 'test1-control-plane'] : [address],
    wait: true,
    timeout: timeoutMs,
    kubeconfigOut,
    force: true,
  });
  if (lab.record().release === undefined) {
    // One that cannot be had binds nobody: the next run may name another.
    await readChart(ports, { chart, karmada });
    await lab.keep({ release: 'installing', chart });
  } else if (lab.record().release === 'installing') await clearRelease(ports, lab);
  const { result, kubeconfig } = await installed(install(ports, input));
  await lab.keep({ release: 'installed' });
  return {
    version: karmada,
    result,
    server: kubeconfig?.server ?? '',
    kubeconfig: kubeconfigOut,
    context: kubeconfig?.context ?? '',
  };
}

/** An installation that was broken off has no credentials, or is pending for ever: this release is the lab's own. */
async function clearRelease(ports: Ports, { dir }: AtWork): Promise<void> {
  const where = {
    release: 'karmada',
    namespace: 'karmada-system',
    hostKubeconfig: `${dir}/${kindLabFiles.hosts}`,
    hostContext: 'kind-test1',
  };
  const found = await findRelease(ports, where);
  if (!found || found.status === 'deployed') return;
  ports.progress('Removing what is left of the installation that was broken off');
  const args = [
    'uninstall',
    where.release,
    '--namespace',
    where.namespace,
    '--wait',
    '--timeout',
    '5m',
    ...hostArgs(where),
  ];
  const run = await runHelm(ports, args);
  if (run.code !== 0) throw helmFailure('helm cannot remove the installation that was broken off', run);
}

/** Only a dry run gives a plan. */
async function installed(running: ReturnType<typeof install>) {
  const result = await running;
  if (result.kind !== 'InstallResult') throw new Error('A plan was not asked for.');
  return result;
}
