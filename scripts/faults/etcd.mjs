// Reads the lab's etcd by its HTTP gateway (/v3/kv/range), with the certificate of the API servers.
import { createHash } from 'node:crypto';
import { Agent, request } from 'node:https';

const base64 = (text) => Buffer.from(text).toString('base64');
const plain = (text) => Buffer.from(text, 'base64').toString();

/** `keys(prefix)` gives each key with the revision of its last change; `hashes(prefix)` with a hash of its value too. */
export function createEtcd({ port, ca, cert, key }) {
  const agent = new Agent({ keepAlive: true, ca, cert, key });
  const range = (wish) =>
    new Promise((resolve, reject) => {
      const options = { method: 'POST', agent, timeout: 30_000 };
      const asking = request(`https://127.0.0.1:${port}/v3/kv/range`, options, (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (answer.statusCode !== 200) reject(new Error(`etcd answered ${answer.statusCode}: ${text}`));
          else resolve(JSON.parse(text).kvs ?? []);
        });
      });
      asking.on('timeout', () => asking.destroy(new Error('etcd does not answer')));
      asking.on('error', reject);
      asking.end(JSON.stringify(wish));
    });
  const below = (prefix) => ({ key: base64(prefix), range_end: base64(nextAfter(prefix)) });
  const hashOf = (value) =>
    createHash('sha256')
      .update(value ?? '')
      .digest('hex');
  return {
    keys: async (prefix) => {
      const entries = await range({ ...below(prefix), keys_only: true });
      return entries.map((entry) => ({ key: plain(entry.key), revision: entry.mod_revision }));
    },
    hashes: async (prefix) => {
      const entries = await range(below(prefix));
      return entries.map((entry) => ({
        key: plain(entry.key),
        revision: entry.mod_revision,
        hash: hashOf(entry.value),
      }));
    },
    hash: async (key) => hashOf((await range({ key: base64(key) }))[0]?.value),
    close: () => agent.destroy(),
  };
}

/** The first text after all that begin with this one. */
const nextAfter = (prefix) => prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
