import { isKnown } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { otherNames } from '../../core/certificate-names.ts';
import type { Prepared } from './install-facts.ts';
import { type Taken, takeKubeconfig } from './take-kubeconfig.ts';

/** The kubeconfig of a Karmada that was installed just now: pods that are ready may take a moment to answer. */
export async function takeWhenItAnswers(ports: Ports, { host, wish }: Prepared): Promise<Taken> {
  const deadline = ports.now() + wish.timeoutMs;
  const what = {
    hosts: wish.givenAddresses,
    hostNamespace: wish.namespace,
    secret: `${wish.release}-kubeconfig`,
    server: undefined,
    tlsServerName: undefined,
    insecure: false,
    contextName: `${wish.release}-apiserver`,
  };
  for (let pause = 500; ; pause = Math.min(pause * 1.5, 5000)) {
    try {
      return await takeKubeconfig(ports, host, what);
    } catch (error) {
      const mayCome = isKnown(error, 'unreachable') || isKnown(error, 'timeout');
      if (!mayCome || isForOtherNames(error) || ports.now() >= deadline) throw error;
      ports.progress('Waiting until Karmada answers');
      await ports.sleep(pause);
    }
  }
}

/** No waiting changes a certificate. */
const isForOtherNames = (error: Error): boolean =>
  otherNames(error) !== undefined || otherNames(error.cause) !== undefined;
