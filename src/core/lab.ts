import { KnownError } from '../contract/errors.ts';
import { clusterNameProblem } from './cluster.ts';

/** The laboratory: a real Karmada with members, run on this machine by the embedded control plane. */
export interface LabComponent {
  readonly name: string;
  readonly pid?: number;
  readonly state: 'starting' | 'running' | 'stopped' | 'paused' | 'failed';
  readonly restarts: number;
  readonly log: string;
}

export interface LabMember {
  readonly name: string;
  readonly kubernetesVersion: string;
  readonly server: string;
  readonly kubeconfig: string;
  readonly context: string;
  readonly nodes: number;
}

/** As the supervisor writes it (lab.karmate.dev/v1). */
export interface LabState {
  readonly kind: 'Lab';
  readonly apiVersion: string;
  readonly state: 'starting' | 'ready' | 'stopping' | 'degraded';
  readonly dir: string;
  readonly pid: number;
  readonly socket: string;
  readonly karmada: {
    readonly version: string;
    readonly kubernetesVersion: string;
    readonly server: string;
    readonly kubeconfig: string;
    readonly context: string;
  };
  readonly members: readonly LabMember[];
  readonly components: readonly LabComponent[];
  readonly seconds?: number;
}

export const componentActions = ['stop', 'start', 'pause', 'resume', 'restart'] as const;
export type ComponentAction = (typeof componentActions)[number];

export interface LabWish {
  readonly dir: string | undefined;
  readonly members: readonly string[] | undefined;
  readonly nodes: number | undefined;
  readonly karmada: string | undefined;
}

export interface BuildWish {
  readonly karmada: readonly string[];
  readonly with: readonly string[];
}

export interface BuildReport {
  readonly dir: string;
  readonly built: readonly string[];
  readonly present: readonly string[];
}

export const defaultWish = { members: ['test1', 'test2'], nodes: 2, karmada: 'v1.18.2' } as const;

export function checkMembers(members: readonly string[]): void {
  for (const name of members) {
    const problem = clusterNameProblem(name);
    if (problem) throw new KnownError('usage', `"${name}" cannot be a member's name: ${problem}.`);
  }
  const twice = members.find((name, index) => members.indexOf(name) !== index);
  if (twice) throw new KnownError('usage', `The member "${twice}" is named twice.`);
}

/** What a running lab is not, of what was asked for, in words; empty when it will do. Only what was asked counts. */
export function labDifferences(lab: LabState, wish: LabWish): readonly string[] {
  const { members, nodes, karmada } = wish;
  const missing = members?.filter((name) => !lab.members.some((member) => member.name === name)) ?? [];
  const other = lab.members.filter(
    (m) => nodes !== undefined && members?.includes(m.name) !== false && m.nodes !== nodes,
  );
  return [
    ...(karmada && karmada !== lab.karmada.version ? [`it runs Karmada ${lab.karmada.version}, not ${karmada}`] : []),
    ...missing.map((name) => `it has no member ${name}`),
    ...other.map(({ name, nodes: has }) => `its member ${name} has ${has} nodes, not ${nodes}`),
  ];
}
