import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { searchNotes } from '../scripts/support/no-secret.mjs';
import { noteLab, noteSaid, noteStarted } from './support/notes.ts';
import { readSources } from './support/sources.ts';
import { temporaryFolder } from './support/temporary.ts';

/** A folder as a lab leaves it: a key, and a token amid what else etcd has on disk. */
function fakeLab(token: string): { readonly dir: string; readonly key: string } {
  const dir = temporaryFolder();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ type: 'sec1', format: 'pem' }).toString();
  const files = {
    'pki/karmada/ca.key': key,
    'etcd/member/wal/0.wal': Buffer.concat([
      randomBytes(500),
      Buffer.from(`\n\x05token\x12${token}"\x00`),
      randomBytes(500),
    ]),
    'logs/etcd.log': 'started\n',
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  return { dir, key };
}

const part = (value: string | Buffer): string => Buffer.from(value).toString('base64url');
const token = `${part('{"alg":"ES256","kid":"some-key"}')}.${part('{"sub":"system:serviceaccount:a:b"}')}.${part(randomBytes(64))}`;

function noting(): string {
  const scratch = temporaryFolder();
  vi.stubEnv('KARMATE_TEST_ROOT', scratch);
  onTestFinished(() => void vi.unstubAllEnvs());
  return scratch;
}

it('the keys and tokens of a lab are noted, and found in what a program says', () => {
  const scratch = noting();
  const { dir, key } = fakeLab(token);
  noteStarted(dir);
  noteLab(dir);
  noteSaid('karmate fine', 'cluster member1 joined');
  expect(searchNotes(scratch)).toMatchObject({ leaks: [], missing: [] });
  noteSaid('karmate bad', `client-key-data: ${Buffer.from(key).toString('base64')}`);
  noteSaid('karmate worse', `Authorization: Bearer ${token}`);
  noteSaid('karmate token create', token, true);
  const { leaks } = searchNotes(scratch);
  expect(leaks).toContainEqual(expect.stringMatching(/^karmate bad has shown key line /));
  expect(leaks).toContainEqual(expect.stringMatching(/^karmate worse has shown token /));
  expect(leaks.filter((leak) => leak.includes('token create'))).toEqual([]);
});

it('a lab without keys is none', () => {
  noting();
  expect(() => noteLab(temporaryFolder())).toThrow(/No key was found/);
});

it('tests that speak with a lab start karmate in one place, where what it says is noted', () => {
  const others = readSources('test/real')
    .filter(({ text }) => text.includes('bin/karmate.js'))
    .map(({ path }) => path);
  expect(others).toEqual([]);
});
