import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { parse } from 'yaml';

/** A Kubernetes object as a test sees it. */
export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

interface Kubeconfig {
  readonly contexts: readonly { readonly name: string; readonly context: { cluster: string; user: string } }[];
  readonly clusters: readonly { readonly name: string; readonly cluster: Record<string, string> }[];
  readonly users: readonly { readonly name: string; readonly user: Record<string, string> }[];
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Asks an API server directly, beside all code under test. */
export class Kube {
  readonly #server: string;
  readonly #tls: { readonly ca: Buffer; readonly cert: Buffer; readonly key: Buffer };

  constructor(kubeconfig: string, context: string) {
    const config = parse(readFileSync(kubeconfig, 'utf8')) as Kubeconfig;
    const chosen = config.contexts.find(({ name }) => name === context)?.context;
    const cluster = config.clusters.find(({ name }) => name === chosen?.cluster)?.cluster ?? {};
    const user = config.users.find(({ name }) => name === chosen?.user)?.user ?? {};
    const decode = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64');
    this.#server = cluster.server ?? '';
    this.#tls = {
      ca: decode(cluster['certificate-authority-data']),
      cert: decode(user['client-certificate-data']),
      key: decode(user['client-key-data']),
    };
  }

  ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers = { accept: 'application/json', 'content-type': 'application/json' };
    return new Promise((resolve, reject) => {
      const asking = request(`${this.#server}${path}`, { method, headers, ...this.#tls, timeout: 10_000 }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: answer.statusCode ?? 0, body: text.startsWith('{') ? JSON.parse(text) : text });
        });
      });
      asking.on('error', reject);
      asking.on('timeout', () => asking.destroy(new Error(`no answer from ${path} in 10 s`)));
      asking.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  async list(path: string): Promise<readonly KubeObject[]> {
    const { status, body } = await this.ask('GET', path);
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
    return (body as { readonly items: readonly KubeObject[] }).items;
  }

  async find(path: string): Promise<KubeObject | undefined> {
    const { status, body } = await this.ask('GET', path);
    if (status === 404) return undefined;
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
    return body as KubeObject;
  }
}

/** Asks again until a claim holds; its last error or "false" is the failure. */
export async function eventually(claim: string, holds: () => Promise<boolean> | boolean, seconds = 30): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      if (await holds()) return;
      last = 'it does not hold';
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Not within ${seconds} s: ${claim}: ${last}`);
}
