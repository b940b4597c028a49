/** Something in a policy for which Karmada's validating webhook turns it away (pkg/util/validation/validation.go). */
export interface Refusal {
  /** `spec.placement.clusterAffinities[1]` */
  readonly path: string;
  /** A sentence without its full stop. */
  readonly why: string;
}

export const refuse = (path: string, why: string): readonly Refusal[] => [{ path, why }];

export const nothing: readonly Refusal[] = [];

/** What a check says of each item of a list, at the item's own path. */
export const ofEach = <T>(
  items: readonly T[] | undefined,
  path: string,
  check: (item: T, path: string, index: number) => readonly Refusal[],
): readonly Refusal[] => (items ?? []).flatMap((item, index) => check(item, `${path}[${index}]`, index));
