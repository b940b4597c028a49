import { type ExitName, exitCodes } from '../contract/errors.ts';
import { renderFailure, type Wrong } from './failure.ts';
import type { Format } from './format.ts';
import type { Terminal } from './terminal.ts';

/** Everything that goes wrong in one run, on stderr: for people at once, for programs one JSON object at the end. */
export interface Report {
  readonly failed: (wrong: Wrong, exit: number, format: Format) => void;
  readonly end: () => void;
}

export function createReport(terminal: Pick<Terminal, 'err' | 'errColor'>): Report {
  const held: Wrong[] = [];
  const exits: number[] = [];
  return {
    failed: (wrong, exit, format) => {
      if (format !== 'json') return terminal.err(`${renderFailure(wrong, exit, format, terminal.errColor)}\n`);
      held.push(wrong);
      exits.push(exit);
    },
    end: () => {
      const exit = exits.at(-1) ?? exitCodes.ok;
      const wrong = together(held, exit);
      if (wrong) terminal.err(`${renderFailure(wrong, exit, 'json', false)}\n`);
      held.length = 0;
    },
  };
}

/** Several failures as one; their common code stays where the exit code is that of it. */
function together(failures: readonly Wrong[], exit: number): Wrong | undefined {
  const [first] = failures;
  if (!first || failures.length === 1) return first;
  const isCommon = exitCodes[first.code] === exit && failures.every(({ code }) => code === first.code);
  const code = isCommon ? first.code : nameOf(exit);
  return { code, message: `${failures.length} things failed.`, failures };
}

const nameOf = (exit: number): ExitName =>
  (Object.keys(exitCodes) as ExitName[]).find((name) => exitCodes[name] === exit) ?? 'failed';
