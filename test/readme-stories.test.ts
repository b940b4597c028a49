import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './support/karmate.ts';
import { run } from './support/run-main.ts';

/** What the README shows of commands that need no server: each with what it prints. */
const stories = [
  ...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^```console\n\$ karmate (.*--from .*)\n([\s\S]*?)^```$/gm),
];

it.each(stories.map(([, command = '', shown = '']) => [command, shown] as const))(
  'karmate %s',
  async (command, shown) => {
    const { stdout } = await run([...command.split(' '), '-q']);
    expect(stdout).toBe(shown);
  },
);

it('there are three stories', () => {
  expect(stories.map(([, command = '']) => /preview\/(\S+)\.yaml/.exec(command)?.[1])).toEqual([
    'nothing-scheduled',
    'one-cluster',
    'removed-everywhere',
  ]);
});
