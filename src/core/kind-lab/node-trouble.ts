import { type Condition, describeCondition, findCondition, type KubeObject } from '../object.ts';

/** A node of a cluster, as far as it matters whether pods can run there. */
export interface LabNode extends KubeObject {
  readonly status?: { readonly conditions?: readonly Condition[] };
}

export interface NodeTrouble {
  readonly node: string;
  /** As its kubelet says it, on one line. */
  readonly why: string;
}

/** Which nodes are not Ready, and why. "kind create --wait" ends well although some are not, and looks at no worker. */
export const nodeTroubles = (nodes: readonly LabNode[]): readonly NodeTrouble[] =>
  nodes.flatMap(({ metadata, status }) => {
    const ready = findCondition(status?.conditions, 'Ready');
    if (ready?.status === 'True') return [];
    const why = ready ? describeCondition(ready).replace(/\s+/g, ' ').trim() : 'its kubelet has not said anything yet';
    return [{ node: metadata.name, why }];
  });
