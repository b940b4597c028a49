/** Where the help is that says more about a command. */
export const seeHelp = (path: readonly string[]): string => `See: ${['karmate', ...path, '--help'].join(' ')}`;
