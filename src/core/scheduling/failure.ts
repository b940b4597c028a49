import type { SchedulingError } from './answer.ts';

/** The errors of the scheduler, as values. */
export const failure = (message: string): SchedulingError => ({ kind: 'Error', message });

export const isFailure = (value: object): value is SchedulingError => 'kind' in value && 'message' in value;

/** `fmt.Errorf("%s: %w")`: what it wraps can still be told. */
export const wrapped = (prefix: string, { kind, message }: SchedulingError): SchedulingError => ({
  kind,
  message: `${prefix}: ${message}`,
});
