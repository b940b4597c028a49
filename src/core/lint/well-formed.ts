import { defineRule, withHint } from './rule.ts';

/** Whether an object is as the CRD of its kind wants it. */
export const wellFormed = defineRule({
  codes: {
    'unknown-field': {
      severity: 'error',
      about: 'The kind has no such field.',
      why: 'A server that is strict, as for kubectl and karmate apply, refuses it; any other drops it, so that it does nothing.',
      fix: 'Write the field that the message names, or put it where the message says.',
    },
    'missing-field': {
      severity: 'error',
      about: 'A field is missing that must be there.',
      why: 'The server refuses the object.',
      fix: 'Say it.',
    },
    'wrong-type': {
      severity: 'error',
      about: 'A field holds a value of another type than it must.',
      why: 'The server refuses the object. YAML reads yes, 1 and 1.0 as something else than texts.',
      fix: 'Write a value of the type that the message names; a text that looks like something else goes between quotes.',
    },
    'wrong-value': {
      severity: 'error',
      about: 'A field holds a value that is not allowed.',
      why: 'The server refuses the object.',
      fix: 'Write one of those that the message names.',
    },
    'not-in-release': {
      severity: 'error',
      about: 'Another release of Karmada takes this field or value, and the one that it is for does not.',
      why: 'A server of this release refuses the field or drops it, so that it does nothing.',
      fix: 'Leave it out, or say the release that it is for: --karmada-version 1.18.',
    },
  },
  check: ({ problems }) =>
    [...problems].flatMap(([document, list]) =>
      list.map(({ code, message, hint, path }) => ({ code, message: withHint(message, hint), document, path })),
    ),
});
