import { shellWord } from './shell-word.ts';

/** A program of others (docker, kind, helm): what it is given, and what became of it. */

/** One word for a program; a secret one is given to it and shown to nobody, or as `shown`. */
export type ProgramArg = string | { readonly secret: string; readonly shown?: string };

export interface ProgramRun {
  /** Its exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  /** Its last words, where it said more than memory shall hold. */
  readonly stderr: string;
  /** True where stdout was longer than memory shall hold, and only its beginning is here. */
  readonly isCut: boolean;
}

export const wordOf = (arg: ProgramArg): string => (typeof arg === 'string' ? arg : arg.secret);

/** The command line as a shell takes it, with secrets hidden. */
export const commandLine = (name: string, args: readonly ProgramArg[]): string =>
  [name, ...args.map((arg) => (typeof arg === 'string' ? arg : (arg.shown ?? '<hidden>')))].map(shellWord).join(' ');

/** What it said last, as a rule why it failed; else how it ended. */
export const lastWordsOf = (run: Pick<ProgramRun, 'stderr' | 'code' | 'signal'>): string =>
  (run.stderr.trim().split('\n').at(-1) ?? '').replace(/^(?:ERROR|Error): /, '').trim() || endingOf(run);

/** How a program ended, for `helm … ended with exit code 1`. */
export const endingOf = ({ code, signal }: Pick<ProgramRun, 'code' | 'signal'>): string =>
  signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
