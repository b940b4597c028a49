// Runs commands under the measuring program (measure/main.go), which is small: the peak memory of a child begins with
// that of the process that forked it, so Node would add its own.
import { join } from 'node:path';
import { run } from '../support/children.mjs';
import { SetupError } from '../support/requirements.mjs';
import { root } from '../support/script.mjs';

export async function buildMeasure(dir) {
  const out = join(dir, 'measure');
  const cwd = join(root, 'scripts', 'bench', 'measure');
  const code = await run('building measure', 'go', ['build', '-trimpath', '-buildvcs=false', '-o', out, '.'], { cwd });
  if (code !== 0) throw new SetupError('The measuring program could not be built.', undefined, 1);
  return out;
}

/** `measure(env, command)`: wall, CPU and peak of a command that must end with exit code 0. */
export const createMeasure = (program, dir) => async (env, command) => {
  let text = '';
  const onOutput = (chunk) => {
    text += chunk;
  };
  const what = command.join(' ');
  const options = { cwd: dir, env, stdio: ['ignore', 'pipe', 'inherit'], onOutput };
  const code = await run(what, program, command, options);
  if (code !== 0) throw new SetupError(`Cannot measure: ${what}`, undefined, 1);
  const { exit, stderr, ...result } = JSON.parse(text);
  if (exit === 0) return result;
  throw new SetupError(`"${what}" ended with exit code ${exit}. It said:\n\n${stderr.trimEnd()}\n`, undefined, 1);
};
