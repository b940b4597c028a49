import type { ResourceSummary } from '../karmada-types/cluster.ts';
import { percentOf } from '../quantity.ts';

/** As the server writes the amounts: `16`, `200m`, `64Gi`. */
export interface ResourceReport {
  readonly name: string;
  readonly allocatable: string;
  /** Of pods that are scheduled there. */
  readonly allocated: string;
  /** Of pods that wait for a node. */
  readonly allocating: string;
  /** Whole percent of allocatable. */
  readonly allocatedPercent?: number | undefined;
  readonly allocatingPercent?: number | undefined;
}

const first: readonly string[] = ['cpu', 'memory', 'pods'];

/** cpu, memory and pods first, then what else is there in any amount. */
export function resourcesOf(summary: ResourceSummary | undefined): readonly ResourceReport[] {
  const { allocatable = {}, allocated = {}, allocating = {} } = summary ?? {};
  const others = Object.keys(allocatable).filter((name) => !first.includes(name) && String(allocatable[name]) !== '0');
  return [...first.filter((name) => name in allocatable), ...others.sort()].map((name) => ({
    name,
    allocatable: String(allocatable[name]),
    allocated: String(allocated[name] ?? 0),
    allocating: String(allocating[name] ?? 0),
    allocatedPercent: percentOf(allocated[name], allocatable[name]),
    allocatingPercent: percentOf(allocating[name], allocatable[name]),
  }));
}
