// Asks an API server directly, beside both programs: prepares, waits and cleans up outside what is timed.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';

/** `ask(method, path, body)` gives the status and the JSON of the answer. */
export async function connect(kubeconfig, contextName) {
  const { parse } = await import('yaml');
  const config = parse(readFileSync(kubeconfig, 'utf8'));
  const named = (list, name) => list.find((entry) => entry.name === name);
  const { context } = named(config.contexts, contextName);
  const { cluster } = named(config.clusters, context.cluster);
  const { user } = named(config.users, context.user);
  const decode = (text) => Buffer.from(text, 'base64');
  const agent = new Agent({
    keepAlive: true,
    ca: decode(cluster['certificate-authority-data']),
    cert: decode(user['client-certificate-data']),
    key: decode(user['client-key-data']),
  });
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const asking = request(`${cluster.server}${path}`, { method, agent, headers, timeout: 30_000 }, (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: answer.statusCode, body: text.startsWith('{') ? JSON.parse(text) : undefined });
        });
      });
      asking.on('timeout', () => asking.destroy(new Error(`no answer to ${method} ${path}`)));
      asking.on('error', reject);
      asking.end(body === undefined ? undefined : JSON.stringify(body));
    });
}

export async function makeNamespace(ask, name) {
  const { status } = await ask('POST', '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  });
  if (status !== 201) throw new Error(`The namespace ${name} could not be made: HTTP ${status}.`);
}

/** Asks again every `everyMs` until it holds. */
export async function until(claim, holds, { seconds = 90, everyMs = 50 } = {}) {
  const deadline = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Not within ${seconds} s: ${claim}.`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
