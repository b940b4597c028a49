import { KnownError } from '../contract/errors.ts';
import type { Document } from '../contract/ports.ts';
import { authorities } from './authorities.ts';
import { codeOf, interruptedFailure, messageOf } from './failure.ts';
import { decodeText } from './files.ts';

/** Reads a manifest from the web: bounded in size, time, redirects and tries. */
export interface UrlLimits {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Between two tries. */
  readonly pause: () => Promise<void>;
}

const maxRedirects = 10;
/** As kubectl: a server that fails is asked three times. */
const maxTries = 3;

export const isUrl = (from: string): boolean => /^https?:\/\//i.test(from);

/** What messages may show of a URL: no password, and no query, where tokens stand. */
export function shownUrl(from: string): string {
  const url = URL.canParse(from) ? new URL(from) : undefined;
  return url ? `${url.origin}${url.pathname}` : 'that URL';
}

export const readDocument = async (from: string, limits: UrlLimits): Promise<Document> => ({
  name: shownUrl(from),
  text: decodeText(shownUrl(from), await readUrl(from, limits)),
});

async function readUrl(from: string, limits: UrlLimits): Promise<Buffer> {
  if (!URL.canParse(from) || !hasReadableLogin(new URL(from)))
    throw new KnownError('usage', 'What -f says looks like a URL, but is none.');
  for (let tries = 1; ; tries++) {
    const answer = await follow(new URL(from), limits);
    if (answer.status < 300) return readBody(answer, from, limits);
    await answer.body?.cancel();
    if (answer.status < 500 || tries === maxTries) throw refused(answer, from);
    await limits.pause();
  }
}

async function follow(first: URL, limits: UrlLimits): Promise<Response> {
  let url = first;
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const answer = await ask(url, limits, url.origin === first.origin);
    const next = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null;
    if (next === null || !URL.canParse(next, url.href)) return answer;
    await answer.body?.cancel();
    const target = new URL(next, url);
    if (!isUrl(target.href) || (url.protocol === 'https:' && target.protocol === 'http:')) {
      throw new KnownError(
        'usage',
        `${shownUrl(first.href)} leads to a place that is less safe: ${shownUrl(target.href)}.`,
      );
    }
    // Who is named in the first URL is named to its own server only.
    if (target.origin === first.origin) Object.assign(target, { username: first.username, password: first.password });
    url = target;
  }
  throw new KnownError('unreachable', `${shownUrl(first.href)} leads on and on: more than ${maxRedirects} redirects.`);
}

async function ask(url: URL, { signal, timeoutMs }: UrlLimits, named: boolean): Promise<Response> {
  const { username, password } = url;
  authorities.trust();
  const bare = new URL(url.href);
  Object.assign(bare, { username: '', password: '' });
  const who = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  try {
    return await fetch(bare.href, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      ...(named && username !== '' ? { headers: { authorization: `Basic ${who}` } } : {}),
    });
  } catch (error) {
    throw lost(error, url.href, signal, timeoutMs);
  }
}

/** Node takes a "%" that begins no escape for a part of a URL; nobody knows what it stands for. */
function hasReadableLogin({ username, password }: URL): boolean {
  try {
    decodeURIComponent(`${username}${password}`);
    return true;
  } catch {
    return false;
  }
}

async function readBody(answer: Response, from: string, { signal, timeoutMs, maxBytes }: UrlLimits): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of answer.body ?? []) {
      size += chunk.length;
      if (size > maxBytes) {
        throw new KnownError('usage', `${shownUrl(from)} is larger than ${maxBytes / 2 ** 20} MiB.`, {
          hint: 'Download it, look at it, and apply the file.',
        });
      }
      chunks.push(chunk);
    }
  } catch (error) {
    throw lost(error, from, signal, timeoutMs);
  }
  return Buffer.concat(chunks);
}

function refused({ status, statusText }: Response, from: string): KnownError {
  const words = `${shownUrl(from)} answered HTTP ${status}${statusText ? ` ${statusText}` : ''}.`;
  if (status === 404 || status === 410) return new KnownError('not-found', words);
  if (status === 401 || status === 403) return new KnownError('forbidden', words);
  return new KnownError('unreachable', words, { hint: 'Is it the address of a file? Try it with curl.' });
}

function lost(error: unknown, from: string, signal: AbortSignal, timeoutMs: number): KnownError {
  if (error instanceof KnownError) return error;
  if (signal.aborted) return interruptedFailure();
  if (error instanceof Error && error.name === 'TimeoutError') {
    return new KnownError('timeout', `${shownUrl(from)} did not come within ${timeoutMs / 1000} s.`, { cause: error });
  }
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return new KnownError('unreachable', `${shownUrl(from)} cannot be read: ${codeOf(cause) || messageOf(cause)}.`, {
    hint: 'Check the address and the network. A proxy can be passed by: curl … | karmate apply -f -',
    cause: error,
  });
}
