import { parsePath } from '../field-path.ts';
import { refusals } from '../webhook/refusals.ts';
import { defineRule } from './rule.ts';

/** Whether Karmada's webhooks take a policy (pkg/webhook). */
export const notRefused = defineRule({
  codes: {
    refused: {
      severity: 'error',
      about: 'Karmada’s webhook refuses the policy.',
      why: 'The policy cannot be applied.',
      fix: 'The message says what must be otherwise.',
    },
  },
  check: ({ policies, overrides, minor }) =>
    [...policies, ...overrides].flatMap(({ policy, document }) =>
      refusals(policy, minor).map(({ path, why }) => ({
        code: 'refused' as const,
        message: `Karmada refuses ${path}: ${why}`,
        document,
        path: parsePath(path),
      })),
    ),
});
