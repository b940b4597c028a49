import { type ChildProcess, spawn } from 'node:child_process';

/** Sends a signal to a program and to all that it has started. */
export function endGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL', platform: string): void {
  if (child.pid === undefined) return;
  if (platform === 'win32') {
    // There are no groups there, and no signals: only the tree of processes, and force.
    spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { windowsHide: true }).on('error', () => child.kill());
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // They have ended by themselves in the meantime.
  }
}
