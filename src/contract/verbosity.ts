/** What -v shows, on stderr; each level shows also what is below it. Credentials and bodies are never shown. */
export const verbosityLevels: readonly (readonly [level: number, shows: string])[] = [
  [6, 'each request: method, address, status, and how long it took'],
];
