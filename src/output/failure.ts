import type { Failure } from '../contract/errors.ts';
import type { Format } from './format.ts';
import { visible } from './visible.ts';

/** A failure for stderr: two lines for people, one JSON object for programs. */
export function renderFailure({ code, message, hint }: Failure, exit: number, format: Format, color: boolean): string {
  if (format === 'json') return JSON.stringify({ error: { code, exit, message, ...(hint ? { hint } : {}) } });
  const label = (text: string, ansi: number): string => (color ? `\u001b[${ansi}m${text}\u001b[39m` : text);
  const [said, next] = [message, hint ?? ''].map(visible);
  return [`${label('error:', 31)} ${said}`, ...(next ? [`${label('hint:', 36)}  ${next}`] : [])].join('\n');
}
