import { defineRule } from './rule.ts';

/** Whether what is in the files are manifests at all. */
export const readable = defineRule({
  codes: {
    unreadable: {
      severity: 'error',
      about: 'A document is no YAML or JSON, or it does not say which object it is.',
      why: 'It cannot be applied.',
      fix: 'Correct it where the message says.',
    },
  },
  check: ({ unreadable }) =>
    unreadable.map(({ words, hint, file, line }) => ({
      code: 'unreadable',
      message: hint ? `${words}. ${hint.replace(/\.$/, '')}` : words,
      file,
      line,
    })),
});
