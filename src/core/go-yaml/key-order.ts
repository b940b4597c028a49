/** The order in which go-yaml writes keys (go.yaml.in/yaml/v2, sorter.go): letters last, numbers by their size. */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  return isBefore([...a], [...b]) ? -1 : 1;
}

const isLetter = (character: string): boolean => /\p{L}/u.test(character);
const isDigit = (character: string | undefined): boolean => character !== undefined && /\p{Nd}/u.test(character);

function isBefore(a: readonly string[], b: readonly string[]): boolean {
  const at = a.findIndex((character, index) => index < b.length && character !== b[index]);
  if (at === -1) return a.length < b.length;
  const [left = '', right = ''] = [a[at], b[at]];
  if (isLetter(left) && isLetter(right)) return code(left) < code(right);
  if (isLetter(left) || isLetter(right)) return isLetter(right);
  // A zero that follows another digit is part of one number.
  const isWithin = (left === '0' || right === '0') && hasDigitBefore(a, at);
  const [first, second] = [numberAt(a, at, isWithin), numberAt(b, at, isWithin)];
  if (first.value !== second.value) return first.value < second.value;
  return first.end === second.end ? code(left) < code(right) : first.end < second.end;
}

const code = (character: string): number => character.codePointAt(0) ?? 0;

function hasDigitBefore(characters: readonly string[], at: number): boolean {
  for (let index = at - 1; index >= 0 && isDigit(characters[index]); index--) {
    if (characters[index] !== '0') return true;
  }
  return false;
}

function numberAt(
  characters: readonly string[],
  at: number,
  isWithin: boolean,
): { readonly value: bigint; readonly end: number } {
  let value = isWithin ? 1n : 0n;
  let end = at;
  for (; isDigit(characters[end]); end++)
    value = BigInt.asIntN(64, value * 10n + BigInt(code(characters[end] ?? '0') - 48));
  return { value, end };
}
