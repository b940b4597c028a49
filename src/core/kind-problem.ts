import { karmadaKinds } from './karmada-types/kinds.ts';
import { goneGroups, nativeKinds, youngGroups } from './native-kinds.ts';
import { nearestInAnyCase, orMeant } from './nearest.ts';
import { groupVersion, type Kind } from './object.ts';

/** What is wrong with the name of a kind, and which one may be meant. */
export interface KindProblem {
  /** A sentence without its full stop. */
  readonly message: string;
  /** Where the slip is. */
  readonly field: 'apiVersion' | 'kind';
  readonly hint?: string;
}

const karmadas: readonly Kind[] = Object.values(karmadaKinds).flatMap(({ group, version, kind }) => [
  { apiVersion: `${group}/${version}`, kind },
]);
const natives: readonly Kind[] = Object.entries(nativeKinds).flatMap(([apiVersion, kinds]) =>
  kinds.map((kind) => ({ apiVersion, kind })),
);
/** Karmada serves this one in an older version too. */
const older: readonly Kind[] = ['ResourceBinding', 'ClusterResourceBinding'].map((kind) => ({
  apiVersion: 'work.karmada.io/v1alpha1',
  kind,
}));
const known: readonly Kind[] = [...karmadas, ...older, ...natives];

const groupOf = ({ apiVersion }: Kind): string => groupVersion(apiVersion).group;
const groups = new Set([...known.map(groupOf), ...goneGroups]);

/**
 * Whether there is no such kind, as far as that can be known without a server: of groups that are neither Kubernetes' own nor
 * Karmada's anything may be there, unless the name of one of theirs is meant.
 */
export function kindProblem(kind: Kind): KindProblem | undefined {
  if (known.some((one) => isSame(one, kind))) return undefined;
  const group = groupOf(kind);
  if (youngGroups.includes(group)) return undefined;
  if (groups.has(group)) return isYoung(kind) ? undefined : withHint(kind, near(kind));
  // Whoever defines a kind gives it a group with a dot.
  if (!group.includes('.')) return withHint(kind, near(kind));
  const like = near(kind).filter((one) => nearestInAnyCase(group, [groupOf(one)]).length > 0);
  return like.length === 0 ? undefined : withHint(kind, like);
}

const isSame = (a: Kind, b: Kind): boolean => a.apiVersion === b.apiVersion && a.kind === b.kind;

/** A kind that only an alpha or a beta version has: which there are changes with every release. */
const isYoung = ({ apiVersion, kind }: Kind): boolean =>
  /alpha|beta/.test(groupVersion(apiVersion).version) &&
  !apiVersion.includes('karmada.io/') &&
  nearestInAnyCase(
    kind,
    natives.map((one) => one.kind),
  ).length === 0;

/** Those of its name, else those of its group that are written much like it, else any. */
function near({ apiVersion, kind }: Kind): readonly Kind[] {
  const named = known.filter((one) => one.kind === kind);
  const group = groupVersion(apiVersion).group;
  const isLike = (one: Kind): boolean => nearestInAnyCase(kind, [one.kind]).length > 0;
  if (named.length > 0) return named;
  const inGroup = known.filter((one) => groupOf(one) === group && isLike(one));
  return inGroup.length > 0 ? inGroup : known.filter(isLike);
}

/** The newest version of a kind comes last in the tables, and is meant first. */
function withHint(kind: Kind, like: readonly Kind[]): KindProblem {
  const words = like.toReversed().map((one) => {
    if (one.apiVersion === kind.apiVersion) return one.kind;
    return one.kind === kind.kind ? one.apiVersion : `${one.kind} of ${one.apiVersion}`;
  });
  const hint = orMeant([...new Set(words)].slice(0, 2));
  const field = like.some((one) => one.kind === kind.kind) ? 'apiVersion' : 'kind';
  return { message: `there is no ${kind.kind} in ${kind.apiVersion}`, field, ...(hint ? { hint } : {}) };
}
