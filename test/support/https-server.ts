import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A small HTTPS server on this machine, for what a real API server will not do on demand. */
export interface TestServer {
  readonly url: string;
  readonly ca: Buffer;
  /** How many TLS connections have been opened so far. */
  readonly connections: () => number;
  readonly requests: readonly IncomingMessage[];
  readonly close: () => Promise<void>;
}

export const certificate = readFileSync(new URL('./localhost.crt.pem', import.meta.url));
export const key = readFileSync(new URL('./localhost.key.pem', import.meta.url));

export const expiredCertificate = readFileSync(new URL('./expired.crt.pem', import.meta.url));

export async function startHttps(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  { cert } = { cert: certificate },
): Promise<TestServer> {
  const opened: unknown[] = [];
  const requests: IncomingMessage[] = [];
  const server = createServer({ cert, key }, (request, response) => {
    requests.push(request);
    answer(request, response);
  });
  server.on('secureConnection', (socket) => opened.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    ca: cert,
    connections: () => opened.length,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export const sendJson = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
