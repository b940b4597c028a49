import type { Placement, ReplicaSchedulingStrategy, WorkloadAffinity } from '../karmada-types/policy.ts';
import { labelKeyProblem } from '../label-problem.ts';
import { affinityRefusals, termRefusals } from './affinity-refusals.ts';
import { nothing, ofEach, type Refusal, refuse } from './refusal.ts';
import { spreadRefusals } from './spread-refusals.ts';

/** ValidatePlacement, of the fields that a release knows. */
export function placementRefusals(placement: Placement, path: string, minor: number): readonly Refusal[] {
  const { clusterAffinity, clusterAffinities, spreadConstraints, workloadAffinity, clusterTolerations } = placement;
  return [
    ...(clusterAffinity && clusterAffinities
      ? refuse(path, 'clusterAffinity and clusterAffinities exclude each other')
      : nothing),
    ...ofEach(clusterAffinities, `${path}.clusterAffinities`, ({ overflowAffinities }, at) =>
      overflowAffinities && !hasOverflow(placement.replicaScheduling)
        ? refuse(
            `${at}.overflowAffinities`,
            'only replicas that are divided as Aggregated or by dynamicWeight overflow',
          )
        : nothing,
    ),
    ...affinityRefusals(clusterAffinity, `${path}.clusterAffinity`),
    ...termRefusals(clusterAffinities, `${path}.clusterAffinities`),
    ...spreadRefusals(spreadConstraints, `${path}.spreadConstraints`),
    ...workloadRefusals(workloadAffinity, `${path}.workloadAffinity`),
    // validateClusterTolerations came with the Kubernetes that has these operators.
    ...ofEach(minor < 18 ? [] : clusterTolerations, `${path}.clusterTolerations`, ({ operator }, at) =>
      ['Lt', 'Gt'].includes(operator ?? '')
        ? refuse(`${at}.operator`, `the operator is Exists or Equal, not "${operator}"`)
        : nothing,
    ),
  ];
}

/** IsOverflowSchedulingAllowed (pkg/util/policy.go). */
const hasOverflow = (strategy: ReplicaSchedulingStrategy | undefined): boolean =>
  strategy?.replicaSchedulingType === 'Divided' &&
  (strategy.replicaDivisionPreference === 'Aggregated' ||
    (strategy.replicaDivisionPreference === 'Weighted' && Boolean(strategy.weightPreference?.dynamicWeight)));

/** ValidateWorkloadAffinity, since v1.17. */
function workloadRefusals({ affinity, antiAffinity }: WorkloadAffinity = {}, path: string): readonly Refusal[] {
  const key = (term: { readonly groupByLabelKey: string } | undefined, at: string): readonly Refusal[] => {
    const problem = term && labelKeyProblem(term.groupByLabelKey);
    return problem === undefined ? nothing : refuse(`${at}.groupByLabelKey`, problem);
  };
  const isSame = affinity && affinity.groupByLabelKey === antiAffinity?.groupByLabelKey;
  return [
    ...key(affinity, `${path}.affinity`),
    ...key(antiAffinity, `${path}.antiAffinity`),
    ...(isSame ? refuse(path, 'affinity and antiAffinity cannot group by one and the same label') : nothing),
  ];
}
