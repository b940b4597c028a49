import { type ExitName, exitCodes, type Failure } from './errors.ts';
import type { Input, Params } from './params.ts';
import type { Need, Ports } from './ports.ts';
import { readInput } from './read-input.ts';
import type { View, ViewOptions } from './view.ts';

/** What the exit code is told about a result. It is no error: the result is printed all the same. */
export type Outcome =
  | { readonly kind: 'ok' }
  | { readonly kind: 'findings' }
  | { readonly kind: 'partial'; readonly exit: ExitName; readonly failures: readonly Failure[] };

/**
 * The part that is loaded only when the operation runs. R is plain data: one result, or one chunk of many; D is what others
 * than people get of it.
 */
export interface Body<P extends Params, R, D = R> {
  /** Does the work. What runs on and on gives an AsyncIterable of chunks instead of one result. */
  readonly run: (ports: Ports, input: Input<P>, need: Need) => Promise<R> | AsyncIterable<R>;
  readonly view: (result: R, options: ViewOptions) => View;
  readonly outcome?: (result: R) => Outcome;
  /** What `-o json` and `-o yaml` print and a program gets: the result itself unless said otherwise. */
  readonly data?: (result: R) => D;
  /** What `-o name` prints; an operation without it has no such output. */
  readonly names?: (result: R) => readonly string[];
  /** What `-o sarif` prints, as JSON, where that is among the operation's formats. */
  readonly sarif?: (result: R) => unknown;
}

/** What some operations can be printed as beside the formats of all. */
export const ownFormats = ['sarif'] as const;
export type OwnFormat = (typeof ownFormats)[number];

interface Definition<P extends Params> {
  /** The command, verb first; with `_` for spaces it is the name of the tool. */
  readonly name: string;
  readonly summary: string;
  /** More for those who ask for help: what happens, what it waits for, what it leaves alone. */
  readonly details?: string;
  readonly examples?: readonly string[];
  /** What `-o` takes for it alone: others refuse that before anything runs. */
  readonly formats?: readonly OwnFormat[];
  /** read | write | destroy: decides --dry-run, --yes and what agents are told. */
  readonly effect: 'read' | 'write' | 'destroy';
  readonly params: P;
}

/** One chunk of an answer, with everything a surface may print. */
export interface Answer {
  readonly data: unknown;
  readonly view: (options: ViewOptions) => View;
  readonly names: (() => readonly string[]) | undefined;
  readonly sarif?: (() => unknown) | undefined;
  readonly outcome: Outcome;
}

/** What a surface sees: no generics, unvalidated input in, plain data and its view out. */
export interface Operation extends Definition<Params> {
  readonly invoke: (ports: Ports, raw: Readonly<Record<string, unknown>>, need?: Need) => AsyncIterable<Answer>;
}

/** A definition and its lazy body become an operation. Help, completion and docs never load the body. */
export function defineOperation<const P extends Params, R, D = R>(
  definition: Definition<P> & { readonly body: () => Promise<Body<P, R, D>> },
) {
  const { body, params } = definition;
  return {
    ...definition,
    async *invoke(ports: Ports, raw: Readonly<Record<string, unknown>>, need: Need = 'objects'): AsyncIterable<Answer> {
      const input = readInput(params, raw);
      const { run, view, outcome, data, names, sarif } = await body();
      const running = run(ports, input, need);
      for await (const result of Symbol.asyncIterator in running ? running : [running]) {
        yield {
          get data() {
            return data ? data(result) : result;
          },
          view: (options) => view(result, options),
          names: names && (() => names(result)),
          sarif: sarif && (() => sarif(result)),
          outcome: outcome?.(result) ?? { kind: 'ok' },
        };
      }
    },
  };
}

/** The exit code that a result asks for. */
export function exitCodeOf(outcome: Outcome): number {
  if (outcome.kind === 'partial') return exitCodes[outcome.exit];
  return exitCodes[outcome.kind];
}
