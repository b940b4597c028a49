import { setMaxListeners } from 'node:events';
import { exitCodeAfter, exitCodes, failureOf, KnownError } from './contract/errors.ts';
import { exitCodeOf } from './contract/operation.ts';
import { catalog, groups } from './operations/catalog.ts';
import { renderWarning } from './output/failure.ts';
import { formatAnswer, prepareFormat } from './output/format.ts';
import { createProgress, type Progress, silence } from './output/progress.ts';
import { createReport, type Report } from './output/report.ts';
import { openTerminal, type Terminal } from './output/terminal.ts';
import { visible } from './output/visible.ts';
import { type Invocation, parseWords } from './surfaces/cli.ts';
import { type NormalArgv, normalizeArgv } from './surfaces/normalize-argv.ts';

/** argv to exit code. The only reader of `process`: everything below gets what it needs of it. */
export async function main(process: NodeJS.Process): Promise<number> {
  const argv = process.argv.slice(2);
  const words = normalizeArgv(argv, catalog);
  const { format, noColor } = words;
  const terminal = openTerminal(process, noColor);
  const report = createReport(terminal);
  const exit = await run(words, process, terminal, report);
  const unwritten = await terminal.flushed();
  if (unwritten) {
    const message = `The output could not be written: ${unwritten.message}.`;
    report.failed({ code: 'failed', message }, exitCodes.failed, format);
  }
  report.end();
  await terminal.errFlushed();
  return unwritten && exit <= exitCodes.findings ? exitCodes.failed : exit;
}

async function run(words: NormalArgv, process: NodeJS.Process, terminal: Terminal, report: Report): Promise<number> {
  const { format } = words;
  const stop = listenForSignals(process);
  try {
    const cli = {
      catalog,
      groups,
      get width() {
        return terminal.width;
      },
    };
    const parsed = await parseWords(words, cli);
    if (parsed.kind === 'run') return await execute(parsed.invocation, process, terminal, stop, report);
    if (parsed.missing && format === 'json') throw parsed.missing;
    (parsed.missing ? terminal.err : terminal.out)(`${parsed.text}\n`);
    return parsed.missing ? exitCodes[parsed.missing.code] : exitCodes.ok;
  } catch (error) {
    if (!(error instanceof KnownError)) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const hint = 'This is a bug in karmate. Please report it.';
      report.failed({ code: 'bug', message, hint }, exitCodes.bug, format);
      return exitCodes.bug;
    }
    const exit = exitCodeAfter(error.code, stop.by());
    report.failed(failureOf(error), exit, format);
    return exit;
  } finally {
    stop.release();
  }
}

async function execute(
  { operation, input, globals }: Invocation,
  process: NodeJS.Process,
  terminal: Terminal,
  { signal, end }: Ending,
  report: Report,
): Promise<number> {
  const { format, noHeaders } = globals;
  const progress: Progress = globals.quiet ? silence : createProgress(terminal, Date.now);
  const note = (line: string): void => {
    progress.hide();
    terminal.err(`${line}\n`);
  };
  const warned = new Set<string>();
  const { composePorts } = await import('./compose.ts');
  const ports = await composePorts(globals, {
    env: process.env,
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    stdin: () => process.stdin,
    isInteractive: () => process.stdin.isTTY === true,
    ask: (question) => terminal.err(visible(question)),
    progress: (message, kind) => {
      // What still runs beside a failure has nothing more to say.
      if (!signal.aborted) progress.say(message, kind);
    },
    lastProgress: progress.say,
    aside: progress.aside,
    trace: (line) => note(visible(line)),
    warn: (text) => {
      if (!warned.has(text)) note(renderWarning(text, terminal.errColor));
      warned.add(text);
    },
    signal,
  });
  // Done while the first answer is on its way.
  const preparing = setImmediate(() => {
    terminal.open();
    void prepareFormat(format);
  });
  let exit = 0;
  try {
    for await (const answer of operation.invoke(ports, input, format === 'table' ? 'cells' : 'objects')) {
      const note = (words: string): void => {
        progress.finish();
        terminal.err(`${words}\n`);
      };
      const color = terminal.outColor;
      const width = terminal.outIsTty ? terminal.width : undefined;
      const text = await formatAnswer(answer, { format, color, width, noHeaders, note, now: Date.now() });
      progress.finish();
      if (text !== '') terminal.out(`${text}\n`);
      exit = Math.max(exit, exitCodeOf(answer.outcome));
      if (answer.outcome.kind === 'partial')
        for (const failure of answer.outcome.failures) report.failed(failure, exit, format);
    }
    return exit;
  } finally {
    // Whatever still runs beside the failure of another part ends with it.
    end();
    clearImmediate(preparing);
    progress.finish();
  }
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
    if (seen.length > 1) process.exit(name === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated);
    controller.abort();
  };
  // A terminal that is closed says SIGHUP: what is under way ends in order then, too.
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, onSignal);
  return {
    signal: controller.signal,
    end: () => controller.abort(),
    by: () => seen[0],
    release: () => {
      for (const name of names) process.off(name, onSignal);
    },
  };
}
