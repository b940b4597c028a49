import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { noSecretSaid, notesOf } from '../support/no-secret.mjs';
import { searchFor } from '../support/secret-search.mjs';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = privateKey.export({ type: 'sec1', format: 'pem' });
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'sec1', format: 'pem' });
const lines = (text) => text.split('\n').filter((line) => line.length >= 24 && !line.startsWith('-'));
const part = (value) => Buffer.from(value).toString('base64url');
const signature = part(randomBytes(64));
const claims = `${part('{"alg":"ES256","kid":"x"}')}.${part('{"sub":"system:serviceaccount:karmada-cluster:m"}')}`;
const token = `${claims}.${signature}`;

const secrets = [
  { kind: 'token', name: 'the token', value: signature },
  ...[...lines(pem), ...lines(other)].map((value, at) => ({ kind: 'key', name: `key line ${at}`, value })),
];
const known = [publicKey.export({ type: 'spki', format: 'pem' })];
const find = searchFor(secrets, known);
const base64 = (text) => Buffer.from(text).toString('base64');
const wrapped = (text, width) => text.replace(new RegExp(`(.{${width}})`, 'g'), '$1\n    ');
const percent = (text) => text.replace(/[^a-z0-9]/gi, (letter) => `%${letter.charCodeAt(0).toString(16)}`);

describe('a secret is found', () => {
  const ways = {
    plain: token,
    'in a header': `authorization: Bearer ${token}, accept: */*`,
    'in base64': base64(token),
    'in base64, behind one letter': base64(`a${token}`),
    'in base64, behind two letters': base64(`ab${token}`),
    'in base64 for URLs': Buffer.from(token).toString('base64url'),
    'in base64, twice': base64(base64(token)),
    'in base64, in lines of 76': wrapped(base64(token), 76),
    'in lines of 20': wrapped(token, 20),
    'in hexadecimal': Buffer.from(token).toString('hex'),
    'in a URL': `https://127.0.0.1/?token=${percent(token)}&x=%zz`,
    'in JSON within JSON': JSON.stringify(JSON.stringify({ token: wrapped(token, 30) })),
    'in colours': token.replace(/(.{10})/g, '\u001b[31m$1\u001b[39m'),
    'its half': signature.slice(20, 60),
    'a key': pem,
    'a key in a kubeconfig': `    client-key-data: ${base64(pem)}\n`,
    'a key in JSON': JSON.stringify({ key: pem }),
    'a key in a URL': encodeURIComponent(pem),
    'one line of a key': lines(pem)[0],
  };
  for (const [way, text] of Object.entries(ways)) {
    test(`${way}`, () => assert.notDeepEqual(find(`some words before ${text} and after`), []));
  }
});

describe('nothing is found', () => {
  const innocent = {
    'in other words': 'cluster member1 joined: Kubernetes v1.35.3, Ready\n'.repeat(100),
    'in another token': `${claims}.${part(randomBytes(64))}`,
    'in the claims of the token, which say whose it is': claims,
    'in another key': generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
      type: 'sec1',
      format: 'pem',
    }),
    'in the public key': known[0],
    'in the public key in a kubeconfig': base64(known[0]),
    'in nothing': '',
  };
  for (const [what, text] of Object.entries(innocent)) test(what, () => assert.deepEqual(find(text), []));
});

test('a secret that is too short to be told from words is refused', () => {
  assert.throws(() => searchFor([{ name: 'short', value: 'abc' }]), /too short/);
});

/** Runs the suite on notes as the tests write them. */
function suite({ said = [], labs = [], started = [], partial = false }) {
  const scratch = mkdtempSync(join(tmpdir(), 'karmate-notes-'));
  try {
    for (const [kind, values] of [
      ['said', said],
      ['secrets', labs],
      ['labs', started.map((dir) => ({ dir }))],
    ]) {
      mkdirSync(notesOf(scratch, kind), { recursive: true });
      const text = values.map((value) => `${JSON.stringify(value)}\n`).join('');
      if (text !== '') writeFileSync(join(notesOf(scratch, kind), '1.jsonl'), text);
    }
    const printed = [];
    const count = noSecretSaid(scratch, { partial, print: (line) => printed.push(line) });
    return { ...count, printed: printed.join('\n') };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

describe('the suite', () => {
  const labs = [{ dir: '/lab-1', secrets, known }];
  const fine = { by: 'karmate get clusters', text: 'member1', asked: false };
  const leak = { by: 'karmate apply -v 9', text: `< ${base64(token)}`, asked: false };

  test('passes where nothing is shown', () => {
    const { passed, failed, printed } = suite({ said: [fine], labs });
    assert.deepEqual({ passed, failed }, { passed: 1, failed: 0 });
    assert.match(printed, /^searched: \d+ keys and 1 tokens, 1 outputs/);
  });

  test('names the command that has shown a secret, and never the secret', () => {
    const { failed, printed } = suite({ said: [fine, leak], labs });
    assert.equal(failed, 1);
    assert.match(printed, /karmate apply -v 9 has shown the token/);
    assert.deepEqual(find(printed), []);
  });

  test('lets a secret pass that was asked for by name', () => {
    assert.equal(suite({ said: [fine, { ...leak, asked: true }], labs }).failed, 0);
  });

  test('fails when there is nothing to search, or to search for', () => {
    const keysOnly = [{ secrets: secrets.filter(({ kind }) => kind === 'key'), known }];
    for (const notes of [{}, { said: [fine] }, { labs }, { said: [fine], labs: keysOnly }])
      assert.equal(suite(notes).failed, 1);
  });

  test('fails when the secrets of a lab were not noted', () => {
    assert.equal(suite({ said: [fine], labs, started: ['/lab-1'] }).failed, 0);
    const { failed, printed } = suite({ said: [fine], labs, started: ['/lab-1', '/lab-2'] });
    assert.equal(failed, 1);
    assert.match(printed, /the secrets of the lab \/lab-2 were not noted/);
  });

  test('has nothing to do when only tests without a lab ran', () => {
    assert.deepEqual(suite({ partial: true }), {
      passed: 0,
      failed: 0,
      skipped: 0,
      printed: 'no lab ran: there is nothing to search for',
    });
    assert.equal(suite({ partial: true, said: [leak], labs }).failed, 1);
  });
});
