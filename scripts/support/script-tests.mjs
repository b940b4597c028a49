// Runs the tests of these scripts, with Node's own runner: they must hold before anything is installed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './children.mjs';
import { root } from './script.mjs';

const number = (text, name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);

export async function scriptTests(scratch) {
  const dir = join(root, 'scripts', 'test');
  const file = join(scratch, 'scripts.tap');
  const names = readdirSync(dir).filter((name) => name.endsWith('.test.mjs'));
  const files = names.map((name) => join(dir, name));
  const reporters = ['--test-reporter=spec', '--test-reporter-destination=stdout'];
  const report = ['--test-reporter=tap', `--test-reporter-destination=${file}`];
  const code = await run('script tests', process.execPath, ['--test', ...reporters, ...report, ...files], {
    cwd: root,
  });
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const failed = number(text, 'fail') + number(text, 'cancelled');
  return {
    passed: number(text, 'pass'),
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: number(text, 'skipped'),
  };
}
