import { writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { start } from './support/connection.ts';
import { certificate, expiredCertificate, sendJson } from './support/https-server.ts';
import { kubeconfigOf, loadClient, run } from './support/run-main.ts';
import { temporaryFolder } from './support/temporary.ts';

/** What a user reads, and what a script gets, for each thing that can go wrong: from argv to stderr and exit code. */
beforeAll(loadClient, 60_000);

const askFor = ['get', 'clusters', 'x'];
interface Said {
  readonly error: { readonly code: string; readonly exit: number; readonly message: string; readonly hint?: string };
}

/** The same failure for people and for programs: they must agree, and nothing is on stdout. */
async function fails(argv: readonly string[], exit: number, code: string, words: RegExp, hint?: RegExp) {
  const people = await run(argv);
  expect([people.exit, people.stdout]).toEqual([exit, '']);
  expect(people.stderr).toMatch(/^error: /);
  expect(people.stderr).toMatch(words);
  if (hint) expect(people.stderr).toMatch(hint);
  const programs = await run([...argv, '-o', 'json']);
  const { error } = JSON.parse(programs.stderr) as Said;
  expect([programs.exit, programs.stdout, error.exit, error.code]).toEqual([exit, '', exit, code]);
  expect(error.message).toMatch(words);
  return error;
}

const fileOf = (text: string): string => {
  const path = join(temporaryFolder(), 'config');
  writeFileSync(path, text);
  return path;
};

describe('a kubeconfig', () => {
  const nobody = 'clusters: [{ name: c, cluster: { server: "https://127.0.0.1:1" } }]\n';
  it.each<[string, string, readonly string[], RegExp]>([
    ['that is no YAML is named with its line', 'a: b\nc: [d\n', [], /config:\d+: the kubeconfig is not valid YAML/],
    ['that is no mapping is named', '- a\n', [], /config.* is not a kubeconfig/],
    [
      'without a current context asks for one',
      `${nobody}contexts: [{ name: a, context: { cluster: c } }]`,
      [],
      /No context is current/,
    ],
    [
      'without the context asked for lists those it has',
      `${nobody}contexts: [{ name: a, context: { cluster: c } }]`,
      ['--karmada-context', 'b'],
      /no context "b"/,
    ],
    [
      'whose context names no cluster is named',
      'current-context: a\ncontexts: [{ name: a, context: { cluster: z } }]',
      [],
      /"z", which is not defined/,
    ],
  ])('%s', async (_, text, more, words) => {
    await fails([...askFor, '--kubeconfig', fileOf(text), ...more], 3, 'config', words);
  });

  it('that is not there is named', async () => {
    await fails([...askFor, '--kubeconfig', '/nowhere/config'], 3, 'config', /no kubeconfig at \/nowhere\/config/);
  });
});

describe('a connection', () => {
  it('that is refused', async () => {
    const server = await start(() => {});
    await server.close();
    const argv = [...askFor, '--kubeconfig', kubeconfigOf(server)];
    await fails(argv, 4, 'unreachable', /^(?:error: )?https:\S+ refused the connection\./, /karmate lab status/);
  });

  it('that is reset', async () => {
    const server = await start((_, response) => void response.socket?.destroy());
    const argv = [...askFor, '--kubeconfig', kubeconfigOf(server)];
    await fails(argv, 4, 'unreachable', /closed the connection/, /Try again/);
  });

  it('to a server whose authority is not known', async () => {
    const server = await start(() => {});
    const argv = [...askFor, '--kubeconfig', kubeconfigOf(server, { 'certificate-authority-data': undefined })];
    await fails(argv, 4, 'unreachable', /signed by itself/, /certificate-authority-data/);
    expect(server.requests).toEqual([]);
  });

  it('to a server whose certificate has expired', async () => {
    const server = await start(() => {}, { cert: expiredCertificate });
    await fails([...askFor, '--kubeconfig', kubeconfigOf(server)], 4, 'unreachable', /has expired/, /clock/);
    expect(server.requests).toEqual([]);
  });

  it('to a server whose certificate is for another name', async () => {
    const server = await start(() => {});
    const argv = [...askFor, '--kubeconfig', kubeconfigOf(server, { 'tls-server-name': 'karmada.example' })];
    await fails(argv, 4, 'unreachable', /for another name/, /is for: DNS:localhost, IP Address:127\.0\.0\.1/);
  });

  it('with TLS to a server that speaks plain HTTP', async () => {
    const plain = createServer((socket) => {
      socket.on('error', () => {});
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void plain.close());
    const address = plain.address();
    const url = `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const argv = [...askFor, '--kubeconfig', kubeconfigOf({ url, ca: certificate })];
    await fails(argv, 4, 'unreachable', /does not speak TLS/, /plain HTTP/);
  });

  it('that nothing comes over ends after --request-timeout', async () => {
    const server = await start(() => {});
    const argv = [...askFor, '--kubeconfig', kubeconfigOf(server), '--request-timeout', '100ms'];
    await fails(argv, 8, 'timeout', /within 0\.1 s/, /--request-timeout/);
  });
});

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
