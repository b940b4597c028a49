/** JSON pointers (RFC 6901) as both of Karmada's libraries read them. */

export const unescapeToken = (token: string): string => token.replace(/~[01]/g, (pair) => (pair === '~1' ? '/' : '~'));

const range = 2n ** 63n;

/** strconv.Atoi: a number, or why it is none. */
export function readIndex(token: string): number | string {
  if (!/^[+-]?\d+$/.test(token)) return `strconv.Atoi: parsing ${JSON.stringify(token)}: invalid syntax`;
  const number = BigInt(token.replace('+', ''));
  if (number < -range || number >= range) return `strconv.Atoi: parsing ${JSON.stringify(token)}: value out of range`;
  return Number(number);
}
