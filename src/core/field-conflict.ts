/** A field that a manifest sets and another manager owns. */
export interface FieldConflict {
  readonly manager: string;
  readonly field: string;
}

/** The conflicts that a refused apply was told of; none when it was refused for something else. */
export function conflictsOf({ cause }: { readonly cause?: unknown }): readonly FieldConflict[] {
  if (typeof cause !== 'object' || cause === null || !('conflicts' in cause)) return [];
  return Array.isArray(cause.conflicts) ? (cause.conflicts as readonly FieldConflict[]) : [];
}

/** `"kubectl-edit" owns .spec.replicas, .spec.paused; "hpa" owns …`. */
export function describeConflicts(conflicts: readonly FieldConflict[]): string {
  const managers = [...new Set(conflicts.map(({ manager }) => manager))];
  return managers
    .map((manager) => {
      const fields = conflicts.filter((conflict) => conflict.manager === manager).map(({ field }) => field);
      return `"${manager}" owns ${fields.join(', ')}`;
    })
    .join('; ');
}
