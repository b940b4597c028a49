/** A word as a POSIX shell takes it, for lines that are there to be pasted: quoted only when it must be. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
