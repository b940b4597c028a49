import { describe, expect, it } from 'vitest';
import { readConnection } from '../../src/client/credentials.ts';
import { loadContext } from '../../src/client/kubeconfig.ts';
import { createTransport } from '../../src/client/transport.ts';
import { KnownError } from '../../src/contract/errors.ts';
import { options } from '../support/connection.ts';
import { write } from '../support/kubeconfig.ts';
import { temporaryFolder } from '../support/temporary.ts';

const exec = {
  apiVersion: 'client.authentication.k8s.io/v1',
  command: 'no-such-plugin',
  args: ['a'],
  env: [{ name: 'A', value: 'b' }],
  installHint: 'x',
  provideClusterInfo: true,
  interactiveMode: 'Never',
};
const users: Readonly<Record<string, object>> = {
  plain: {
    'client-certificate': 'c',
    'client-certificate-data': 'eA==',
    'client-key': 'k',
    'client-key-data': 'eA==',
    token: 't',
    tokenFile: 'f',
    as: 'a',
    'as-uid': '1',
    'as-groups': ['g'],
    'as-user-extra': { k: ['v'] },
  },
  password: { username: 'u', password: 'p' },
  plugin: { exec },
  provider: {
    'auth-provider': {
      name: 'oidc',
      config: { 'idp-issuer-url': 'https://127.0.0.1:1', 'client-id': 'i', 'refresh-token': 'r' },
    },
  },
};
const cluster = {
  server: 'https://127.0.0.1:1',
  'certificate-authority': 'ca',
  'certificate-authority-data': 'eA==',
  'insecure-skip-tls-verify': false,
  'tls-server-name': 'n',
  'proxy-url': 'http://127.0.0.1:1',
  'disable-compression': true,
  extensions: [{ name: 'client.authentication.k8s.io/exec', extension: { a: null } }],
};
const configOf = (user: object): object => ({
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': 'c',
  preferences: {},
  clusters: [{ name: 'c', cluster }],
  users: [{ name: 'u', user }],
  contexts: [{ name: 'c', context: { cluster: 'c', user: 'u', namespace: 'n' } }],
});

const strange: readonly unknown[] = [
  null,
  5,
  -1.5e300,
  true,
  '',
  'hunter2',
  'hunter2\n\0',
  'https://u:hunter2@[',
  [],
  [null],
  ['hunter2'],
  {},
  { a: null },
  { a: ['hunter2'] },
];

/** What may be shown as it is: names, addresses, paths, and what is no credential. */
const open =
  /^(apiVersion|kind|current-context|name|cluster|server|user|command|interactiveMode|installHint|tokenFile|certificate-authority|client-certificate|client-key)$/;

interface Mutation {
  /** The field that holds something strange. */
  readonly field: string;
  readonly value: unknown;
}

/** The same with one strange value in the place of each thing it holds, one after the other. */
function* mutated(value: unknown, field: string): Generator<Mutation> {
  for (const other of strange) yield { field, value: other };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const isItem = Array.isArray(value);
    for (const other of mutated(inner, isItem ? field : key)) {
      const changed = isItem ? value.with(Number(key), other.value) : { ...value, [key]: other.value };
      yield { field: other.field, value: changed };
    }
  }
}

/** Reads it and asks once; nobody listens where it leads. */
async function use(content: string): Promise<unknown> {
  const path = write(temporaryFolder(), 'config', content);
  try {
    const chosen = await loadContext({ kubeconfig: path, context: undefined }, { env: {}, home: '/' });
    const connection = await readConnection(chosen, {
      env: { PATH: '/nowhere' },
      signal: new AbortController().signal,
    });
    return await createTransport(connection, options).send({ method: 'GET', path: '/x' });
  } catch (error) {
    return error;
  }
}

describe('whatever stands in a kubeconfig is used or refused in words, and a secret is not among them:', () => {
  const whole = [...mutated(configOf({ token: 't' }), 'root')].map(({ field, value }) => ({ field, config: value }));
  const ofUsers = Object.entries(users).map(
    ([name, user]) =>
      [
        name,
        [...mutated(user, 'entry')].map(({ field, value }) => ({ field, config: configOf(value as object) })),
      ] as const,
  );
  it.each([['all but a user', whole] as const, ...ofUsers])('%s', { timeout: 60_000 }, async (_, mutations) => {
    expect(mutations.length).toBeGreaterThan(20);
    for (const { field, config } of mutations) {
      const content = JSON.stringify(config);
      const error = await use(content);
      expect(error, content).toBeInstanceOf(KnownError);
      const { message, hint, stack } = error as KnownError;
      if (!open.test(field)) expect(`${message} ${hint} ${stack}`, content).not.toContain('hunter2');
    }
  });
});
