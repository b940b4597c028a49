import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { karmate, root } from '../support/karmate.ts';
import { noteLab, noteSaid, noteStarted } from '../support/notes.ts';

it('a join and an unjoin that meet a fault lose nothing, and name what they leave: one fault in twenty', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'faults-'));
  try {
    noteStarted(join(dir, 'lab'));
    const args = [`${root}scripts/faults.mjs`, '--sample', '5', '--workers', '2', '--dir', dir];
    const { code, stdout, stderr } = await karmate(args, { program: process.execPath });
    noteLab(join(dir, 'lab'));
    noteSaid('karmate, with faults', readFileSync(join(dir, 'said.log'), 'utf8'));
    const last = stdout.trim().split('\n').at(-1) ?? '';
    expect(`${last}\n${code === 0 ? '' : stdout + stderr}`).toMatch(
      /^(\d+) faults injected, \1 recovered, 0 objects left over, 0 objects lost\n$/,
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}, 300_000);
