import { describe, expect, it } from 'vitest';
import { type Answered, type Broken, type Sent, waitBeforeRetry } from '../../src/client/retry.ts';

const now = Date.parse('2026-01-01T00:00:00Z');
const sent = (method: string, more: Partial<Sent> = {}): Sent => ({
  method,
  contentType: undefined,
  retries: 0,
  leftMs: 30_000,
  now,
  ...more,
});
const answer = (status: number, retryAfter?: string): Answered => ({ kind: 'answer', status, retryAfter });
const broken = (code: string, phase: Broken['phase'], reused = false): Broken => ({
  kind: 'broken',
  error: Object.assign(new Error(code), { code }),
  phase,
  reused,
});
const apply = { contentType: 'application/apply-patch+yaml' };
const merge = { contentType: 'application/merge-patch+json' };

describe('a request is sent again', () => {
  it.each<[string, Answered | Broken, Sent, number | undefined]>([
    ['when a server that is busy asks for it', answer(429, '2'), sent('GET'), 2000],
    ['also a write: a busy server has done nothing', answer(429, '2'), sent('POST'), 2000],
    ['when a server that is away asks for it', answer(503, '1'), sent('POST'), 1000],
    ['at a time that the server names', answer(503, 'Thu, 01 Jan 2026 00:00:05 GMT'), sent('GET'), 5000],
    ['not at once, whatever the server says', answer(429, '0'), sent('GET'), 100],
    ['for the tenth time', answer(429, '1'), sent('GET', { retries: 9 }), 1000],
    ['never for the eleventh', answer(429, '1'), sent('GET', { retries: 10 }), undefined],
    ['never when there is no time left', answer(429, '31'), sent('GET'), undefined],
    ['never when nobody asked for it', answer(429), sent('GET'), undefined],
    ['never at a time that is none', answer(429, 'soon'), sent('GET'), undefined],
    ['when a read failed and the server asks for it', answer(504, '1'), sent('GET'), 1000],
    ['never when a write failed: it may be done', answer(504, '1'), sent('POST'), undefined],
    ['never when the answer is final', answer(404, '1'), sent('GET'), undefined],
    ['once when nobody listened', broken('ECONNREFUSED', 'connecting'), sent('POST'), 250],
    ['never twice when nobody listened', broken('ECONNREFUSED', 'connecting'), sent('GET', { retries: 1 }), undefined],
    ['once when TLS was broken off', broken('ECONNRESET', 'connecting'), sent('POST'), 250],
    ['never when a certificate is bad', broken('CERT_HAS_EXPIRED', 'connecting'), sent('GET'), undefined],
    ['at once when an idle connection was just closed', broken('ECONNRESET', 'sent', true), sent('GET'), 0],
    ['also an apply then', broken('ECONNRESET', 'sent', true), sent('PATCH', apply), 0],
    ['never an apply on a new connection', broken('ECONNRESET', 'sent'), sent('PATCH', apply), undefined],
    ['never an apply whose answer had begun', broken('ECONNRESET', 'answering', true), sent('PATCH', apply), undefined],
    ['never another patch', broken('ECONNRESET', 'sent', true), sent('PATCH', merge), undefined],
    ['never a create', broken('ECONNRESET', 'sent', true), sent('POST'), undefined],
    ['never a delete', broken('EPIPE', 'sent', true), sent('DELETE'), undefined],
    ['when a read broke off', broken('ECONNRESET', 'answering'), sent('GET'), 100],
    ['a little later each time', broken('ECONNRESET', 'sent'), sent('GET', { retries: 2 }), 400],
    ['never a fourth time', broken('ECONNRESET', 'sent'), sent('GET', { retries: 3 }), undefined],
    ['never when it is something else', broken('HPE_INVALID_CONSTANT', 'sent'), sent('GET'), undefined],
  ])('%s', (_, result, asked, wait) => {
    expect(waitBeforeRetry(result, asked)).toBe(wait);
  });
});
