import type { Failure } from '../contract/errors.ts';

/** A plan as data, and later what became of it: the same steps in the preview, the confirmation and the report. */
export interface Step {
  /** Whose API server: the member cluster's, or Karmada's. */
  readonly side: 'member' | 'karmada';
  readonly action: 'create' | 'change' | 'delete' | 'wait';
  /** As kubectl prints it: `serviceaccount/karmada-member1`. */
  readonly object: string;
  readonly namespace?: string | undefined;
  /** What it is for, or what waits; in words. */
  readonly why?: string | undefined;
  /** What takes it back when a later step fails: `delete` it again, `restore` what it was; without it nothing does. */
  readonly undo?: 'delete' | 'restore' | undefined;
  /** Why this step would fail, or has failed. */
  readonly problem?: Failure | undefined;
}

/**
 * `planned`: not begun. `done`. `failed`: the server said no, or it cannot be known. `undone`: done, and taken back. `left`: it is
 * still there, or may be, although the run has failed; `command` is what removes it.
 */
export type StepState = 'planned' | 'done' | 'failed' | 'undone' | 'left';

export interface StepReport extends Step {
  readonly state: StepState;
  /** A command line that does by hand what is left to do. */
  readonly command?: string | undefined;
}

/** `secret/member1 in karmada-cluster`. */
export const objectInWords = ({ object, namespace }: Pick<Step, 'object' | 'namespace'>): string =>
  namespace === undefined ? object : `${object} in ${namespace}`;

export const planned = (steps: readonly Step[]): readonly StepReport[] =>
  steps.map((step) => ({ ...step, state: 'planned' }));

const verbs = { create: 'Creating', change: 'Changing', delete: 'Deleting', wait: 'Waiting for' } as const;

/** While it is being done: `2/14 Creating secret/member1 in karmada-cluster (Karmada)`. */
export const stepUnderWay = (step: Step, at: number, count: number, cluster: string): string =>
  `${at + 1}/${count} ${verbs[step.action]} ${objectInWords(step)} (${step.side === 'member' ? cluster : 'Karmada'})`;
