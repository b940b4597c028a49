import { expect } from 'vitest';
import { freePort } from './free-port.ts';
import { addService, forward, makeHost } from './host-cluster.ts';
import type { KindWorld } from './kind-stand-in.ts';
import { Kube } from './kube.ts';
import { type LabProcess, startLab } from './running-lab.ts';

/** A lab of its own whose first member is the host cluster of its Karmada, as test1 of a lab on kind is. */
export interface KindLabHost {
  readonly started: LabProcess;
  readonly karmadaPort: number;
  /** Opens the port of test1's node on this machine, once kind is said to have made it; until the test ends. */
  readonly openWhenMade: (world: KindWorld) => Promise<void>;
}

export async function startKindLabHost(members: readonly string[]): Promise<KindLabHost> {
  const started = await startLab({ members });
  const { lab } = started;
  const kube = new Kube(lab.members[0]?.kubeconfig ?? '', 'test1');
  await makeHost(lab, kube, 'karmada-system');
  const karmadaPort = await freePort(30000, 32767);
  await addService(kube, 'karmada-system', { type: 'NodePort', ports: [{ port: 5443, nodePort: karmadaPort }] });
  const openWhenMade = async ({ kind }: KindWorld): Promise<void> => {
    for (let tries = 0; tries < 600 && !kind().some((line) => line.startsWith('create cluster --name test1')); tries++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    await forward(karmadaPort, Number(new URL(lab.karmada.server).port));
  };
  return { started, karmadaPort, openWhenMade };
}

/** What was started in beforeAll. */
export const there = <T>(value: T | undefined): T => value ?? expect.unreachable();
