import { type Behaviours, wayOf } from '../behaviours.ts';
import type { SchedulingRules } from './answer.ts';

/** How the scheduler of one release works, asked once for everything it decides. */
export interface Rules
  extends Pick<
    Behaviours,
    | 'replicaRounding'
    | 'zoneMatching'
    | 'missingApi'
    | 'leavingClusters'
    | 'schedulingSuspension'
    | 'workloads'
    | 'regionScore'
    | 'scalingErrors'
    | 'scaleDown'
    | 'resourceModels'
    | 'workloadAffinity'
    | 'overflowAffinities'
  > {
  readonly keepsEmpty: boolean;
  readonly usesModels: boolean;
}

export const rulesOf = ({ minor, emptyWorkloads = false, resourceModels = true }: SchedulingRules): Rules => ({
  replicaRounding: wayOf('replicaRounding', minor),
  zoneMatching: wayOf('zoneMatching', minor),
  missingApi: wayOf('missingApi', minor),
  leavingClusters: wayOf('leavingClusters', minor),
  schedulingSuspension: wayOf('schedulingSuspension', minor),
  workloads: wayOf('workloads', minor),
  regionScore: wayOf('regionScore', minor),
  scalingErrors: wayOf('scalingErrors', minor),
  scaleDown: wayOf('scaleDown', minor),
  resourceModels: wayOf('resourceModels', minor),
  workloadAffinity: wayOf('workloadAffinity', minor),
  overflowAffinities: wayOf('overflowAffinities', minor),
  keepsEmpty: emptyWorkloads,
  usesModels: resourceModels,
});
