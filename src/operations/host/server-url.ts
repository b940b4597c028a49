import { KnownError } from '../../contract/errors.ts';

/** Refuses what is no address of an API server that credentials may be sent to. */
export function checkServer(server: string): void {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  const refuse = (words: string): KnownError =>
    new KnownError('usage', `--server ${words}.`, { hint: 'Write it like https://192.168.1.10:31443.' });
  if (url?.username || url?.password) throw refuse('holds a name or a password, which is no part of an address');
  if (!url || !/^https:\/\/[^/\\]/i.test(server))
    throw refuse(`cannot be ${JSON.stringify(server)}: it is an https address`);
  if (url.search || url.hash)
    throw refuse(`cannot be ${JSON.stringify(server)}: "?" and "#" are no part of an address`);
}
