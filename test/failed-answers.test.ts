import type { ServerResponse } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { start } from './support/connection.ts';
import { fails } from './support/fails.ts';
import { sendJson } from './support/https-server.ts';
import { kubeconfigOf, loadClient, run } from './support/run-main.ts';

/** What a user reads, and what a script gets, for each answer that is a failure: from argv to stderr and exit code. */
beforeAll(loadClient, 60_000);

const askFor = ['get', 'clusters', 'x'];
const status =
  (code: number, reason: string, message: string, details: object = {}) =>
  (response: ServerResponse) =>
    sendJson(response, code, { kind: 'Status', code, reason, message, details });
const about = { name: 'x', kind: 'clusters', group: 'cluster.karmada.io' };
const rbac = 'clusters.cluster.karmada.io "x" is forbidden: User "u" cannot get resource "clusters"';

describe('an answer', () => {
  it.each<[string, (response: ServerResponse) => void, number, string, RegExp, RegExp | undefined]>([
    [
      '401',
      status(401, 'Unauthorized', 'Unauthorized'),
      7,
      'forbidden',
      /does not accept the credentials of the context "c"/,
      /expired/,
    ],
    [
      '403',
      status(403, 'Forbidden', rbac, about),
      7,
      'forbidden',
      /User "u" cannot get resource "clusters"/,
      /can-i get clusters\.cluster\.karmada\.io/,
    ],
    [
      '404 of a plain Kubernetes',
      (response) => void response.writeHead(404).end('404 page not found\n'),
      5,
      'not-found',
      /does not serve cluster\.karmada\.io\/v1alpha1/,
      /context "c" may be a plain Kubernetes.*: other\n/,
    ],
    [
      '409',
      status(409, 'Conflict', 'the object has been modified', about),
      6,
      'conflict',
      /has been modified/,
      /Somebody else/,
    ],
    ['410', status(410, 'Expired', 'too old resource version'), 6, 'conflict', /too old/, /start again/],
    [
      '422',
      status(422, 'Invalid', 'is invalid: spec.a: Required', about),
      2,
      'invalid',
      /spec\.a: Required/,
      undefined,
    ],
    [
      '429 for too long',
      (response) => {
        response.setHeader('retry-after', '600');
        status(429, 'TooManyRequests', 'too many requests')(response);
      },
      4,
      'unreachable',
      /too many requests/,
      /try again later/,
    ],
    ['500', status(500, 'InternalError', 'etcd is unhappy'), 10, 'failed', /etcd is unhappy/, /its log/],
    [
      '502 of a proxy',
      (response) => void response.writeHead(502).end('<html><title>Bad Gateway</title>'),
      4,
      'unreachable',
      /an HTML page, "Bad Gateway"/,
      undefined,
    ],
    [
      '503',
      status(503, 'ServiceUnavailable', 'apiserver is shutting down'),
      4,
      'unreachable',
      /shutting down/,
      /aggregated API server/,
    ],
    [
      '200 with a page',
      (response) => void response.end('<html>login'),
      4,
      'unreachable',
      /not a Kubernetes API/,
      /login page/,
    ],
    [
      '200 that is cut off',
      (response) => void response.setHeader('content-type', 'application/json').end('{"ki'),
      4,
      'unreachable',
      /damaged or cut off/,
      undefined,
    ],
  ])('of %s', async (_, answer, exit, code, words, hint) => {
    const server = await start((__, response) => answer(response));
    await fails([...askFor, '--kubeconfig', kubeconfigOf(server)], exit, code, words, hint);
  });

  it('of 404 about an object is no trouble of the server', async () => {
    const server = await start((_, response) => status(404, 'NotFound', 'clusters "x" not found', about)(response));
    const { exit, stdout, stderr } = await run([...askFor, '--kubeconfig', kubeconfigOf(server)]);
    expect([exit, stdout, stderr]).toEqual([5, '', expect.stringMatching(/^error: No member cluster named "x"/)]);
  });

  it('that ends in the middle of a list leaves nothing half printed', async () => {
    const server = await start(({ url }, response) => {
      if (url?.includes('continue=')) return void response.socket?.destroy();
      const items = Array.from({ length: 500 }, (_, index) => ({ metadata: { name: `m${index}` }, spec: {} }));
      sendJson(response, 200, { kind: 'ClusterList', metadata: { continue: 'next' }, items });
    });
    const argv = ['get', 'clusters', '--kubeconfig', kubeconfigOf(server)];
    await fails(argv, 4, 'unreachable', /broke off after 500 objects: https:\S+ closed the connection/, /Try again/);
  });

  it('of 429 is waited out, and the work goes on', async () => {
    let asked = 0;
    const server = await start((_, response) => {
      response.setHeader('retry-after', '0');
      if (asked++ === 0) return status(429, 'TooManyRequests', 'busy')(response);
      sendJson(response, 200, { metadata: { name: 'x' }, spec: { syncMode: 'Push' } });
    });
    const { exit, stderr } = await run([...askFor, '--kubeconfig', kubeconfigOf(server), '-v', '6']);
    expect(exit).toBe(0);
    expect(stderr).toMatch(/ 429 in \d+ ms\n.* again in 100 ms \(retry 1\)\n.* 200 in/);
  });

  it('with warnings: each is said once, also with -q, and the result is as ever', async () => {
    const server = await start((_, response) => {
      response.setHeader('warning', ['299 - "old \u009b"', '299 - "older"']);
      sendJson(response, 200, { metadata: { name: 'x' }, spec: { syncMode: 'Push' } });
    });
    const argv = ['get', 'clusters', 'x', 'x', '-q', '-o', 'json', '--kubeconfig', kubeconfigOf(server)];
    const { exit, stdout, stderr } = await run(argv);
    expect([exit, stderr.split('\n').toSorted()]).toEqual([
      0,
      ['', expect.stringMatching(/^warning: old /), 'warning: older'],
    ]);
    expect(() => JSON.parse(stdout)).not.toThrow();
    expect((await run(argv, { env: { FORCE_COLOR: '1' } })).stderr).toContain('\u001b[33mwarning:');
  });
});

describe('several failures', () => {
  it('are one JSON object, with each of them', async () => {
    const server = await start(({ url }, response) => {
      if (url?.includes('/good')) return sendJson(response, 200, { metadata: { name: 'good' }, spec: {} });
      status(404, 'NotFound', 'not found', about)(response);
    });
    const argv = ['get', 'clusters', 'a', 'good', 'b', '--kubeconfig', kubeconfigOf(server), '-o', 'json'];
    const { exit, stderr, stdout } = await run(argv);
    const { error } = JSON.parse(stderr) as { error: { failures: readonly { message: string }[] } };
    expect(error.failures.map(({ message }) => message)).toEqual([
      expect.stringContaining('"a"'),
      expect.stringContaining('"b"'),
    ]);
    expect([exit, error]).toMatchObject([5, { code: 'not-found', exit: 5 }]);
    expect(JSON.parse(stdout).items).toHaveLength(1);
  });
});
