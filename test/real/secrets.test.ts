import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { searchFor } from '../../scripts/support/secret-search.mjs';
import { karmate } from '../support/karmate.ts';

/** What nobody asked to see is not shown, however much is told: at -v 9, in errors, in progress, in results. */
const lab = inject('lab');
const value = `${randomBytes(24).toString('hex')}`;
const number = String(10n ** 17n + BigInt(`0x${randomBytes(6).toString('hex')}`));
const find = searchFor([
  { name: 'the value', value },
  { name: 'the number', value: number },
]);
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'secrets-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function put(name: string, text: string): Promise<string> {
  await writeFile(join(dir, name), text, { mode: 0o600 });
  return join(dir, name);
}

type Outcome = 'applied' | 'refused';
const encoded = Buffer.from(value).toString('base64');
const head = (name: string): string => `apiVersion: v1\nkind: Secret\nmetadata: { name: ${name} }\n`;
const manifests: Readonly<Record<string, readonly [outcome: Outcome, rest: string]>> = {
  'a good one': ['applied', `stringData: { a: ${value} }\ndata: { b: ${encoded} }\n`],
  'a number for a text': ['refused', `stringData: { pin: ${number} }\n`],
  'a list for a map': ['refused', `stringData: [${value}]\n`],
  'a text for a map': ['refused', `data: "${value}"\n`],
  'data that are no base64': ['refused', `data: { a: "${value}!" }\n`],
  'broken YAML': ['refused', `stringData:\n  a: "${value}\n  b: x: y: ${value}\n`],
  'a tab in YAML': ['refused', `stringData:\n\ta: ${value}\n`],
  'a field that is not there': ['refused', `stringDatum: { a: ${value} }\n`],
  'a docker config that is none': [
    'refused',
    `type: kubernetes.io/dockerconfigjson\nstringData: { .dockerconfigjson: ${value} }\n`,
  ],
};

describe('apply of a Secret with', () => {
  test.each(Object.entries(manifests))('%s', async (title, [outcome, rest]) => {
    const path = await put('secret.yaml', `${head(`shown-${title.replaceAll(' ', '-').toLowerCase()}`)}${rest}`);
    for (const more of [[], ['-o', 'json'], ['-o', 'yaml']]) {
      const args = ['apply', '-f', path, '-v', '9', ...more];
      const ran = await karmate(args, { env: { KUBECONFIG: lab.karmada.kubeconfig } });
      expect(find(ran.stdout + ran.stderr), `${args.join(' ')}\n${ran.stderr}`).toEqual([]);
      expect(ran.code === 0 ? 'applied' : 'refused', ran.stderr).toBe(outcome);
    }
  });
});

interface Config {
  users: { name: string; user: unknown }[];
}

describe('a kubeconfig with', () => {
  const users: Readonly<Record<string, unknown>> = {
    'a token that the server does not take': { token: value },
    'a name and a password': { username: 'admin', password: value },
    'a key that is none': { 'client-certificate-data': encoded, 'client-key-data': encoded },
    'a token that cannot be sent': { token: `${value}\n${value}` },
  };
  test.each(Object.entries(users))('%s', async (_, user) => {
    const config = parse(readFileSync(lab.karmada.kubeconfig, 'utf8')) as Config;
    const path = await put('config', stringify({ ...config, users: config.users.map((one) => ({ ...one, user })) }));
    const ran = await karmate(['get', 'clusters', '-v', '9', '--kubeconfig', path]);
    expect(find(ran.stdout + ran.stderr), ran.stderr).toEqual([]);
    expect(ran.code, ran.stdout).not.toBe(0);
  });
});
