import type { ClusterAffinity, ClusterAffinityTerm, OverflowClusterAffinity } from '../karmada-types/policy.ts';
import { labelKeyProblem } from '../label-problem.ts';
import { nothing, ofEach, type Refusal, refuse } from './refusal.ts';

const keys = ['provider', 'region', 'zone'];
const operators = ['In', 'NotIn'];

/** ValidateClusterAffinity: the first thing that is wrong with its fieldSelector. */
export function affinityRefusals(affinity: ClusterAffinity | undefined, path: string): readonly Refusal[] {
  const at = `${path}.fieldSelector`;
  for (const { key, operator } of affinity?.fieldSelector?.matchExpressions ?? []) {
    if (!keys.includes(key)) return refuse(at, `the key is provider, region or zone, not "${key}"`);
    if (!operators.includes(operator)) return refuse(at, `the operator is In or NotIn, not "${operator}"`);
  }
  return nothing;
}

/** ValidateClusterAffinities. */
export function termRefusals(terms: readonly ClusterAffinityTerm[] | undefined, path: string): readonly Refusal[] {
  const earlier = new Set<string>();
  return ofEach(terms, path, (term, at) => {
    const isTwice = earlier.has(term.affinityName);
    earlier.add(term.affinityName);
    return [
      ...nameRefusals(term.affinityName, at),
      ...(isTwice ? refuse(at, `the name "${term.affinityName}" is there twice`) : nothing),
      ...affinityRefusals(term, at),
      ...overflowRefusals(term, at),
    ];
  });
}

const nameRefusals = (name: string, path: string): readonly Refusal[] => {
  const problem = labelKeyProblem(name);
  return problem === undefined ? nothing : refuse(path, `as a name of clusters "${name}" does not do: ${problem}`);
};

/** ValidateOverflowAffinities, since v1.18. */
function overflowRefusals(term: ClusterAffinityTerm, path: string): readonly Refusal[] {
  const { affinityName, overflowAffinities } = term;
  if (!overflowAffinities) return nothing;
  const at = `${path}.overflowAffinities`;
  const earlier = new Set([affinityName]);
  return [
    ...(selectsAll(term) ? refuse(at, 'clusters to overflow from must be selected first') : nothing),
    ...ofEach<OverflowClusterAffinity>(overflowAffinities, at, (overflow, here) => {
      const isTwice = earlier.has(overflow.affinityName);
      earlier.add(overflow.affinityName);
      return [
        ...nameRefusals(overflow.affinityName, `${here}.affinityName`),
        ...(isTwice ? refuse(`${here}.affinityName`, `the name "${overflow.affinityName}" is there twice`) : nothing),
        ...affinityRefusals(overflow, here),
      ];
    }),
  ];
}

const selectsAll = ({ labelSelector, fieldSelector, clusterNames = [], exclude = [] }: ClusterAffinity): boolean =>
  !labelSelector && !fieldSelector && clusterNames.length === 0 && exclude.length === 0;
