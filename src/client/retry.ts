import { codeOf } from './failure.ts';

/** When a request is sent again: a pure decision about what came of it. Only what cannot be done twice by that. */
export interface Answered {
  readonly kind: 'answer';
  readonly status: number;
  readonly retryAfter: string | undefined;
}

export interface Broken {
  readonly kind: 'broken';
  readonly error: unknown;
  /** How far it got: before `sent` the server has seen nothing of it. */
  readonly phase: 'connecting' | 'sent' | 'answering';
  /** It went over a connection that had been idle: the server may have closed it at that very moment. */
  readonly reused: boolean;
}

export interface Sent {
  readonly method: string;
  readonly contentType: string | undefined;
  /** How often it has been sent again so far. */
  readonly retries: number;
  /** What is left of the time that the whole request may take. */
  readonly leftMs: number;
  readonly now: number;
}

/** As in client-go, rest/request.go. */
const maxRetries = 10;
/** A server that resets connections all the time is not worth ten. */
const maxBroken = 3;
const shortestWaitMs = 100;

/** Milliseconds to wait before it is sent again; undefined: what came of it stands. */
export function waitBeforeRetry(result: Answered | Broken, sent: Sent): number | undefined {
  const wait = result.kind === 'answer' ? afterAnswer(result, sent) : afterBreak(result, sent);
  return wait !== undefined && wait < sent.leftMs ? wait : undefined;
}

/** A server that asks to come again has done nothing yet; one that failed otherwise may have done something. */
function afterAnswer({ status, retryAfter }: Answered, { method, retries, now }: Sent): number | undefined {
  const asksAgain = status === 429 || status === 503 || (status >= 500 && isRead(method));
  if (!asksAgain || retryAfter === undefined || retries >= maxRetries) return undefined;
  const wait = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now;
  return Number.isNaN(wait) ? undefined : Math.max(wait, shortestWaitMs);
}

function afterBreak({ error, phase, reused }: Broken, { method, contentType, retries }: Sent): number | undefined {
  const code = codeOf(error);
  if (phase === 'connecting') {
    // Nothing was sent: a server that restarts is given one more chance.
    const mayPass = ['ECONNREFUSED', 'ECONNRESET', 'EAI_AGAIN'].includes(code);
    return mayPass && retries === 0 ? 250 : undefined;
  }
  if (code !== 'ECONNRESET' && code !== 'EPIPE') return undefined;
  // A server-side apply gives the same object however often it is sent. A create or a delete does not.
  const isApply = method === 'PATCH' && contentType?.startsWith('application/apply-patch') === true;
  if (!isRead(method) && !(isApply && reused && phase === 'sent')) return undefined;
  if (retries >= maxBroken) return undefined;
  return reused && retries === 0 ? 0 : shortestWaitMs * 2 ** retries;
}

const isRead = (method: string): boolean => method === 'GET' || method === 'HEAD';
