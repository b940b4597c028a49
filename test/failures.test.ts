import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { start } from './support/connection.ts';
import { fails } from './support/fails.ts';
import { certificate, expiredCertificate } from './support/https-server.ts';
import { kubeconfigOf, loadClient } from './support/run-main.ts';
import { temporaryFolder } from './support/temporary.ts';

/** What a user reads, and what a script gets, for each way not to get an answer: from argv to stderr and exit code. */
beforeAll(loadClient, 60_000);

const askFor = ['get', 'clusters', 'x'];

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
