import { accessSync, constants, readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { karmate, type Ran, root } from '../support/karmate.ts';

/** karmate as a plugin of the machine's own kubectl. */
const path = process.env.PATH ?? '';
const isThere = path.split(delimiter).some((dir) => {
  try {
    accessSync(join(dir, 'kubectl'), constants.X_OK);
    return true;
  } catch {
    return false;
  }
});
const bins = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: Record<string, string> }).bin;

let folder: string;
const kubectl = (...args: string[]): Promise<Ran> =>
  karmate(args, {
    program: 'kubectl',
    env: { PATH: `${folder}${delimiter}${path}`, KUBECONFIG: inject('lab').karmada.kubeconfig },
  });

// Without kubectl these count as skipped in the closing line of the tests.
describe.skipIf(!isThere)(`kubectl karmate${isThere ? '' : ': NOT TESTED, there is no kubectl on PATH'}`, () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plugin-'));
    await symlink(join(root, bins['kubectl-karmate'] ?? ''), join(folder, 'kubectl-karmate'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('is a plugin that kubectl lists', async () => {
    expect((await kubectl('plugin', 'list', '--name-only')).stdout.split('\n')).toContain('kubectl-karmate');
  });

  test('asks the Karmada that KUBECONFIG names, with flags as kubectl has them', async () => {
    expect(await kubectl('karmate', 'version', '-o=json', '--request-timeout=20')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('v1.35.3'),
      stderr: '',
    });
  });

  test('keeps its own exit codes and errors', async () => {
    expect(await kubectl('karmate', 'gett', '-ojson')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('"code":"usage"'),
    });
  });

  test('leaves what comes after -- alone', async () => {
    const { code, stderr } = await kubectl('karmate', 'get', '--', 'clusters', '-h');
    expect([code, stderr]).toEqual([5, expect.stringContaining('-h')]);
  });
});
