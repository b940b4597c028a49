// Runs the Go modules' tests and counts tests, not packages.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './children.mjs';

/** Folders of modules below `dir` (itself included) that have tests of their own. */
export function modulesWithTests(dir) {
  if (!existsSync(dir)) return [];
  const found = [];
  const hasTests = (folder, isModule) => {
    let has = false;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isFile() && entry.name.endsWith('_test.go')) has = true;
      if (entry.isDirectory() && hasTests(path, existsSync(join(path, 'go.mod')))) has = true;
    }
    if (isModule && has) found.push(folder);
    return isModule ? false : has; // a module's tests are its own, not those of the module around it
  };
  hasTests(dir, true);
  return found.sort();
}

const noise = /^=== (RUN|PAUSE|CONT|NAME) |\[no test files\]/;

/** Takes `go test -json` events one by one. */
export function goTestCounter(print = () => {}) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  const failedPackages = new Map(); // package -> whether one of its tests failed
  const add = (event) => {
    const { Action: action, Package: name, Test: test, Output: output } = event;
    if (action === 'build-output' || (action === 'output' && !noise.test(output))) print(output);
    if (test && action === 'pass') count.passed++;
    if (test && action === 'skip') count.skipped++;
    if (test && action === 'fail') {
      count.failed++;
      failedPackages.set(name, true);
    }
    if (!test && action === 'fail' && !failedPackages.get(name)) count.failed++; // it did not build, or died
  };
  return { count, add };
}

export async function goTests(dir) {
  const { count, add } = goTestCounter((text) => process.stdout.write(text));
  let rest = '';
  const onOutput = (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      if (line.startsWith('{')) add(JSON.parse(line));
      else process.stdout.write(`${line}\n`);
    }
  };
  // The same flags as the build of the control plane: the compiled packages are shared with it.
  const args = ['test', '-json', '-trimpath', '-buildvcs=false', './...'];
  const code = await run(`go test (${dir})`, 'go', args, { cwd: dir, stdio: ['ignore', 'pipe', 'inherit'], onOutput });
  if (code !== 0 && count.failed === 0) count.failed++;
  return count;
}
