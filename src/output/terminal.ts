/** What the two output streams can show: colour, width, a line that changes. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Colour on stdout, and on stderr. */
  readonly outColor: boolean;
  readonly errColor: boolean;
  readonly errIsTty: boolean;
  readonly width: number;
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
