import type { Ran } from './karmate.ts';

/** Gives it back where it ended with 0; else throws, the reason on the first line, which is what a list of failures shows. */
export function succeeded(what: string, ran: Ran): Ran {
  if (ran.code === 0) return ran;
  const lines = ran.stderr.split('\n').filter((line) => line.trim() !== '');
  const said = lines.filter((line) => !isProgress(line));
  throw new Error(`${what} ended with ${ran.code}: ${said.join(' · ')}\n${ran.stderr}`);
}

/** As plain progress is written: `[  3s] Waiting …`. */
const isProgress = (line: string): boolean => /^\[ *\d+s\] /.test(line);
