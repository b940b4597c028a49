import { type ErrorCode, KnownError } from '../../contract/errors.ts';
import type { LabState } from '../../core/lab.ts';
import { sleepUntil } from '../sleep.ts';
import { askStatus } from './control.ts';
import { readLines, type Started } from './supervisor.ts';

/** Follows a supervisor that starts: its words become progress, until it is ready or has ended. */
export async function followStart(
  started: Started,
  dir: string,
  progress: (message: string) => void,
  signal: AbortSignal,
): Promise<LabState> {
  const said: string[] = [];
  const catchUp = async (offset: number): Promise<number> => {
    const { lines, next } = await readLines(started.log, offset);
    const words = lines.filter((line) => !line.startsWith('{'));
    said.push(...words);
    const last = words.at(-1);
    if (last !== undefined && !/^(?:error|hint):/.test(last)) progress(withoutClock(last));
    return next;
  };
  for (let offset = started.offset; ; ) {
    const ended = started.ended();
    offset = await catchUp(offset);
    if (ended !== undefined) throw startFailure(ended, said, started.log);
    const lab = await askStatus(dir, signal);
    if (lab && lab.pid === started.pid && (lab.state === 'ready' || lab.state === 'degraded')) return lab;
    await sleepUntil(150, signal);
  }
}

/** The supervisor counts seconds too; the progress line has its own. */
const withoutClock = (line: string): string => line.replace(/^\s*\[\s*[\d.]+s\]\s*/, '').trim();

/** The supervisor's exit codes follow karmate's own table. */
const codes: Readonly<Record<number, ErrorCode>> = { 2: 'usage', 5: 'not-found', 6: 'conflict' };

/** The supervisor's own last words, as one failure. */
export function startFailure(code: number, said: readonly string[], log: string): KnownError {
  if (code === 0) return new KnownError('failed', 'The lab was stopped while it was starting.');
  const errors = said.filter((line) => line.startsWith('error:')).map((line) => line.slice(6).trim());
  const hint = said
    .findLast((line) => line.startsWith('hint:'))
    ?.slice(5)
    .trim();
  const words =
    errors.length > 0 ? errors.join('\n') : said.slice(-10).join('\n') || `it said nothing (exit code ${code})`;
  return new KnownError(codes[code] ?? 'failed', `The lab did not start: ${words}`, {
    hint: hint ?? `Its log is ${log}`,
  });
}
