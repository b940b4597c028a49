// Set-up, then every suite, one after the other: the machine may have two cores. A failure stops none of the others.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setUp } from './setup.mjs';
import { agreement } from './support/agreement.mjs';
import { run, throwIfInterrupted } from './support/children.mjs';
import { goTests, modulesWithTests } from './support/go-tests.mjs';
import { endLeftovers } from './support/leftovers.mjs';
import { noSecretSaid } from './support/no-secret.mjs';
import { elapsed } from './support/progress.mjs';
import { root, script } from './support/script.mjs';
import { scriptTests } from './support/script-tests.mjs';
import { vitest } from './support/vitest-run.mjs';

async function npmScript(name) {
  const code = await run(`npm run ${name}`, 'npm', ['run', '--silent', name], { cwd: root });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

// Short, since socket paths may have no more than 104 bytes. No test may find the user's own clusters or labs.
function isolated(scratch) {
  const temp = join(scratch, 't');
  mkdirSync(temp);
  const env = { ...process.env, TMPDIR: temp, KARMATE_TEST_ROOT: scratch, XDG_STATE_HOME: join(scratch, 's') };
  return { ...env, KUBECONFIG: join(scratch, 'no-kubeconfig') };
}

async function noProcessLeft(scratch) {
  const left = await endLeftovers(scratch);
  for (const { pid, command } of left) process.stdout.write(`left behind, killed now: ${pid} ${command}\n`);
  return { passed: left.length === 0 ? 1 : 0, failed: left.length === 0 ? 0 : 1, skipped: 0 };
}

function suites(args, scratch) {
  const ends = [
    ['vitest', () => vitest(args, scratch, isolated(scratch))],
    ['no secret in any output', () => noSecretSaid(scratch, { partial: args.length > 0 })],
    ['no process left', () => noProcessLeft(scratch)],
  ];
  // Proofs that take minutes, after `npm test` has seen to the rest.
  if (args[0] === 'long' && args.length === 1) return [['agreement with Karmada', () => agreement()], ...ends];
  if (args[0] === 'long' || args[0] === 'proof') return ends;
  const modules = modulesWithTests(join(root, 'controlplane'));
  return [
    ['lint', () => npmScript('lint')],
    ['types', () => npmScript('types')],
    ['scripts', () => scriptTests(scratch)],
    ...modules.map((dir) => [`go ${relative(root, dir)}`, () => goTests(dir)]),
    ...ends,
  ];
}

async function runSuites(args, scratch) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const lines = [];
  const failures = [];
  for (const [name, suite] of suites(args, scratch)) {
    process.stdout.write(`\n== ${name}\n`);
    const start = Date.now();
    const count = await suite();
    for (const key of Object.keys(total)) total[key] += count[key];
    // Named again at the end: what was printed when it happened may be thousands of lines above.
    for (const what of count.failures ?? []) failures.push(`FAILED ${name}: ${what}`);
    if (count.failed > 0 && !count.failures?.length) failures.push(`FAILED ${name}: see above`);
    const skipped = count.skipped ? `  ${count.skipped} skipped` : '';
    lines.push(
      `${name.padEnd(26)}${count.passed} passed  ${count.failed} failed${skipped}  (${elapsed(Date.now() - start)})`,
    );
  }
  const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
  process.stdout.write(
    `\n${[...failures, ...lines].join('\n')}\n\n${total.passed} passed, ${total.failed} failed${skipped}\n`,
  );
  return total;
}

await script(async (args) => {
  await setUp({ labBuild: ['--with', 'karmadactl', '--karmada', 'v1.10.7'] }); // what the tests compare with
  const scratch = mkdtempSync('/tmp/karmate-');
  try {
    const { passed, failed } = await runSuites(args, scratch);
    throwIfInterrupted('the tests');
    return failed > 0 || passed === 0 ? 1 : 0;
  } finally {
    await endLeftovers(scratch);
    rmSync(scratch, { recursive: true, force: true });
  }
});
