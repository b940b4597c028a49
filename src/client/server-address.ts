import { KnownError } from '../contract/errors.ts';
import { basic } from './basic.ts';

/** The "server" of a kubeconfig: its address, without what is no part of it; a name and password in it are credentials
 * that win over all others, as in Go's http client. */
export function readServer(text: string, file: string): { server: string; authorization: string | undefined } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // URL takes more for an address than Go does (blanks before it, one slash): of that, a password would not be found below.
  if (!url || !/^https?:\/\/[^/\\]/i.test(text)) {
    // What is no address may still hold a password, with any character in it.
    const shown = text.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, '$1');
    throw new KnownError('config', `The server "${shown}" in ${file} is no http or https address.`);
  }
  const authorization = url.username || url.password ? basic(decode(url.username), decode(url.password)) : undefined;
  const server = text
    .replace(/[?#].*$/, '')
    .replace(/^(\w+:\/\/)[^/]*@/, '$1')
    .replace(/\/+$/, '');
  return { server, authorization };
}

/** A "%" that stands for itself stays. */
export function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
