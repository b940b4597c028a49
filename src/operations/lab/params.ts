/** Parameters that several lab commands share. */
export const dir = {
  type: 'string',
  optional: true,
  value: 'path',
  complete: 'directories',
  about: 'Folder of the lab (default: karmate/lab, of one on kind karmate/kind, in XDG_STATE_HOME or ~/.local/state).',
} as const;

/** Of commands that speak of a lab which is there already. */
export const provider = {
  type: 'string',
  oneOf: ['auto', 'kind', 'embedded'],
  default: 'auto',
  value: 'name',
  about: 'Which lab: the one on kind, or the embedded control plane; auto is the one that is there.',
} as const;
