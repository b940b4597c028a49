import type { Karmada } from '../contract/ports.ts';
import { createKube, type Link } from './dynamic.ts';
import { createMember } from './member.ts';

/** The control plane: its own API server, and through its cluster proxy every member's. */
export function createKarmada(link: () => Promise<Link>): Karmada {
  return { ...createKube(link), member: (cluster) => createMember(link, cluster) };
}
