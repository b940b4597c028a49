import { fnv32a } from '../go/fnv.ts';

const letters = 'bcdfghjklmnpqrstvwxz2456789';

/** GenerateWorkName (pkg/util/names/names.go): `nginx-687f7fb96f`. */
export function workName(kind: string, name: string, namespace: string | undefined): string {
  const valid = name.replaceAll(':', '.').toLowerCase();
  const whole = `${namespace ? `${namespace}-` : ''}${valid}-${kind}`.toLowerCase();
  const hash = [...String(fnv32a(whole))].map((digit) => letters[digit.charCodeAt(0) % letters.length]);
  return `${valid}-${hash.join('')}`;
}
