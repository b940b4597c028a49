import { KnownError } from '../contract/errors.ts';
import { answerFailure, type Exchange } from './failure.ts';
import type { Request, Response, Transport } from './transport.ts';

/** A request whose answer must be 2xx; anything else is thrown, translated. */
export async function requestOk(transport: Transport, request: Request): Promise<Response> {
  const response = await transport.send(request);
  if (response.status < 300) return response;
  throw answerFailure(response.status, response.body.toString('utf8'), exchangeOf(transport, request));
}

/** What a failure tells of a request. */
export function exchangeOf(
  { server, context, contexts, member }: Transport,
  { method, path }: Pick<Request, 'method' | 'path'>,
): Exchange {
  return { method, path: path.split('?')[0] ?? path, server, context, contexts, member };
}

export const requestJson = async <T>(transport: Transport, request: Request): Promise<T> =>
  parseJson<T>(transport, await requestOk(transport, request));

/** The server's JSON as T: what T says is the server's promise, and it is checked no further. */
export function parseJson<T>({ server }: Transport, { headers, body }: Response): T {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as T;
  } catch {
    // Said below. The parser's message quotes the text, which is not ours to show.
  }
  if (headers['content-type']?.includes('json')) {
    throw new KnownError('unreachable', `${server} sent JSON that is damaged or cut off.`, {
      hint: 'Try again; if it stays, look at the server or a proxy in between.',
    });
  }
  throw new KnownError(
    'unreachable',
    `${server} is not a Kubernetes API: it answered with something that is not JSON.`,
    {
      hint: 'Is there a proxy or a login page in between?',
    },
  );
}
