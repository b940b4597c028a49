// Which processes a run has left behind: those whose command line names the run's own temporary folder.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

function fromProc(pid) {
  try {
    return { pid: Number(pid), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim() };
  } catch {
    return { pid: Number(pid), command: '' }; // it has ended since
  }
}

function fromPs() {
  const { stdout } = spawnSync('ps', ['-A', '-ww', '-o', 'pid=,command='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim().replace(/^\d+\s+/, '') }));
}

export function processesNaming(text) {
  const all = existsSync('/proc/self/cmdline')
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map(fromProc)
    : fromPs();
  return all.filter(({ pid, command }) => command.includes(text) && pid !== process.pid);
}

/** Gives them some seconds to end by themselves, kills those that do not (by pid), and says which they were. */
export async function endLeftovers(text, graceMs = 6000) {
  const until = Date.now() + graceMs;
  while (processesNaming(text).length > 0 && Date.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 200));
  const left = processesNaming(text);
  for (const { pid } of left) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it has just ended
    }
  }
  return left;
}
