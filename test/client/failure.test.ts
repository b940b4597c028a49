import { describe, expect, it } from 'vitest';
import { answerFailure, timeoutFailure } from '../../src/client/failure.ts';
import { failureOf, KnownError } from '../../src/contract/errors.ts';

const exchange = { method: 'GET', path: '/api/v1/pods', server: 'https://s', context: 'c' };
const fullStatus = (fields: object) => JSON.stringify({ kind: 'Status', ...fields });
const status = (reason: string, message = 'words') => JSON.stringify({ kind: 'Status', reason, message });

describe('an answer becomes a failure:', () => {
  it.each<[number, string, string, string]>([
    [400, status('BadRequest'), 'invalid', 'words'],
    [
      401,
      status('Unauthorized'),
      'forbidden',
      'Unauthorized: https://s does not accept the credentials of the context "c".',
    ],
    [403, status('Forbidden'), 'forbidden', 'words'],
    [404, status('NotFound'), 'not-found', 'words'],
    [403, '', 'forbidden', 'https://s does not let this user list pods.'],
    [404, 'page not found\n', 'not-found', 'https://s answered GET /api/v1/pods with HTTP 404: page not found.'],
    [409, status('AlreadyExists'), 'conflict', 'words'],
    [409, status('Conflict'), 'conflict', 'words'],
    [410, status('Expired'), 'conflict', 'words'],
    [422, status('Invalid'), 'invalid', 'words'],
    [429, status('TooManyRequests'), 'unreachable', 'words'],
    [500, status('InternalError'), 'failed', 'words'],
    [500, status('NotFound'), 'not-found', 'words'],
    [502, 'bad gateway', 'unreachable', 'https://s answered GET /api/v1/pods with HTTP 502: bad gateway.'],
    [503, status('ServiceUnavailable'), 'unreachable', 'words'],
    [504, status('Timeout'), 'timeout', 'words'],
    [302, '', 'failed', 'https://s answered GET /api/v1/pods with HTTP 302.'],
    [500, '{"kind":"Other","message":"not a Status"}', 'failed', 'https://s answered GET /api/v1/pods with HTTP 500.'],
  ])('HTTP %i with %s is %s', (code, body, expected, message) => {
    expect(answerFailure(code, body, exchange)).toMatchObject({ code: expected, message });
  });

  it('a refusal by RBAC says how to check the right, one by an admission webhook speaks for itself', () => {
    const rbac = 'x is forbidden: User "u" cannot patch resource "x" in API group ""';
    const refusal = (details?: object, message = rbac) => fullStatus({ reason: 'Forbidden', message, details });
    const path = '/apis/policy.karmada.io/v1alpha1/namespaces/shop/propagationpolicies/x';
    const asked = { ...exchange, method: 'PATCH', path };
    expect(answerFailure(403, refusal({ kind: 'propagationpolicies' }), asked).hint).toContain(
      'kubectl auth can-i patch propagationpolicies.policy.karmada.io -n shop',
    );
    expect(answerFailure(403, refusal({ kind: 'x' }), { ...exchange, path: '/version' }).hint).toMatch(
      /refused GET \/version/,
    );
    expect(answerFailure(403, refusal(undefined, 'no'), asked).hint).toBeUndefined();
  });

  it.each([
    ['a quota', 'pods "x" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1'],
    ['a security level', 'pods "x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true'],
    ['a namespace that goes away', 'pods "x" is forbidden: unable to create new content in namespace n'],
    ['roles that give too much', 'roles "x" is forbidden: user "u" is attempting to grant RBAC permissions not held'],
  ])('a refusal by %s is no matter of a right on what was sent', (_, message) => {
    const body = fullStatus({ reason: 'Forbidden', message, details: { kind: 'pods', name: 'x' } });
    expect(answerFailure(403, body, exchange)).toMatchObject({ code: 'forbidden', message, hint: undefined });
  });

  it('several wrong fields are listed one by one, and are there as data', () => {
    const causes = [
      { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.selector' },
      { reason: 'FieldValueInvalid', message: 'Invalid value: -1', field: 'spec.replicas' },
    ];
    const details = { name: 'x', group: 'apps', kind: 'Deployment', causes };
    const failure = answerFailure(422, fullStatus({ reason: 'Invalid', message: 'long', details }), exchange);
    expect(failureOf(failure)).toEqual({
      code: 'invalid',
      reason: 'Invalid',
      message: 'Deployment.apps "x" is invalid:\n  spec.selector: Required value\n  spec.replicas: Invalid value: -1',
      hint: undefined,
      causes,
    });
  });

  it('what wraps a failure keeps its reason and its causes', () => {
    const causes = [{ reason: 'FieldManagerConflict', message: 'conflict with "kubectl"', field: '.spec.replicas' }];
    const inner = answerFailure(409, fullStatus({ reason: 'Conflict', message: 'no', details: { causes } }), exchange);
    expect(inner.hint).toBeUndefined();
    expect(new KnownError('conflict', 'outer', { cause: inner })).toMatchObject({ reason: 'Conflict', causes });
  });

  it.each([
    [
      'its title',
      '<!DOCTYPE html><html><head><title>502 Bad\nGateway</title></head><body>secret</body>',
      'an HTML page, "502 Bad Gateway"',
    ],
    ['no more than that it is one', '<html><body>secret</body></html>', 'an HTML page'],
    ['its first line', '\nupstream connect error\nsecret', 'upstream connect error'],
    ['no more than a part of a long line', 'x'.repeat(1000), `${'x'.repeat(160)}…`],
  ])('of what is no Status is said %s', (_, body, words) => {
    expect(answerFailure(502, body, exchange).message).toBe(
      `https://s answered GET /api/v1/pods with HTTP 502: ${words}.`,
    );
  });

  it('an http address of an https server is suspected', () => {
    const body = 'Client sent an HTTP request to an HTTPS server.\n';
    expect(answerFailure(400, body, { ...exchange, server: 'http://s' })).toMatchObject({
      code: 'unreachable',
      hint: expect.stringContaining('may want https'),
    });
    expect(answerFailure(400, body, exchange).code).toBe('invalid');
  });

  it('an API that is not there is named', () => {
    const path = '/apis/work.karmada.io/v1alpha1/works';
    expect(answerFailure(404, '404 page not found\n', { ...exchange, path }).message).toBe(
      'https://s does not serve work.karmada.io/v1alpha1 (HTTP 404).',
    );
    expect(answerFailure(404, '404 page not found\n', exchange).message).toMatch(/with HTTP 404 page not found\.$/);
  });

  it.each([
    ['of its own', fullStatus({ reason: 'InternalError', message: 'no' }), /its log/],
    ['without words', '', /its log/],
    ['that something else may have caused', fullStatus({ message: 'failed to create typed patch object' }), undefined],
  ])('a server error %s', (_, body, hint) => {
    const said = answerFailure(500, body, exchange).hint;
    if (hint) expect(said).toMatch(hint);
    else expect(said).toBeUndefined();
  });

  it('behind the proxy it is the member that may be down', () => {
    expect(answerFailure(503, '', { ...exchange, member: 'm1' }).hint).toBe(
      'Is the member cluster up? See: karmate get clusters m1',
    );
  });

  describe('where an API of Karmada is not served, a plain Kubernetes is suspected:', () => {
    const clusters = '/apis/cluster.karmada.io/v1alpha1/clusters';
    const named = fullStatus({ reason: 'NotFound', message: 'no', details: { name: 'x' } });
    const page = '404 page not found';
    const contexts = ['c', 'karmada', 'other'];
    it.each<[string, string, string, RegExp | undefined]>([
      ['clusters', clusters, page, /may be a plain Kubernetes\. Choose another context .*: karmada, other$/],
      ['one cluster', `${clusters}/x`, page, /plain Kubernetes\./],
      ['a cluster that is not there', `${clusters}/x`, named, undefined],
      ['something of a member', `${clusters}/x/proxy/api`, page, undefined],
      ['policies', '/apis/policy.karmada.io/v1alpha1/propagationpolicies', page, /plain Kubernetes\./],
      ['works', '/apis/work.karmada.io/v1alpha1/works', page, /plain Kubernetes\./],
      ['what older Karmadas have not', '/apis/remedy.karmada.io/v1alpha1/remedies', page, /or an older Karmada/],
      ['a core kind', '/api/v1/pods', page, undefined],
      ['a group that only ends like it', '/apis/notkarmada.io/v1/x', page, undefined],
    ])('%s', (_, path, body, hint) => {
      const said = answerFailure(404, body, { ...exchange, path, contexts }).hint;
      if (hint) expect(said).toMatch(hint);
      else expect(said).toBeUndefined();
    });

    it('with no other context to choose, another file is', () => {
      expect(answerFailure(404, page, { ...exchange, path: clusters }).hint).toMatch(/no other context.*--kubeconfig/);
    });
  });
});

it.each([
  ['POST', true, /^Whether the server has done it is not known/],
  ['PATCH', true, /^Whether the server has done it is not known/],
  ['POST', false, /^Give it longer/],
  ['GET', true, /^Give it longer/],
])('a %s that is not answered in time (sent: %s) says what is known of it', (method, wasSent, hint) => {
  const { code, hint: said } = timeoutFailure({ ...exchange, method }, 2000, { wasSent });
  expect([code, said]).toEqual(['timeout', expect.stringMatching(hint)]);
});
