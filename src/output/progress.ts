import type { Terminal } from './terminal.ts';
import { visible } from './visible.ts';

type Shown = Pick<Terminal, 'err' | 'errIsTty' | 'errWidth'>;

/** What is being done, on stderr: one changing line on a terminal, else plain lines, few of them. */
export interface Progress {
  /** A `step` is never left out for a newer message. */
  readonly say: (message: string, kind?: 'step') => void;
  /** Takes the live line away for a line of something else; it comes back by itself. */
  readonly hide: () => void;
  /** Says nothing while the work lasts, which talks to the user itself; the newest message comes after it. */
  readonly aside: <T>(work: () => Promise<T>) => Promise<T>;
  /** Takes the live line away; nothing of it stays before what is printed next. */
  readonly finish: () => void;
}

const clearLine = '\r\u001b[K';
/** Plain lines come at most this often but for steps; the newest message waits its turn. */
const plainGapMs = 1000;

export const silence: Progress = { say: () => {}, hide: () => {}, aside: (work) => work(), finish: () => {} };

/** How it looks: on a terminal, or in a log. */
type Line = Pick<Progress, 'say' | 'hide' | 'finish'>;

export function createProgress(terminal: Shown, now: () => number): Progress {
  const started = now();
  const made: Line[] = [];
  const aside: { count: number; waiting?: string | undefined } = { count: 0 };
  const isAside = (): boolean => aside.count > 0;
  const line = (): Line => {
    made[0] ??= terminal.errIsTty
      ? liveProgress(terminal, started, now, isAside)
      : plainProgress(terminal, started, now);
    return made[0];
  };
  // What a server said may be in it, and it is one line.
  const say = (message: string, kind?: 'step'): void => {
    if (isAside()) aside.waiting = message;
    else line().say(visible(message).replaceAll('\n', ' '), kind);
  };
  return {
    say,
    hide: () => made[0]?.hide(),
    aside: async (work) => {
      made[0]?.hide();
      aside.count++;
      try {
        return await work();
      } finally {
        aside.count--;
        const { waiting } = aside;
        if (waiting !== undefined && !isAside()) {
          aside.waiting = undefined;
          say(waiting);
        }
      }
    },
    finish: () => made[0]?.finish(),
  };
}

const elapsed = (ms: number): string => `[${String(Math.floor(ms / 1000)).padStart(3)}s]`;

function liveProgress(
  { err, errWidth: width }: Shown,
  started: number,
  now: () => number,
  isAside: () => boolean,
): Line {
  const state: { message: string; timer: NodeJS.Timeout | undefined } = { message: '', timer: undefined };
  const draw = (): void => {
    if (isAside()) return;
    const line = `${elapsed(now() - started)} ${state.message}`;
    err(`${clearLine}${line.length < width ? line : `${line.slice(0, Math.max(0, width - 2))}…`}`);
  };
  return {
    say: (message) => {
      state.message = message;
      state.timer ??= setInterval(draw, 1000).unref();
      draw();
    },
    hide: () => {
      if (state.timer) err(clearLine);
    },
    finish: () => {
      clearInterval(state.timer);
      if (state.timer) err(clearLine);
      state.timer = undefined;
    },
  };
}

function plainProgress({ err }: Shown, started: number, now: () => number): Line {
  const state: { printed: string; at: number; pending?: string | undefined; timer?: NodeJS.Timeout | undefined } = {
    printed: '',
    at: Number.NEGATIVE_INFINITY,
  };
  const print = (message: string): void => {
    clearTimeout(state.timer);
    state.pending = undefined;
    state.timer = undefined;
    if (message === state.printed) return;
    state.printed = message;
    state.at = now();
    err(`${elapsed(state.at - started)} ${message}\n`);
  };
  const flush = (): void => {
    if (state.pending !== undefined) print(state.pending);
  };
  return {
    say: (message, kind) => {
      const rest = state.at + plainGapMs - now();
      if (rest <= 0 || kind === 'step') return print(message);
      state.pending = message;
      state.timer ??= setTimeout(flush, rest).unref();
    },
    hide: () => {},
    finish: flush,
  };
}
