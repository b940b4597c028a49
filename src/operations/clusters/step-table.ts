import { bad, dim, type View } from '../../contract/view.ts';
import { objectInWords, type StepReport } from '../../core/steps.ts';

/** A plan in the 80 columns of a terminal; wide, with what each step is for and what takes it back. */
export const stepTable = (steps: readonly StepReport[], cluster: string, wide: boolean): View => ({
  kind: 'table',
  head: ['WHERE', 'ACTION', 'OBJECT', ...(wide ? ['IF A LATER STEP FAILS', 'NOTE'] : [])],
  rows: steps.flatMap((step) => {
    const { side, action, undo = '', why = '', problem } = step;
    const where = side === 'member' ? cluster : 'Karmada';
    const row = [where, action, objectInWords(step), ...(wide ? [undo, dim(why)] : [])];
    return problem ? [row, ['', '', bad(`would fail: ${problem.message}`)]] : [row];
  }),
});
