/** `-f`: manifests wherever they are; `what` are they: `Manifests`. */
export const filename = (what: string) =>
  ({
    type: 'document',
    alias: 'f',
    value: 'file',
    complete: 'files',
    about: `${what}: a file, a folder, a URL, or - for stdin; repeatable.`,
  }) as const;

export const recursive = { type: 'boolean', alias: 'R', about: 'Also the folders inside a folder.' } as const;
