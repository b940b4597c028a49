import type { AnyBinding } from '../detector/binding-for.ts';
import { isLookedInto } from '../resource-interpreter/dependencies.ts';
import { dependenciesNoted } from './takers.ts';

/**
 * Whether karmada-controller-manager has its gate PropagateDeps on, as far as bindings tell: what one needs is noted on it
 * once it is scheduled, be it nothing, and at each start (pkg/dependenciesdistributor). On by default; the Helm chart
 * turns it off. undefined: no binding tells.
 */
export function propagatesDeps(bindings: readonly AnyBinding[], minor: number): boolean | undefined {
  const telling = bindings.filter(
    ({ kind, metadata, spec }) =>
      kind === 'ResourceBinding' &&
      spec.propagateDeps === true &&
      (spec.clusters ?? []).length > 0 &&
      !metadata.deletionTimestamp &&
      isLookedInto(spec.resource, minor),
  );
  if (telling.length === 0) return undefined;
  return telling.every(({ metadata }) => metadata.annotations?.[dependenciesNoted] !== undefined);
}

export const gateNotKnown =
  'whether Karmada takes along what a workload needs: its gate PropagateDeps is on by default, and off where the Helm chart has installed it; --feature-gates PropagateDeps=true (or false) says it';
