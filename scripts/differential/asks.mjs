// The kinds of question: how a case is made, how ours answers it, how the answers are compared.
import { runsInside, runsOutside } from './ask-oracle.mjs';
import { detectCase } from './cases/detect-case.mjs';
import { mendDetect } from './cases/mend-detect.mjs';
import { mendSchedule } from './cases/mend-schedule.mjs';
import { overrideCase } from './cases/override-case.mjs';
import { renderCase } from './cases/render-case.mjs';
import { scheduleCase } from './cases/schedule-case.mjs';
import * as detected from './compare-detect.mjs';
import * as overridden from './compare-override.mjs';
import * as rendered from './compare-render.mjs';
import * as scheduled from './compare-schedule.mjs';
import { isAmbiguous } from './fit-error.mjs';
import { releases } from './releases.mjs';

const unchanged = (smaller) => smaller;
const rulesOf = (karmada) => ({ minor: releases[karmada].minor });

/** `answerOf(core, karmada)` is ours, with the functions of load-core.mjs; `more` goes into each question to the oracle. */
export const asks = {
  schedule: {
    makeCase: scheduleCase,
    answerOf:
      ({ schedule }, karmada) =>
      ({ binding, clusters, emptyWorkloads = false }) =>
        schedule({ binding, clusters }, { ...rulesOf(karmada), emptyWorkloads }),
    /** Whether the scheduler would take up the binding at all is part of it (pkg/scheduler/event_handler.go). */
    more: { filter: true },
    runs: runsInside,
    differences: scheduled.differences,
    countAllowed: scheduled.countAllowed,
    isOneOfMany: scheduled.isOneOfMany,
    mend: mendSchedule,
    sortOf: ({ outcome, error }) => (error ? `${outcome} (${error.kind})` : outcome),
    notes: (ours) => [
      ...(ours.error?.kind === 'FitError' && isAmbiguous(ours.attempts[0]?.verdicts ?? [])
        ? ['no fit, a cluster has several reasons: whether some order of plugins gives the message']
        : []),
      ...(scheduled.isOneOfMany(ours) ? ['room that depends on chance: ours is one of several answers'] : []),
    ],
  },
  detect: {
    makeCase: detectCase,
    answerOf:
      ({ detect }, karmada) =>
      ({ preemption, objects, settle, byKarmada: _, ...question }) =>
        detect(question, {
          ...rulesOf(karmada),
          preemption,
          overridePolicies: objects,
          changed: settle ? 'policies' : 'template',
        }),
    runs: runsOutside,
    differences: detected.differences,
    mend: mendDetect,
    sortOf: ({ choice }) => choice.outcome,
    notes: () => [],
  },
  override: {
    makeCase: overrideCase,
    answerOf:
      ({ overriddenManifest, yaml }, karmada) =>
      ({ object, cluster, policies }) =>
        overriddenManifest(object, cluster, policies, { ...rulesOf(karmada), yaml }),
    runs: runsOutside,
    differences: overridden.differences,
    mend: unchanged,
    sortOf: ({ error, applied }) =>
      error ? `error in ${error.overrider}` : `${applied.cluster.length + applied.namespace.length} rules`,
    notes: () => [],
  },
  render: {
    makeCase: renderCase,
    answerOf:
      ({ renderWorks, yaml }, karmada) =>
      (question) =>
        renderWorks(question, { ...rulesOf(karmada), yaml }),
    /** Ours is a Work as it is once its webhook has given it an id. */
    more: { defaults: true },
    runs: runsOutside,
    differences: rendered.differences,
    mend: unchanged,
    sortOf: (works) =>
      `${works.filter(({ error }) => !error).length} works${works.some(({ error }) => error) ? ', errors' : ''}`,
    notes: () => [],
  },
};
