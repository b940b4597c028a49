/** `a, b and 3 more` where there are more than so many. */
export const inShort = (names: readonly string[], most: number): string =>
  names.length > most ? `${names.slice(0, most).join(', ')} and ${names.length - most} more` : names.join(', ');
