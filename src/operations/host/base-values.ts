import type { Ports } from '../../contract/ports.ts';
import { hostPath } from '../../core/kind-lab/edits.ts';

/** The values that come with karmate, with addresses in the place that is left open for one. Comments stay. */
export const baseValues = ({ lab }: Ports, karmada: string, addresses: readonly string[]): Promise<string> =>
  lab.fill({
    template: `charts-values/karmada-${karmada}.yaml`,
    name: 'values.yaml',
    edits: [{ path: hostPath, value: addresses }],
    head: [],
  });
