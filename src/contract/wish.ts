import type { DocumentSource, Input, Param, Params } from './params.ts';

/** What a program writes as input: as the command line has it, with what has a default left out at will. */
export type Wish<P extends Params> = {
  readonly [K in keyof P as IsNeeded<P[K]> extends true ? K : never]: Given<P, K>;
} & {
  readonly [K in keyof P as IsNeeded<P[K]> extends true ? never : K]?: Given<P, K> | undefined;
};

type IsNeeded<P extends Param> = P extends
  | { readonly default: unknown }
  | { readonly optional: true }
  | { readonly type: 'boolean' }
  ? false
  : true;

type Given<P extends Params, K extends keyof P> = P[K] extends { readonly type: 'duration' }
  ? number | string
  : P[K] extends { readonly type: 'document' }
    ? string | readonly (string | DocumentSource)[]
    : NonNullable<Input<P>[K]>;
