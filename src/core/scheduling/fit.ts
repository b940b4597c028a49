import { divisionByZero } from '../go/panic.ts';
import type { Amount } from './room.ts';

/** What one replica asks for of one resource. */
export interface Request extends Amount {
  readonly resource: string;
}

/** The most replicas, and what sets the bound. */
export interface Fit {
  readonly replicas: bigint;
  readonly limitedBy: string;
}

/** How often a request goes into what is left. */
export function share(left: bigint, requested: bigint): bigint {
  if (requested === 0n) throw divisionByZero();
  return left / requested;
}
