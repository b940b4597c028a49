/** `--dry-run`, `--dry-run=client` or `--dry-run=server`, as kubectl has it. */
export const dryRun = (about: string) =>
  ({
    type: 'string',
    oneOf: ['none', 'client', 'server'],
    default: 'none',
    valueOptional: 'client',
    value: 'how',
    about,
  }) as const;
