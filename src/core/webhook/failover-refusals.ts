import { wayOf } from '../behaviours.ts';
import type { ApplicationFailoverBehavior, FailoverBehavior, StatePreservation } from '../karmada-types/policy.ts';
import { labelKeyProblem } from '../label-problem.ts';
import { nothing, ofEach, type Refusal, refuse } from './refusal.ts';

/** ValidateFailover. */
export function failoverRefusals(
  failover: FailoverBehavior | undefined,
  path: string,
  minor: number,
): readonly Refusal[] {
  const { application, cluster } = failover ?? {};
  const isChecked = minor >= 15;
  return [
    ...(application ? applicationRefusals(application, `${path}.application`, minor) : nothing),
    ...(isChecked ? stateRefusals(application?.statePreservation, `${path}.application.statePreservation`) : nothing),
    ...(isChecked ? stateRefusals(cluster?.statePreservation, `${path}.cluster.statePreservation`) : nothing),
  ];
}

function applicationRefusals(
  { decisionConditions, purgeMode, gracePeriodSeconds }: ApplicationFailoverBehavior,
  path: string,
  minor: number,
): readonly Refusal[] {
  const toleration = decisionConditions?.tolerationSeconds ?? 0;
  const graceful = wayOf('gracefulPurge', minor);
  const isGraceful = purgeMode === 'Graciously' || purgeMode === graceful;
  const grace = `${path}.gracePeriodSeconds`;
  return [
    ...(toleration < 0
      ? refuse(`${path}.decisionConditions.tolerationSeconds`, `it is ${toleration}, and not below 0`)
      : nothing),
    ...(!isGraceful && gracePeriodSeconds !== undefined
      ? refuse(grace, `only purgeMode ${graceful} has one`)
      : nothing),
    ...(isGraceful && gracePeriodSeconds === undefined ? refuse(grace, `purgeMode ${graceful} needs one`) : nothing),
    ...(gracePeriodSeconds !== undefined && gracePeriodSeconds <= 0
      ? refuse(grace, `it is ${gracePeriodSeconds}, and more than 0`)
      : nothing),
  ];
}

const stateRefusals = (state: StatePreservation | undefined, path: string): readonly Refusal[] =>
  ofEach(state?.rules, `${path}.rules`, ({ aliasLabelName }, at) => {
    const problem = labelKeyProblem(aliasLabelName);
    return problem === undefined ? nothing : refuse(`${at}.aliasLabelName`, problem);
  });
