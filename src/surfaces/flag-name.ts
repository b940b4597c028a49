import type { Params } from '../contract/params.ts';

/** How a parameter is called on the command line, without dashes. */
export const flagName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** How messages call the parameters of a command to those who typed it. */
export const calledOnCommandLine =
  (params: Params) =>
  (name: string): string =>
    params[name]?.positional ? `<${name}>` : `--${flagName(name)}`;
