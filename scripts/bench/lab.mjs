// A lab for the benchmark alone, or for the faults. It ends with this process, however that ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { karmateBin } from '../setup.mjs';
import { run } from '../support/children.mjs';
import { SetupError } from '../support/requirements.mjs';
import { root } from '../support/script.mjs';

/** The folder of the control plane's programs, karmadactl among them. */
export async function builtPrograms() {
  let text = '';
  const onOutput = (chunk) => {
    text += chunk;
  };
  const args = [karmateBin, 'lab', 'build', '--with', 'karmadactl', '-q', '-o', 'json'];
  const code = await run('lab build', process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    onOutput,
  });
  if (code !== 0) throw new SetupError('The control plane could not be built.', undefined, code);
  return JSON.parse(text).dir;
}

export async function startLab(programs, dir, members, more = ['--nodes', '1']) {
  const args = ['up', '--dir', dir, '--members', members.join(','), '--until-stdin-closes', ...more];
  const child = spawn(join(programs, 'controlplane'), args, { stdio: 'pipe', detached: true });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-4000);
  });
  const ended = once(child, 'exit');
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([text]) => text),
    ended.then(() => undefined),
  ]);
  if (line === undefined) throw new SetupError(`The lab did not start. It said:\n\n${said.trimEnd()}\n`, undefined, 1);
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  return { state: JSON.parse(line), stop };
}
