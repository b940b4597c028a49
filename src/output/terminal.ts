/** What the two output streams can show: colour, width, a line that changes. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Gets stdout ready, which else the first text does. */
  readonly open: () => void;
  /** Once all of stdout is written: why it could not be, or undefined. A reader that has gone is no reason. */
  readonly flushed: () => Promise<NodeJS.ErrnoException | undefined>;
  /** Once all of stderr is written, or it takes too long: nobody may be reading. */
  readonly errFlushed: () => Promise<void>;
  /** Colour on stdout, and on stderr. */
  readonly outColor: boolean;
  readonly errColor: boolean;
  readonly errIsTty: boolean;
  readonly outIsTty: boolean;
  /** Columns of stdout, and of stderr. */
  readonly width: number;
  readonly errWidth: number;
}

export type Env = Readonly<Record<string, string | undefined>>;

/** --no-color, then FORCE_COLOR, NO_COLOR (when not empty), TERM=dumb, then whether it is a terminal. */
export function wantsColor(env: Env, isTty: boolean, noColorFlag: boolean): boolean {
  if (noColorFlag) return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '')
    return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  if (env.NO_COLOR || env.TERM === 'dumb') return false;
  return isTty;
}

const longestErrMs = 500;

/** The real streams as a terminal. Opening one takes a while: stdout is opened while a server is being waited for, stderr
 * in the few runs that have something to say there. */
export function openTerminal(process: NodeJS.Process, noColor: boolean): Terminal {
  const { env } = process;
  const opened: { out?: NodeJS.WriteStream; err?: NodeJS.WriteStream } = {};
  const broken: NodeJS.ErrnoException[] = [];
  const stdout = (): NodeJS.WriteStream => {
    // A reader that has gone (`| head`) wants no more. The work goes on all the same, and the exit code tells of it.
    opened.out ??= process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') broken.push(error);
    });
    return opened.out;
  };
  const stderr = (): NodeJS.WriteStream => {
    // Nobody is left to be told.
    opened.err ??= process.stderr.on('error', () => {});
    return opened.err;
  };
  return {
    out: (text) => stdout().write(text),
    err: (text) => stderr().write(text),
    open: () => void stdout(),
    flushed: async () => {
      const { out } = opened;
      if (out) await new Promise<void>((resolve) => out.write('', () => resolve()));
      return broken[0];
    },
    errFlushed: async () => {
      const { err } = opened;
      if (!err?.writableLength) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, longestErrMs);
        err.write('', () => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
    get outColor() {
      return wantsColor(env, stdout().isTTY === true, noColor);
    },
    get errColor() {
      return wantsColor(env, stderr().isTTY === true, noColor);
    },
    get errIsTty() {
      return stderr().isTTY === true && env.TERM !== 'dumb';
    },
    get outIsTty() {
      return stdout().isTTY === true;
    },
    get width() {
      return Math.max(40, stdout().columns || 80);
    },
    get errWidth() {
      return Math.max(40, stderr().columns || 80);
    },
  };
}
