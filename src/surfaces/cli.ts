import type { KnownError } from '../contract/errors.ts';
import type { Operation } from '../contract/operation.ts';
import type { Impersonation } from '../contract/ports.ts';
import type { Format } from '../output/format.ts';
import { type NormalArgv, normalizeArgv } from './normalize-argv.ts';
import { readInvocation } from './read-invocation.ts';

/** argv in, a plain Invocation out. Nothing runs here, so parsing is tested without a cluster. */
export interface Invocation {
  readonly operation: Operation;
  readonly input: Readonly<Record<string, unknown>>;
  readonly globals: Globals;
}

export interface Globals {
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  readonly namespace: string | undefined;
  readonly format: Format;
  readonly requestTimeoutMs: number | undefined;
  readonly quiet: boolean;
  readonly noHeaders: boolean;
  readonly verbosity: number;
  /** Whom to act as; undefined: as the kubeconfig says. */
  readonly impersonate: Impersonation | undefined;
  /** The Karmada release to take the control plane for; undefined: told from its schemas. */
  readonly karmadaVersion: string | undefined;
}

export type Parsed =
  | { readonly kind: 'run'; readonly invocation: Invocation }
  /** `missing`: the text stands for this error. */
  | { readonly kind: 'print'; readonly text: string; readonly missing?: KnownError };

export interface Cli {
  readonly catalog: readonly Operation[];
  readonly groups: Readonly<Record<string, string>>;
  /** Columns that help may use. */
  readonly width: number;
}

/** What argv asks for: something to run, or a text to print (help). Rejects with a `usage` KnownError. */
export const parseArgv = (argv: readonly string[], cli: Cli): Promise<Parsed> =>
  parseWords(normalizeArgv(argv, cli.catalog), cli);

/**
 * The same, of an argv that has been read by pflag's rules. What is right is clear by then; help, and what is wrong with
 * the rest, is commander's, which takes a while to load.
 */
export async function parseWords(words: NormalArgv, cli: Cli): Promise<Parsed> {
  const invocation = readInvocation(words);
  if (invocation) return { kind: 'run', invocation };
  const { askProgram } = await import('./program.ts');
  return askProgram(words, cli);
}
