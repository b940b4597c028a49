/** What go-yaml takes a plain scalar for (go.yaml.in/yaml/v2 v2.4, resolve.go; the same in sigs.k8s.io/yaml v1.4). */
export type Resolved =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  /** Read as a text, and quoted when it is written. */
  | { readonly kind: 'timestamp'; readonly value: string };

const words: ReadonlyMap<string, Resolved> = new Map([
  ...named(['y', 'Y', 'yes', 'true', 'on'], { kind: 'bool', value: true }),
  ...named(['n', 'N', 'no', 'false', 'off'], { kind: 'bool', value: false }),
  ...named(['null'], { kind: 'null' }),
  ...exactly(['', '~'], { kind: 'null' }),
  ...exactly(['.nan', '.NaN', '.NAN'], { kind: 'float', value: Number.NaN }),
  ...exactly(['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'], { kind: 'float', value: Number.POSITIVE_INFINITY }),
  ...exactly(['-.inf', '-.Inf', '-.INF'], { kind: 'float', value: Number.NEGATIVE_INFINITY }),
]);

/** `yes`, `Yes` and `YES`. */
function named(texts: readonly string[], meaning: Resolved): readonly (readonly [string, Resolved])[] {
  return texts.flatMap((text) => exactly([text, capital(text), text.toUpperCase()], meaning));
}

function exactly(texts: readonly string[], meaning: Resolved): readonly (readonly [string, Resolved])[] {
  return texts.map((text) => [text, meaning]);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** strconv.ParseFloat of what begins with a point: an underscore stands between digits. */
const fraction = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+)?$/;

export function resolveScalar(source: string): Resolved {
  const word = words.get(source);
  if (word) return word;
  const text: Resolved = { kind: 'text', value: source };
  if (source.startsWith('.')) return fraction.test(source) ? floatOf(source) : text;
  if (!/^[-+0-9]/.test(source)) return text;
  if (isTimestamp(source)) return { kind: 'timestamp', value: source };
  const plain = source.replaceAll('_', '');
  const integer = readInteger(plain);
  if (integer !== undefined) return { kind: 'integer', value: integer };
  return float.test(plain) && Number.isFinite(Number(plain)) ? floatOf(plain) : text;
}

const floatOf = (text: string): Resolved => ({ kind: 'float', value: Number(text.replaceAll('_', '')) });

/** strconv.ParseInt and ParseUint with base 0: what no uint64 holds is a float. */
function readInteger(plain: string): bigint | undefined {
  const [, sign = '', digits = ''] =
    /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/.exec(plain) ?? [];
  if (digits === '') return undefined;
  const size = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const value = sign === '-' ? -size : size;
  const isHeld = value >= -(2n ** 63n) && value < (sign === '' ? 2n ** 64n : 2n ** 63n);
  return isHeld ? value : undefined;
}

const date = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:([Tt ])(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?(Z|[-+]\d{2}:\d{2})?)?$/;

/** parseTimestamp: with a `T` a zone follows, after a blank none. */
function isTimestamp(source: string): boolean {
  const [match, year, month, day, between, hour, minute, second, zone] = date.exec(source) ?? [];
  if (match === undefined || (between !== undefined && (between === ' ') === (zone !== undefined))) return false;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const isDay = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= last;
  return isDay && Number(hour ?? 0) < 24 && Number(minute ?? 0) < 60 && Number(second ?? 0) < 60;
}
