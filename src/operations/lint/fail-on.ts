/** The parameter that says when findings end a command with 1. */
export const failOn = {
  type: 'string',
  oneOf: ['error', 'warning'],
  default: 'error',
  value: 'severity',
  about: 'Exit with 1 when there is a finding at least so severe.',
} as const;
