// The kinds of question: how a case is made, how ours answers it, how the answers are compared.
import { mendSchedule } from './cases/mend-schedule.mjs';
import { scheduleCase } from './cases/schedule-case.mjs';
import { countAllowed, differences } from './compare-schedule.mjs';
import { isAmbiguous } from './fit-error.mjs';
import { releases } from './releases.mjs';

const schedule = {
  makeCase: scheduleCase,
  /** `library` is dist/index.js. */
  answerOf:
    (library, karmada) =>
    ({ binding, clusters, emptyWorkloads = false }) =>
      library.schedule({ binding, clusters }, { minor: releases[karmada].minor, emptyWorkloads }),
  differences,
  countAllowed,
  mend: mendSchedule,
  sortOf: ({ outcome, error }) => (error ? `${outcome} (${error.kind})` : outcome),
  notes: ({ error, attempts }) =>
    error?.kind === 'FitError' && isAmbiguous(attempts[0]?.verdicts ?? []) ? ['cluster with several reasons'] : [],
};

export const asks = { schedule };
