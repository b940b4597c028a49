import type { Kube, Ports } from '../../contract/ports.ts';

/** The cluster that Karmada runs in, as kubectl would find it unless it is named. */
export const connectHost = (
  { connect }: Ports,
  {
    hostKubeconfig,
    hostContext,
  }: { readonly hostKubeconfig: string | undefined; readonly hostContext: string | undefined },
): Kube =>
  connect({
    kubeconfig: hostKubeconfig,
    context: hostContext,
    contextFlag: '--host-context',
    kubeconfigFlag: '--host-kubeconfig',
  });
