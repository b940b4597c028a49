// Asks an API server with a client certificate, as the lab's kubeconfigs have it, beside all code that is tested or timed.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { SetupError } from './requirements.mjs';

/** `ask(method, path, body)` gives the status and the JSON of the answer; of the current context unless one is named. */
export async function askServer(kubeconfig, contextName) {
  const { parse } = await import('yaml'); // when this file is loaded nothing may be installed yet
  const config = parse(readFileSync(kubeconfig, 'utf8'));
  const named = (list, name) => list?.find((entry) => entry.name === name);
  const context = named(config.contexts, contextName ?? config['current-context'])?.context;
  const cluster = named(config.clusters, context?.cluster)?.cluster;
  const user = named(config.users, context?.user)?.user;
  const [ca, cert, key] = [
    cluster?.['certificate-authority-data'],
    user?.['client-certificate-data'],
    user?.['client-key-data'],
  ].map((text) => text && Buffer.from(text, 'base64'));
  if (!ca || !cert || !key) {
    const hint =
      'Only kubeconfigs that hold an authority and a client certificate are read here, as those of a lab do.';
    throw new SetupError(`${kubeconfig} has no context to ask with.`, hint);
  }
  const agent = new Agent({ keepAlive: true, ca, cert, key });
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
