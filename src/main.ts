import { setMaxListeners } from 'node:events';
import { exitCodes, type Failure, failureOf, KnownError } from './contract/errors.ts';
import { exitCodeOf } from './contract/operation.ts';
import { catalog, groups } from './operations/catalog.ts';
import { renderFailure } from './output/failure.ts';
import { type Format, formatAnswer } from './output/format.ts';
import { createProgress, type Progress, silence } from './output/progress.ts';
import { type Terminal, wantsColor } from './output/terminal.ts';
import { type Invocation, parseArgv } from './surfaces/cli.ts';
import { wantedFormat } from './surfaces/wanted-format.ts';

/** argv to exit code. The only reader of `process`: everything below gets what it needs of it. */
export async function main(process: NodeJS.Process): Promise<number> {
  const argv = process.argv.slice(2);
  const terminal = openTerminal(process, argv.includes('--no-color'));
  const stop = listenForSignals(process);
  const fail = (failure: Failure, exit: number, format: Format): number => {
    terminal.err(`${renderFailure(failure, exit, format, terminal.errColor)}\n`);
    return exit;
  };
  try {
    const parsed = parseArgv(argv, { catalog, groups, width: terminal.width });
    if (parsed.kind === 'run') return await execute(parsed.invocation, process, terminal, stop, fail);
    terminal.out(`${parsed.text}\n`);
    return exitCodes.ok;
  } catch (error) {
    if (!(error instanceof KnownError)) {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return fail(
        { code: 'failed', message: words, hint: 'This is a bug in karmate. Please report it.' },
        exitCodes.bug,
        wantedFormat(argv),
      );
    }
    const exit = error.code === 'interrupted' && stop.by() === 'SIGTERM' ? exitCodes.terminated : exitCodes[error.code];
    return fail(failureOf(error), exit, wantedFormat(argv));
  } finally {
    stop.release();
  }
}

async function execute(
  { operation, input, globals }: Invocation,
  process: NodeJS.Process,
  terminal: Terminal,
  { signal, end }: Ending,
  fail: (failure: Failure, exit: number, format: Format) => number,
): Promise<number> {
  const { format, noHeaders } = globals;
  const progress: Progress = globals.quiet ? silence : createProgress(terminal, Date.now);
  const { composePorts } = await import('./compose.ts');
  const ports = composePorts(globals, {
    env: process.env,
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    stdin: () => process.stdin,
    progress: (message) => {
      // What still runs beside a failure has nothing more to say.
      if (!signal.aborted) progress.say(message);
    },
    trace: (line) => terminal.err(`${line}\n`),
    signal,
  });
  let exit = 0;
  try {
    for await (const answer of operation.invoke(ports, input)) {
      const note = (words: string): void => {
        progress.finish();
        terminal.err(`${words}\n`);
      };
      const color = terminal.outColor;
      const text = await formatAnswer(answer, { format, color, noHeaders, note, now: Date.now() });
      progress.finish();
      if (text !== '') terminal.out(`${text}\n`);
      exit = Math.max(exit, exitCodeOf(answer.outcome));
      if (answer.outcome.kind === 'partial') for (const failure of answer.outcome.failures) fail(failure, exit, format);
    }
    return exit;
  } finally {
    // Whatever still runs beside the failure of another part ends with it.
    end();
    progress.finish();
  }
}

function openTerminal({ env, stdout, stderr }: NodeJS.Process, noColor: boolean): Terminal {
  // A reader that has gone (`| head`) wants no more. The work goes on all the same, and the exit code tells of it.
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
    });
  }
  return {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    outColor: wantsColor(env, stdout.isTTY === true, noColor),
    errColor: wantsColor(env, stderr.isTTY === true, noColor),
    errIsTty: stderr.isTTY === true && env.TERM !== 'dumb',
    width: Math.max(40, stdout.columns || stderr.columns || 80),
  };
}

interface Ending {
  readonly signal: AbortSignal;
  /** Cancels what runs, with no signal from outside. */
  readonly end: () => void;
  /** The signal that came first. */
  readonly by: () => NodeJS.Signals | undefined;
  readonly release: () => void;
}

/** The first signal cancels what runs; the second one ends at once. */
function listenForSignals(process: NodeJS.Process): Ending {
  const controller = new AbortController();
  // Every request and pause listens, and many run at once: that is no leak to be warned of.
  setMaxListeners(0, controller.signal);
  const seen: NodeJS.Signals[] = [];
  const onSignal = (name: NodeJS.Signals): void => {
    seen.push(name);
    if (seen.length > 1) process.exit(name === 'SIGTERM' ? exitCodes.terminated : exitCodes.interrupted);
    controller.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    end: () => controller.abort(),
    by: () => seen[0],
    release: () => void process.off('SIGINT', onSignal).off('SIGTERM', onSignal),
  };
}
