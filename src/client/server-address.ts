import { KnownError } from '../contract/errors.ts';
import { basic } from './basic.ts';

/** The "server" of a kubeconfig: its address, without what is no part of it; a name and password in it are credentials
 * that win over all others, as in Go's http client. */
export function readServer(text: string, file: string): { server: string; authorization: string | undefined } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    // What is no address may still hold a password.
    const shown = text.replace(/\/\/[^/]*@/, '//');
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
