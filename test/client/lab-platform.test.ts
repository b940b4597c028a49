import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createLab } from '../../src/client/lab/lab.ts';
import { temporaryFolder } from '../support/temporary.ts';

it('on Windows the lab is refused with a way out, before anything is made', async () => {
  const home = temporaryFolder();
  const { signal } = new AbortController();
  const lab = createLab({ env: {}, home, progress: () => {}, signal, platform: 'win32' });
  const refusal = {
    code: 'config',
    message: expect.stringContaining('Linux and macOS'),
    hint: expect.stringMatching(/WSL/),
  };
  const nothing = { dir: undefined, members: undefined, nodes: undefined, karmada: undefined };
  await expect(lab.up(nothing)).rejects.toMatchObject(refusal);
  await expect(lab.build({ karmada: [], with: [] })).rejects.toMatchObject(refusal);
  expect(await lab.status(undefined)).toMatchObject({ lab: undefined });
  expect(readdirSync(home)).toEqual([]);
});
