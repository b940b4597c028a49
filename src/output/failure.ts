import type { ExitName, Failure } from '../contract/errors.ts';
import type { Format } from './format.ts';
import { visible, visibleJson } from './visible.ts';

/** What went wrong, with the name of its exit code: that of the failure, or `bug`, or `partial` for several. */
export interface Wrong extends Omit<Failure, 'code'> {
  readonly code: ExitName;
  /** Each of several; only for programs. */
  readonly failures?: readonly Wrong[];
}

/** For stderr: two lines for people, one JSON object for programs. */
export function renderFailure(wrong: Wrong, exit: number, format: Format, color: boolean): string {
  if (format === 'json') return visibleJson(JSON.stringify({ error: asData(wrong, exit) }));
  const { message, hint } = wrong;
  const label = (text: string, ansi: number): string => (color ? `\u001b[${ansi}m${text}\u001b[39m` : text);
  const [said, next] = [message, hint ?? ''].map(oneParagraph);
  return [`${label('error:', 31)} ${said}`, ...(next ? [`${label('hint:', 36)}  ${next}`] : [])].join('\n');
}

/** A server's warning, for stderr. */
export const renderWarning = (text: string, color: boolean): string =>
  `${color ? '\u001b[33mwarning:\u001b[39m' : 'warning:'} ${oneParagraph(text)}`;

/** Further lines are set in, so that what a server says cannot pass for a line of ours. */
const oneParagraph = (text: string): string => visible(text).replace(/\n(?! )/g, '\n  ');

function asData({ code, message, hint, reason, causes, steps, failures }: Wrong, exit: number): object {
  return {
    code,
    exit,
    message,
    ...(hint ? { hint } : {}),
    ...(reason ? { reason } : {}),
    ...(causes?.length ? { causes } : {}),
    ...(steps?.length ? { steps } : {}),
    ...(failures ? { failures } : {}),
  };
}
