// Runs vitest and counts from its JSON report.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from './children.mjs';
import { root } from './script.mjs';

/** A file that failed as a whole (it does not even load) counts as one failure. */
export function countReport(report, exitCode) {
  const files = report.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
  });
  const failed = report.numFailedTests + files.length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed, // e.g. an unhandled rejection outside any test
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

const firstLine = (text) => (text ?? '').trimStart().split('\n', 1)[0].slice(0, 200);

/** A line for each failure: file, test, the first line of what it said. */
export function failuresOf(report) {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const tests = assertionResults.filter((test) => test.status === 'failed');
    if (tests.length === 0) return status === 'failed' ? [`${file}: ${firstLine(message)}`] : [];
    return tests.map(({ fullName, failureMessages }) => `${file}: ${fullName}: ${firstLine(failureMessages?.[0])}`);
  });
}

const usual = ['fast', 'real', 'tools'];

// `npm test -- fast` means the project of that name; anything else is vitest's own to understand.
const asProject = (arg) => ([...usual, 'long', 'proof'].includes(arg) ? ['--project', arg] : [arg]);

/** What takes minutes by itself runs only where it is asked for. */
const projects = (args) => {
  const named = args.flatMap(asProject);
  return named.includes('--project') ? named : [...usual.flatMap((name) => ['--project', name]), ...named];
};

export async function vitest(args, scratch, env) {
  const file = join(scratch, 'vitest.json');
  const command = join(root, 'node_modules', '.bin', 'vitest');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run('vitest', command, ['run', ...reporters, ...projects(args)], { cwd: root, env });
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return { ...countReport(report, code), failures: failuresOf(report) };
}
