/** Parameters that several lab commands share. */
export const dir = {
  type: 'string',
  optional: true,
  value: 'path',
  complete: 'directories',
  about: 'Folder of the lab (default: karmate/lab in XDG_STATE_HOME or ~/.local/state).',
} as const;
