// GET from an API server with a client certificate, as the lab's kubeconfigs have it.
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { parse } from 'yaml';

/** @returns {(path: string) => Promise<any>} */
export function askServer(kubeconfig) {
  const { clusters, users } = parse(readFileSync(kubeconfig, 'utf8'));
  const [{ cluster }, { user }] = [clusters[0], users[0]];
  const decode = (text) => Buffer.from(text ?? '', 'base64');
  const tls = {
    ca: decode(cluster['certificate-authority-data']),
    cert: decode(user['client-certificate-data']),
    key: decode(user['client-key-data']),
  };
  return (path) =>
    new Promise((resolve, reject) => {
      const asking = request(
        `${cluster.server}${path}`,
        { ...tls, headers: { accept: 'application/json' } },
        (answer) => {
          const chunks = [];
          answer.on('error', reject);
          answer.on('data', (chunk) => chunks.push(chunk));
          answer.on('end', () => {
            if (answer.statusCode !== 200) reject(new Error(`GET ${path}: ${answer.statusCode}`));
            else resolve(JSON.parse(Buffer.concat(chunks).toString()));
          });
        },
      );
      asking.on('error', reject);
      asking.end();
    });
}
