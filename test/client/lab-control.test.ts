import { spawn } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { askSupervisor } from '../../src/client/lab/control.ts';
import { createLab } from '../../src/client/lab/lab.ts';
import { temporaryFolder } from '../support/temporary.ts';

const soon = (): AbortSignal => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 100);
  return controller.signal;
};
const labOf = (signal: AbortSignal, home: string) => createLab({ env: {}, home, progress: () => {}, signal });

/** The folder of a lab whose supervisor takes connections and says nothing. */
async function silentLab() {
  const dir = temporaryFolder();
  const socket = join(dir, 's');
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  onTestFinished(() => void server.close());
  writeFileSync(join(dir, 'lab.json'), JSON.stringify({ socket, pid: 1 }));
  return { dir, socket };
}

it.each<[string, (lab: ReturnType<typeof labOf>, dir: string) => Promise<unknown>]>([
  ['lab status', (lab, dir) => lab.status(dir)],
  ['lab ctl', (lab, dir) => lab.control(dir, 'stop', 'etcd')],
  ['lab down', (lab, dir) => lab.down(dir, false)],
])('%s ends at Ctrl-C where the supervisor does not answer', async (_, ask) => {
  const { dir } = await silentLab();
  await expect(ask(labOf(soon(), dir), dir)).rejects.toMatchObject({ code: 'interrupted' });
});

it('lab down ends at Ctrl-C while the supervisor is still ending', async () => {
  const dir = temporaryFolder();
  // It has the words of a supervisor in its command line, and hears no SIGTERM.
  const script = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('on')";
  const child = spawn(process.execPath, ['-e', script, '--', 'up', '--dir', dir], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  writeFileSync(join(dir, 'lock'), `${child.pid}\n`);
  await expect(labOf(soon(), dir).down(dir, false)).rejects.toMatchObject({ code: 'interrupted' });
  expect(child.exitCode).toBeNull();
});

it('an answer leaves no listener on the signal', async () => {
  const dir = temporaryFolder();
  const server = createServer((socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'));
  await new Promise<void>((resolve) => server.listen(join(dir, 's'), resolve));
  onTestFinished(() => void server.close());
  const { signal } = new AbortController();
  expect(await askSupervisor(join(dir, 's'), 'GET', '/', { signal })).toEqual({ status: 200, body: {} });
  await expect.poll(() => getEventListeners(signal, 'abort').length).toBe(0);
});
