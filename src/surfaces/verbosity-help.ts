/** What -v shows, from which level on; a level shows all that lower ones show. */
export const verbosityLevels: readonly (readonly [level: number, shows: string])[] = [
  [0, 'results, progress, warnings and errors (default)'],
  [6, 'one line for each request: method, URL, status, time'],
];

export const verbosityHelp = [
  'Levels of -v, each with all that lower ones show, on stderr:',
  ...verbosityLevels.map(([level, shows]) => `  ${String(level).padEnd(4)} ${shows}`),
].join('\n');
