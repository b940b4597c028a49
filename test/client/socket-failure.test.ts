import { describe, expect, it } from 'vitest';
import { socketFailure } from '../../src/client/socket-failure.ts';

const get = { method: 'GET', server: 'https://s' };
const error = (code: string, more: object = {}) => Object.assign(new Error('raw'), { code, ...more });

describe('a broken connection becomes a failure:', () => {
  it.each([
    ['ECONNREFUSED', 'unreachable', /refused the connection/],
    ['ECONNRESET', 'unreachable', /closed the connection/],
    ['ENOTFOUND', 'unreachable', /cannot be resolved/],
    ['EHOSTUNREACH', 'unreachable', /no route/],
    ['ETIMEDOUT', 'unreachable', /did not answer/],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'unreachable', /certificate of https:\/\/s is signed by an authority/],
    ['CERT_HAS_EXPIRED', 'unreachable', /certificate of https:\/\/s has expired/],
    ['CERT_NOT_YET_VALID', 'unreachable', /not valid yet/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'unreachable', /for another name/],
    ['EPROTO', 'unreachable', /does not speak TLS/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'unreachable', /does not speak TLS/],
    ['HPE_INVALID_CONSTANT', 'unreachable', /does not speak HTTP/],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'forbidden', /wants a client certificate/],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'forbidden', /does not accept the client certificate/],
    ['ESOMETHING', 'unreachable', /cannot be reached \(ESOMETHING\)/],
  ])('%s is %s', (code, kind, words) => {
    const cause = error(code);
    expect(socketFailure(cause, get)).toMatchObject({ code: kind, message: expect.stringMatching(words), cause });
  });

  it('of several addresses tried, the first one counts', () => {
    const several = new AggregateError([error('ECONNREFUSED')]);
    expect(socketFailure(several, get).message).toBe('https://s refused the connection.');
  });

  it('a certificate for another name says which names it has', () => {
    const cert = { subjectaltname: 'DNS:kubernetes, IP Address:10.0.0.1' };
    expect(socketFailure(error('ERR_TLS_CERT_ALTNAME_INVALID', { cert }), get).hint).toMatch(
      /The certificate is for: DNS:kubernetes, IP Address:10\.0\.0\.1$/,
    );
  });

  it.each([
    ['a read', 'GET', true, /^Try again/],
    ['a write that was sent', 'POST', true, /is not known: look at what is there/],
    ['a write that was not sent', 'POST', false, /^Try again/],
  ])('after %s is said what to do', (_, method, wasSent, hint) => {
    expect(socketFailure(error('ECONNRESET'), { ...get, method }, { wasSent }).hint).toMatch(hint);
  });
});
