import { type LabelSelector, matchesLabels } from '../label-selector.ts';
import { nearest } from '../nearest.ts';
import type { KubeObject } from '../object.ts';
import type { ResourceSelector } from '../selector.ts';
import { callPolicy, isNamespaced, type Policy } from './policy.ts';

/** A policy that does not select an object, and one thing that it would have to say otherwise. */
export interface NearMiss<P extends Policy = Policy> {
  readonly policy: P;
  readonly field: 'apiVersion' | 'kind' | 'namespace' | 'name' | 'labels';
  /** What the policy asks for. */
  readonly wanted: string;
  /** What the object has; empty: nothing. */
  readonly found: string;
}

type Difference = Omit<NearMiss, 'policy'>;

/** Of each policy, what its closest selector asks for otherwise; the closest policies first. */
export function nearMisses<P extends Policy>(policies: readonly P[], template: KubeObject): readonly NearMiss<P>[] {
  return policies
    .flatMap((policy) => {
      const selectors = (policy.spec?.resourceSelectors ?? []).map((selector) =>
        differencesOf(policy, selector, template),
      );
      const near = selectors.filter((differences) => differences !== undefined);
      const [closest] = near.length > 1 ? near.toSorted((a, b) => distance(a) - distance(b)) : near;
      return closest && closest.length > 0 ? [{ policy, differences: closest, far: distance(closest) }] : [];
    })
    .toSorted((a, b) => a.far - b.far)
    .flatMap(({ policy, differences }) => differences.map((difference) => ({ policy, ...difference })));
}

/** Another name altogether is far, one with a slip of the finger near. */
const distance = (differences: readonly Difference[]): number =>
  differences.reduce((sum, { field, wanted, found }) => {
    const isOther = field === 'name' && nearest(wanted, [found]).length === 0;
    return sum + (isOther ? 2 : 1);
  }, 0);

/** undefined: it is for another kind. */
function differencesOf(
  policy: Policy,
  selector: ResourceSelector,
  { apiVersion = '', kind = '', metadata }: KubeObject,
): readonly Difference[] | undefined {
  if (nearest(selector.kind, [kind]).length === 0) return undefined;
  const { name, namespace = '', labels = {} } = metadata;
  const reach = (isNamespaced(policy) ? policy.metadata.namespace : selector.namespace) || undefined;
  const { labelSelector } = selector;
  const differs = (field: Difference['field'], wanted: string | undefined, found: string): readonly Difference[] =>
    wanted === undefined || wanted === found ? [] : [{ field, wanted, found }];
  return [
    ...differs('apiVersion', selector.apiVersion, apiVersion),
    ...differs('kind', selector.kind, kind),
    ...differs('namespace', reach, namespace),
    ...differs('name', selector.name || undefined, name),
    ...(selector.name || !labelSelector ? [] : labelDifferences(labelSelector, labels)),
  ];
}

/** Each requirement that is not met, as kubectl writes it. */
function labelDifferences(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: Readonly<Record<string, string>>,
): readonly Difference[] {
  const found = (key: string): string => (labels[key] === undefined ? '' : `${key}=${labels[key]}`);
  const unequal = Object.entries(matchLabels).filter(([key, value]) => labels[key] !== value);
  const unmet = matchExpressions.filter((requirement) => !matchesLabels({ matchExpressions: [requirement] }, labels));
  return [
    ...unequal.map(([key, value]): Difference => ({ field: 'labels', wanted: `${key}=${value}`, found: found(key) })),
    ...unmet.map(
      ({ key, operator, values = [] }): Difference => ({
        field: 'labels',
        wanted: requirementText(key, operator, values),
        found: found(key),
      }),
    ),
  ];
}

function requirementText(key: string, operator: string, values: readonly string[]): string {
  if (operator === 'Exists') return key;
  if (operator === 'DoesNotExist') return `!${key}`;
  return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(', ')})`;
}

/** `PropagationPolicy web selects Deployment nginx-2`. */
export function describeNearMiss({ policy, field, wanted }: NearMiss, { kind }: KubeObject): string {
  const instead: Readonly<Record<NearMiss['field'], string>> = {
    apiVersion: `${kind} of ${wanted}`,
    kind: wanted,
    namespace: `namespace ${wanted}`,
    name: `${kind} ${wanted}`,
    labels: wanted,
  };
  return `${callPolicy(policy)} selects ${instead[field]}`;
}
