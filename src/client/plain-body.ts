import type { IncomingMessage } from 'node:http';
import { KnownError } from '../contract/errors.ts';

/** The body as it was before it was compressed for the way. */
export async function plainBody(
  { headers }: Pick<IncomingMessage, 'headers'>,
  body: Buffer,
  server: string,
): Promise<Buffer> {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity' || body.length === 0) return body;
  if (encoding === 'gzip') {
    const { gunzip } = await import('node:zlib');
    return new Promise((resolve, reject) => {
      gunzip(body, (error, plain) => (error ? reject(damaged(server, error)) : resolve(plain)));
    });
  }
  throw new KnownError('unreachable', `${server} answered in an encoding that nobody asked for: "${encoding}".`, {
    hint: 'Is there a proxy in between?',
  });
}

const damaged = (server: string, cause: Error): KnownError =>
  new KnownError('unreachable', `${server} sent an answer that is damaged or cut off.`, {
    hint: 'Try again; if it stays, look at the server or a proxy in between.',
    cause,
  });
