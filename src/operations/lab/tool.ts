import { isKnown } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import type { Engine } from '../../core/kind-lab/record.ts';
import type { ProgramRun } from '../../core/program.ts';

/** A program that the lab on kind needs: where and which it is, or what is wrong with it. */
export interface Tool {
  readonly name: 'kind' | 'helm' | Engine;
  readonly path: string | undefined;
  readonly version: string | undefined;
  /** In words that go on after the name: "was not found on PATH". */
  readonly problem: string | undefined;
  readonly hint: string | undefined;
}

const howToGet: Readonly<Record<Tool['name'], string>> = {
  docker: 'Get Docker: https://docs.docker.com/get-docker/ (or Podman: https://podman.io)',
  podman: 'See: https://podman.io/docs/installation',
  nerdctl: 'See: https://github.com/containerd/nerdctl',
  kind: 'Get kind 0.20 or newer: https://kind.sigs.k8s.io/docs/user/quick-start/#installation',
  helm: 'Get helm 3.8 or newer: https://helm.sh/docs/intro/install',
};

export const getHint = (name: Tool['name']): string => howToGet[name];

export const missingTool = (name: Tool['name']): Tool => ({
  name,
  path: undefined,
  version: undefined,
  problem: 'was not found on PATH',
  hint: howToGet[name],
});

/** A program that does not answer for so long is taken for one that does not work. */
const patienceMs = 20_000;

/** undefined: it did not answer in time. */
export const askTool = (ports: Ports, name: string, args: readonly string[]): Promise<ProgramRun | undefined> =>
  ports.programs.run(name, args, { timeoutMs: patienceMs }).catch((error: unknown) => {
    if (isKnown(error, 'timeout')) return undefined;
    throw error;
  });
