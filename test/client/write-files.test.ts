import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findText, writeFailure, writeWhole } from '../../src/client/write-files.ts';
import { temporaryFolder } from '../support/temporary.ts';

it('files are written with their folders, and nothing is left beside them', async () => {
  const dir = join(temporaryFolder(), 'new', 'folder');
  await writeWhole([
    { name: join(dir, 'a'), text: '1' },
    { name: join(dir, 'b'), text: '2' },
  ]);
  expect(readdirSync(dir)).toEqual(['a', 'b']);
  expect([await findText(join(dir, 'a')), await findText(join(dir, 'c'))]).toEqual(['1', undefined]);
});

it('when one of them cannot be written, none is', async () => {
  const dir = temporaryFolder();
  writeFileSync(join(dir, 'a'), 'before');
  writeFileSync(join(dir, 'file'), '');
  const writing = writeWhole([
    { name: join(dir, 'a'), text: 'after' },
    { name: join(dir, 'file', 'b'), text: '' },
  ]);
  await expect(writing).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('is not a folder') });
  expect(readdirSync(dir)).toEqual(['a', 'file']);
  expect(readFileSync(join(dir, 'a'), 'utf8')).toBe('before');
});

it('a folder that is none, or a file that is a folder, is told', async () => {
  const dir = temporaryFolder();
  writeFileSync(join(dir, 'file'), '');
  mkdirSync(join(dir, 'folder'));
  await expect(findText(join(dir, 'file', 'a'))).rejects.toMatchObject({ code: 'usage' });
  await expect(findText(join(dir, 'folder'))).rejects.toMatchObject({ code: 'config' });
});

it.skipIf(process.platform !== 'linux')('a folder that nobody can make is told, and not tried for ever', async () => {
  const writing = writeWhole([{ name: '/proc/karmate/lab/a', text: '' }]);
  await expect(writing).rejects.toMatchObject({
    code: 'failed',
    message: expect.stringContaining('/proc/karmate/lab'),
  });
});

describe('what the operating system says becomes a sentence and a next step:', () => {
  it.each([
    ['ENOSPC', 'failed', /disk is full.*\/lab/, /Make room/],
    ['EDQUOT', 'failed', /disk is full/, /Make room/],
    ['EACCES', 'config', /\/lab cannot be written to/, /folder of your own/],
    ['EROFS', 'config', /\/lab cannot be written to/, /folder of your own/],
    ['EIO', 'failed', /cannot be written to \/lab: i\/o error/, /^$/],
  ])('%s', (code, kind, message, hint) => {
    const failure = writeFailure('/lab', Object.assign(new Error('i/o error'), { code }));
    expect(failure).toMatchObject({ code: kind, message: expect.stringMatching(message) });
    expect(failure.hint ?? '').toMatch(hint);
  });
});
