// The kinds of question: how a case is made, how ours answers it, how the answers are compared.
import { mendSchedule } from './cases/mend-schedule.mjs';
import { scheduleCase } from './cases/schedule-case.mjs';
import { countAllowed, differences, isOneOfMany } from './compare-schedule.mjs';
import { isAmbiguous } from './fit-error.mjs';
import { releases } from './releases.mjs';

const schedule = {
  makeCase: scheduleCase,
  /** `library` is dist/index.js. */
  answerOf:
    (library, karmada) =>
    ({ binding, clusters, emptyWorkloads = false }) =>
      library.schedule({ binding, clusters }, { minor: releases[karmada].minor, emptyWorkloads }),
  /** Whether the scheduler would take up the binding at all is part of it (pkg/scheduler/event_handler.go). */
  more: { filter: true },
  differences,
  countAllowed,
  isOneOfMany,
  mend: mendSchedule,
  sortOf: ({ outcome, error }) => (error ? `${outcome} (${error.kind})` : outcome),
  notes: (ours) => [
    ...(ours.error?.kind === 'FitError' && isAmbiguous(ours.attempts[0]?.verdicts ?? [])
      ? ['no fit, a cluster has several reasons: whether some order of plugins gives the message']
      : []),
    ...(isOneOfMany(ours) ? ['room that depends on chance: whether ours is one of the answers'] : []),
  ],
};

export const asks = { schedule };
