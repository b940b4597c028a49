/** An HTTP/1.1 answer with its body as it was sent: not decompressed. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly headersDistinct: Readonly<Record<string, string[]>>;
  readonly body: Buffer;
  /** How long the connection can be used again, in milliseconds: 0 is not at all. */
  readonly staysOpenMs: number;
}

/** `strange`: nothing that a Kubernetes API server writes to a GET. What it is, Node's own reader shall say. */
export type Reading = Answer | 'more' | 'strange';

type Head = Omit<Answer, 'body'> & { readonly length: number | 'chunked' };
type Step = 'size' | 'data' | 'line end' | 'last line';

const lineEnd = '\r\n';
/** As Node has it (--max-http-header-size). */
const longestHead = 16 * 1024;
const none: Buffer = Buffer.alloc(0);

/** Takes the bytes of a connection as they come and gives the answer when it is whole (RFC 9112). Strict: what could be
 * read in two ways is strange. */
export function answerReader(): (bytes: Buffer) => Reading {
  const state = { rest: none, head: undefined as Head | undefined, left: 0, step: 'size' as Step };
  const parts: Buffer[] = [];
  const take = (length: number): Buffer => {
    const taken = state.rest.subarray(0, length);
    state.rest = state.rest.subarray(taken.length);
    return taken;
  };
  const whole = ({ length: _, ...head }: Head): Reading =>
    state.rest.length === 0 ? { ...head, body: Buffer.concat(parts) } : 'strange';

  /** Gives what is left to read of the body, and takes what is there of it. */
  const readData = (): boolean => {
    const data = take(state.left);
    if (data.length > 0) parts.push(data);
    state.left -= data.length;
    return state.left === 0;
  };
  const readChunks = (head: Head): Reading => {
    for (;;) {
      if (state.step === 'data') {
        if (!readData()) return 'more';
        state.step = 'line end';
      }
      const end = state.rest.indexOf(lineEnd);
      if (end === -1) return state.rest.length > 8 ? 'strange' : 'more';
      const line = take(end + lineEnd.length).toString('latin1', 0, end);
      if (state.step === 'size') {
        if (!/^[0-9a-f]{1,8}$/i.test(line)) return 'strange';
        state.left = Number.parseInt(line, 16);
        state.step = state.left === 0 ? 'last line' : 'data';
      } else {
        if (line !== '') return 'strange';
        if (state.step === 'last line') return whole(head);
        state.step = 'size';
      }
    }
  };
  return (bytes) => {
    state.rest = state.rest.length === 0 ? bytes : Buffer.concat([state.rest, bytes]);
    if (!state.head) {
      const end = state.rest.indexOf('\r\n\r\n');
      if (end > longestHead || (end === -1 && !mayBeHead(state.rest))) return 'strange';
      if (end === -1) return 'more';
      state.head = readHead(take(end + 4).toString('latin1', 0, end));
      if (!state.head) return 'strange';
      if (state.head.length !== 'chunked') state.left = state.head.length;
    }
    if (state.head.length === 'chunked') return readChunks(state.head);
    return readData() ? whole(state.head) : 'more';
  };
}

/** So far it is the beginning of a head: who sends something else need not send an end of it. */
function mayBeHead(bytes: Buffer): boolean {
  if (bytes.length > longestHead) return false;
  const [first = '', ...lines] = bytes.toString('latin1').split(lineEnd);
  const isWhole = lines.length > 0;
  if (isWhole ? !statusLine.test(first) : !firstWords.startsWith(first.slice(0, firstWords.length))) return false;
  return (
    lines.slice(0, -1).every((line) => headerLine.test(line)) && !/\n|\r./.test(isWhole ? (lines.at(-1) ?? '') : first)
  );
}

const firstWords = 'HTTP/1.1 ';
const statusLine = /^HTTP\/1\.1 ([2-5]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?$/;
const headerLine = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/;

/** These are there once, or the answer means two things. */
const single = [
  'content-length',
  'transfer-encoding',
  'content-encoding',
  'content-type',
  'connection',
  'retry-after',
  'server',
  'etag',
  'location',
  'cookie',
];

function readHead(text: string): Head | undefined {
  const [first = '', ...lines] = text.split(lineEnd);
  const status = Number(statusLine.exec(first)?.[1]);
  if (Number.isNaN(status)) return undefined;
  const headersDistinct: Record<string, string[]> = Object.create(null);
  for (const line of lines) {
    const [, name = '', value = ''] = headerLine.exec(line) ?? [];
    if (name === '') return undefined;
    const all = headersDistinct[name.toLowerCase()] ?? [];
    const trimmed = value.replace(/ +$/, '');
    // To Node a tab there belongs to some values and not to others.
    if (trimmed.endsWith('\t')) return undefined;
    headersDistinct[name.toLowerCase()] = [...all, trimmed];
  }
  if (single.some((name) => (headersDistinct[name]?.length ?? 0) > 1)) return undefined;
  const headers = Object.fromEntries(Object.entries(headersDistinct).map(([name, all]) => [name, all.join(', ')]));
  const length = lengthOf(status, headers);
  if (length === undefined) return undefined;
  return { status, headers, headersDistinct, length, staysOpenMs: staysOpenMs(headers) };
}

/** `Keep-Alive: timeout=5` is when the server closes it; a second less is safe, as in Node's agent. */
function staysOpenMs(headers: Readonly<Record<string, string>>): number {
  const { connection = 'keep-alive', 'keep-alive': limits, 'proxy-connection': proxy } = headers;
  if (connection.toLowerCase() !== 'keep-alive' || proxy !== undefined) return 0;
  if (limits === undefined) return Number.POSITIVE_INFINITY;
  const seconds = /\btimeout=(\d{1,6})\b/i.exec(limits)?.[1];
  return seconds === undefined ? 0 : Math.max(0, Number(seconds) * 1000 - 1000);
}

function lengthOf(status: number, headers: Readonly<Record<string, string>>): Head['length'] | undefined {
  const { 'content-length': length, 'transfer-encoding': encoding } = headers;
  if (status === 204 || status === 304) return length === undefined && encoding === undefined ? 0 : undefined;
  if (encoding !== undefined) return encoding === 'chunked' && length === undefined ? 'chunked' : undefined;
  return length !== undefined && /^\d{1,12}$/.test(length) ? Number(length) : undefined;
}
