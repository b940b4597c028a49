// Runs karmate as a person does, with addresses that lead through the proxies.
import { spawn } from 'node:child_process';
import { karmateBin } from '../setup.mjs';

const longestMs = 150_000;

/** `ended` resolves to the exit code (undefined: a signal ended it), what was said, and whether it had to be stopped. */
export function startKarmate(args, env) {
  const child = spawn(process.execPath, [karmateBin, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const name of Object.keys(said)) {
    child[name].on('data', (chunk) => {
      said[name] += chunk;
    });
  }
  let isStuck = false;
  const timer = setTimeout(() => {
    isStuck = true;
    child.kill('SIGKILL');
  }, longestMs);
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? undefined, signal, isStuck, ...said });
    });
  });
  return { signal: (name) => child.kill(name), ended };
}

/** What a worker runs; `has` says which words the karmate at hand knows. */
export function commandLine(
  command,
  { cluster, files, servers, has },
  { requestTimeout = '60s', timeout = '60s' } = {},
) {
  const from = ['--kubeconfig', files.karmada, '--cluster-kubeconfig', files.member];
  const rest = [...from, '--timeout', timeout, '--request-timeout', requestTimeout, '-o', 'json', '-q'];
  if (command === 'unjoin') return ['unjoin', cluster, '--yes', '--ignore-not-found', ...rest];
  return ['join', cluster, ...(has.apiEndpoint ? ['--api-endpoint', servers.member] : []), ...rest];
}

/** On a busy machine only what has a fault may be cut short: such a run need not wait for long where nothing will come. */
export const limitsFor = (kind) => ({
  ...(kind === 'hang' ? { requestTimeout: '1s' } : {}),
  ...(kind === 'down' ? { timeout: '5s' } : {}),
});
