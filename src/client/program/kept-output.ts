import { StringDecoder } from 'node:string_decoder';

/** The first bytes of a stream, up to a limit. */
export function keepBeginning(limit: number) {
  const chunks: Buffer[] = [];
  const seen = { bytes: 0 };
  return {
    add: (chunk: Buffer): void => {
      const room = limit - seen.bytes;
      if (room > 0) chunks.push(chunk.subarray(0, room));
      seen.bytes += chunk.length;
    },
    isCut: (): boolean => seen.bytes > limit,
    text: (): string => Buffer.concat(chunks).toString('utf8'),
  };
}

/** The last bytes of a stream: at least `limit` of them, at most twice as many. */
export function keepEnd(limit: number) {
  const kept = { before: Buffer.alloc(0), chunks: [] as Buffer[], bytes: 0 };
  const all = (): Buffer => Buffer.concat([kept.before, ...kept.chunks]);
  return {
    add: (chunk: Buffer): void => {
      kept.chunks.push(chunk);
      kept.bytes += chunk.length;
      if (kept.bytes < limit) return;
      kept.before = Buffer.from(all().subarray(-limit));
      kept.chunks = [];
      kept.bytes = 0;
    },
    text: (): string => all().toString('utf8'),
  };
}

/** Longer than any line that is meant to be read. */
const longestLine = 64 * 2 ** 10;

/** A stream as lines, each told once it is whole. */
export function splitLines(tell: (line: string) => void) {
  const decoder = new StringDecoder('utf8');
  const rest = { text: '' };
  const take = (text: string): void => {
    const lines = (rest.text + text).split(/\r?\n|\r(?!$)/);
    rest.text = (lines.pop() ?? '').slice(0, longestLine);
    for (const line of lines) tell(line);
  };
  return {
    add: (chunk: Buffer): void => take(decoder.write(chunk)),
    end: (): void => {
      take(decoder.end());
      if (rest.text !== '') tell(rest.text);
      rest.text = '';
    },
  };
}
