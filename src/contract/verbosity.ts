/** What -v shows, on stderr; each level shows also what is below it. Credentials and bodies are never shown. */
export const verbosityLevels: readonly (readonly [level: number, shows: string])[] = [
  [1, 'the command line of each other program that is run, as a shell takes it'],
  [6, 'each request: method, address, status, how long it took; and why one is sent again'],
  [7, 'the headers sent, credentials hidden'],
  [8, 'the headers received, sizes, whether a connection was used again, the TLS version'],
  [9, 'when name, connection, TLS, the first byte and the last one were there'],
];
