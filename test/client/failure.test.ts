import { describe, expect, it } from 'vitest';
import { answerFailure, socketFailure } from '../../src/client/failure.ts';

const exchange = { method: 'GET', path: '/api/v1/pods', server: 'https://s' };
const status = (reason: string, message = 'words') => JSON.stringify({ kind: 'Status', reason, message });

describe('an answer becomes a failure:', () => {
  it.each<[number, string, string, string]>([
    [400, status('BadRequest'), 'invalid', 'words'],
    [401, status('Unauthorized'), 'forbidden', 'words'],
    [403, status('Forbidden'), 'forbidden', 'words'],
    [404, status('NotFound'), 'not-found', 'words'],
    [404, 'page not found', 'not-found', 'https://s answered GET /api/v1/pods with HTTP 404.'],
    [409, status('AlreadyExists'), 'conflict', 'words'],
    [409, status('Conflict'), 'conflict', 'words'],
    [410, status('Expired'), 'conflict', 'words'],
    [422, status('Invalid'), 'invalid', 'words'],
    [429, status('TooManyRequests'), 'unreachable', 'words'],
    [500, status('InternalError'), 'failed', 'words'],
    [500, status('NotFound'), 'not-found', 'words'],
    [502, 'bad gateway', 'unreachable', 'https://s answered GET /api/v1/pods with HTTP 502.'],
    [503, status('ServiceUnavailable'), 'unreachable', 'words'],
    [504, status('Timeout'), 'timeout', 'words'],
    [302, '', 'failed', 'https://s answered GET /api/v1/pods with HTTP 302.'],
    [500, '{"kind":"Other","message":"not a Status"}', 'failed', 'https://s answered GET /api/v1/pods with HTTP 500.'],
  ])('HTTP %i with %s is %s', (code, body, expected, message) => {
    expect(answerFailure(code, body, exchange)).toMatchObject({ code: expected, message });
  });

  it('a refusal by RBAC is explained, one by an admission webhook speaks for itself', () => {
    const refusal = (details?: object) =>
      JSON.stringify({ kind: 'Status', reason: 'Forbidden', message: 'no', details });
    expect(answerFailure(403, refusal({ kind: 'pods' }), exchange).hint).toMatch(/refused GET .* to this user/);
    expect(answerFailure(403, refusal(), exchange).hint).toBeUndefined();
  });

  it('where clusters are not served, a plain Kubernetes is suspected', () => {
    const path = '/apis/cluster.karmada.io/v1alpha1/clusters';
    expect(answerFailure(404, '404 page not found', { ...exchange, path }).hint).toMatch(/plain Kubernetes/);
    expect(answerFailure(404, '404 page not found', { ...exchange, path: `${path}/x` }).hint).toMatch(
      /plain Kubernetes/,
    );
    const named = JSON.stringify({ kind: 'Status', reason: 'NotFound', message: 'no', details: { name: 'x' } });
    expect(answerFailure(404, named, { ...exchange, path: `${path}/x` }).hint).toBeUndefined();
    expect(answerFailure(404, '404', { ...exchange, path: `${path}/x/proxy/api` }).hint).toBeUndefined();
    expect(answerFailure(404, '', exchange).hint).toBeUndefined();
  });
});

describe('a broken connection becomes a failure:', () => {
  it.each([
    ['ECONNREFUSED', /refused the connection/],
    ['ECONNRESET', /closed the connection/],
    ['ENOTFOUND', /cannot be resolved/],
    ['EHOSTUNREACH', /no route/],
    ['ETIMEDOUT', /did not answer/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /certificate of https:\/\/s is signed by an authority/],
    ['CERT_HAS_EXPIRED', /certificate of https:\/\/s has expired/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /for another name/],
    ['ESOMETHING', /cannot be reached \(ESOMETHING\)/],
  ])('%s', (code, words) => {
    const cause = Object.assign(new Error('raw'), { code });
    const failure = socketFailure(cause, exchange);
    expect(failure).toMatchObject({ code: 'unreachable', message: expect.stringMatching(words), cause });
  });

  it('of several addresses tried, the first one counts', () => {
    const several = new AggregateError([Object.assign(new Error(''), { code: 'ECONNREFUSED' })]);
    expect(socketFailure(several, exchange).message).toBe('https://s refused the connection.');
  });
});
