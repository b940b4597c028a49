import { join } from 'node:path';
import type { LabState } from '../../src/core/lab.ts';
import { atRest } from './everything.ts';
import { karmate, type Ran, type RunOptions } from './karmate.ts';
import { eventually, Kube } from './kube.ts';
import { startLab } from './running-lab.ts';
import { succeeded } from './succeeded.ts';

/** A lab with two members to join and unjoin, and a workload to propagate. */
export interface UnjoinLab {
  readonly karmada: LabState['karmada'];
  readonly programs: string;
  readonly control: Kube;
  readonly member: (context: string) => Kube;
  readonly kubeconfigOf: (context: string) => readonly string[];
  readonly join: (name: string, context: string) => Promise<void>;
  readonly unjoin: (args: readonly string[], options?: RunOptions) => Promise<Ran>;
  /** A Deployment of that name in default; it is there when this ends. */
  readonly propagate: (name: string, clusters: readonly string[], members?: readonly string[]) => Promise<void>;
  /** `pause`, `stop`, … a component of the lab. */
  readonly ctl: (action: string, component: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startUnjoinLab(karmada: string): Promise<UnjoinLab> {
  const { lab, stop } = await startLab({ members: ['one', 'two'], nodes: 0, karmada });
  const env = { KUBECONFIG: lab.karmada.kubeconfig };
  const control = new Kube(lab.karmada.kubeconfig, lab.karmada.context);
  const kubeconfig = lab.members[0]?.kubeconfig ?? '';
  const member = (context: string): Kube => new Kube(kubeconfig, context);
  const kubeconfigOf = (context: string) => ['--cluster-kubeconfig', kubeconfig, '--cluster-context', context];
  const run = async (args: readonly string[], input = ''): Promise<void> => {
    succeeded(`karmate ${args.join(' ')}`, await karmate(args, { env, input }));
  };
  await Promise.all([control, member('one'), member('two')].map(atRest));
  return {
    karmada: lab.karmada,
    programs: lab.programs,
    control,
    member,
    kubeconfigOf,
    join: (name, context) => run(['join', name, ...kubeconfigOf(context)]),
    unjoin: (args, options = {}) => karmate(['unjoin', ...args], { ...options, env: { ...env, ...options.env } }),
    propagate: async (name, clusters, members = ['one']) => {
      await run(['apply', '-f', '-'], manifests(name, clusters));
      await eventually(`${name} is in ${members.join(', ')}`, async () => {
        const found = members.map((one) => member(one).find(`/apis/apps/v1/namespaces/default/deployments/${name}`));
        return (await Promise.all(found)).every(Boolean);
      });
    },
    ctl: async (action, component) => {
      const program = join(lab.programs, 'controlplane');
      succeeded(`${action} ${component}`, await karmate(['ctl', '--dir', lab.dir, action, component], { program }));
    },
    stop,
  };
}

const manifests = (name: string, clusters: readonly string[]): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: default}
spec:
  replicas: 1
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: app, image: nginx}]}
---
apiVersion: policy.karmada.io/v1alpha1
kind: PropagationPolicy
metadata: {name: ${name}, namespace: default}
spec:
  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: ${name}}]
  placement: {clusterAffinity: {clusterNames: [${clusters.join(', ')}]}}
`;
