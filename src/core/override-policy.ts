import type { Cluster } from './cluster.ts';
import type { KubeObject } from './object.ts';
import { matchingRules, type OverridePolicyOf } from './override-manager/matching-overrides.ts';
import { type AppliedOverride, type Notes, type Overriders, overrideNotes, readNote } from './overrides.ts';
import type { Workload } from './propagation.ts';
import { filled, sameJson } from './same-json.ts';

/** Whether a Work has what override policies say of its object in one cluster. */
export type OverridePolicy = OverridePolicyOf<Overriders>;

type Kind = keyof typeof overrideNotes;
const kinds = Object.keys(overrideNotes) as readonly Kind[];

export const isOverridePolicy = ({ apiVersion = '', kind = '' }: KubeObject): boolean =>
  apiVersion.startsWith('policy.karmada.io/') && kinds.some((known) => known === kind);

/** What a Work's notes are to say (pkg/util/overridemanager/overridemanager.go, v1.10 and v1.18). */
export type Expected = Readonly<Record<Kind, readonly AppliedOverride[]>>;

export function expectOverrides(policies: readonly OverridePolicy[], object: Workload, cluster: Cluster): Expected {
  const { namespace } = object.metadata;
  const of = (scope: string | undefined): readonly AppliedOverride[] =>
    matchingRules(policies, scope, object, cluster, 'any zone').map(({ policy, overriders = {} }) => ({
      policyName: policy.metadata.name,
      overriders,
    }));
  return { ClusterOverridePolicy: of(undefined), OverridePolicy: namespace === undefined ? [] : of(namespace) };
}

/** The override policy that a Work does not have as it is now; undefined when it has them all. */
export function findLag(expected: Expected, notes: Notes): string | undefined {
  const late = kinds.flatMap((kind) => {
    const wanted = expected[kind];
    // The last override's note stays when the override goes: Karmada only ever adds annotations to a Work.
    if (wanted.length === 0) return [];
    const held = readNote(notes[overrideNotes[kind]] ?? '[]') ?? [];
    const names = [...wanted, ...held].map(({ policyName }) => policyName);
    const name = names.find((policy) => !sameJson(rulesNamed(wanted, policy), rulesNamed(held, policy)));
    return name === undefined ? [] : [`${kind} ${name}`];
  });
  return late[0];
}

/** In an order of their own, since Karmada sorts them by name, and not stably. */
const rulesNamed = (overrides: readonly AppliedOverride[], name: string): readonly string[] =>
  overrides
    .filter(({ policyName }) => policyName === name)
    .map(({ overriders = {} }) => JSON.stringify(sorted(filled(overriders))))
    .toSorted();

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

/** The notes that still mean something. */
export const withoutStale = (expected: Expected, notes: Notes): Notes => {
  const stale = kinds.filter((kind) => expected[kind].length === 0).map((kind): string => overrideNotes[kind]);
  return Object.fromEntries(Object.entries(notes).filter(([name]) => !stale.includes(name)));
};
