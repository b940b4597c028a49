import type { Engine } from './record.ts';

/** A command line of kind, to be pasted: unless it is told, kind takes the first engine that it finds. */
export const kindLine = (engine: Engine, line: string): string =>
  engine === 'docker' ? `kind ${line}` : `KIND_EXPERIMENTAL_PROVIDER=${engine} kind ${line}`;
