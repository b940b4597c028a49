/** One vocabulary for inputs: CLI flags, JSON Schema and TypeScript types all derive from it. */

/** What a shell may offer for a value. */
export type Completion = 'clusters' | 'contexts' | 'namespaces' | 'types' | 'files' | 'directories' | 'components';

interface Base {
  readonly about: string;
  readonly positional?: true;
  readonly optional?: true;
  /** One letter: `alias: 'f'` is `-f` on the command line. */
  readonly alias?: string;
  /** Names of inputs that may not be given together with this one. */
  readonly conflicts?: readonly string[];
  /** What a shell completes. */
  readonly complete?: Completion;
  /** How the value is called in help: `--dir <path>`. */
  readonly value?: string;
}

export type Param =
  | (Base & {
      readonly type: 'string';
      readonly oneOf?: readonly string[];
      readonly default?: string;
      /** The value may be left out (`--dry-run`); this is what it then is. */
      readonly valueOptional?: string;
    })
  | (Base & { readonly type: 'integer'; readonly default?: number; readonly min?: number; readonly max?: number })
  /** `default: true`: on unless somebody says `--x=false`. */
  | (Base & { readonly type: 'boolean'; readonly default?: true })
  | (Base & {
      readonly type: 'list';
      readonly default?: readonly string[];
      readonly oneOf?: readonly string[];
      /** On the command line each use is one item; else `a,b` is two. */
      readonly verbatim?: true;
    })
  | (Base & { readonly type: 'map' })
  /** `90s`, `2m`, `1h30m`, `500ms`; read as milliseconds. */
  | (Base & { readonly type: 'duration'; readonly default?: string })
  /** Manifests: files, folders, `-` on the command line; their text elsewhere. */
  | (Base & { readonly type: 'document' });

export type Params = Readonly<Record<string, Param>>;

/** Where a document's text is: here, or behind a path that the Files port reads. */
export type DocumentSource = { readonly text: string; readonly name?: string } | { readonly from: string };

type Value<P extends Param> = P extends { readonly type: 'list'; readonly oneOf: readonly (infer V)[] }
  ? readonly V[]
  : P extends { readonly oneOf: readonly (infer V)[] }
    ? V
    : P extends { readonly type: 'integer' | 'duration' }
      ? number
      : P extends { readonly type: 'boolean' }
        ? boolean
        : P extends { readonly type: 'list' }
          ? readonly string[]
          : P extends { readonly type: 'map' }
            ? Readonly<Record<string, string>>
            : P extends { readonly type: 'document' }
              ? readonly DocumentSource[]
              : string;

export type Input<P extends Params> = {
  readonly [K in keyof P]: P[K] extends { readonly default: unknown }
    ? Value<P[K]>
    : P[K] extends { readonly optional: true }
      ? Value<P[K]> | undefined
      : Value<P[K]>;
};

/** Declares parameters with their literal types, so that Input<> can be derived from them. */
export const defineParams = <const P extends Params>(params: P): P => params;
