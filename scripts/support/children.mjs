// Runs other programs so that Ctrl-C ends them: each is a process group of its own, and gets the signal exactly once.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from './requirements.mjs';

const isWindows = process.platform === 'win32'; // no process groups there, and no way to interrupt but to end
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
const graceMs = 15_000; // a lab that is starting needs some seconds to take itself down
const running = new Set();
const state = { interruptedBy: undefined, lastSignal: 0, holders: 0 };

export class Interrupted extends SetupError {
  constructor(what) {
    super(
      `Interrupted: ${what}.`,
      'Run the same command again: what was finished is not done twice.',
      exitCodes[state.interruptedBy],
    );
    this.name = 'Interrupted';
  }
}

function signalGroup(child, signal) {
  try {
    if (isWindows) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // it has just ended
  }
}

function onSignal(signal) {
  const now = Date.now();
  if (now - state.lastSignal < 500) return; // npm passes on what the terminal has already sent
  state.lastSignal = now;
  const isSecond = state.interruptedBy !== undefined;
  state.interruptedBy = state.interruptedBy || signal;
  const toAll = (name) => [...running].map((child) => signalGroup(child, name));
  toAll(isSecond ? 'SIGKILL' : signal);
  setTimeout(toAll, graceMs, 'SIGKILL').unref();
}

/** A script holds the signals from its start to its end; elsewhere (in a test's set-up) each run does while it lasts. */
export function holdSignals() {
  if (state.holders++ > 0) return;
  for (const signal of Object.keys(exitCodes)) process.on(signal, onSignal);
}

function releaseSignals() {
  if (--state.holders > 0) return;
  for (const signal of Object.keys(exitCodes)) process.off(signal, onSignal);
}

export function throwIfInterrupted(what) {
  if (state.interruptedBy) throw new Interrupted(what);
}

/** Runs to the end and resolves to the exit code; 1 for one that a signal ended. */
export function run(what, command, args, { stdio = ['ignore', 'inherit', 'inherit'], onOutput, ...options } = {}) {
  throwIfInterrupted(what);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio, detached: !isWindows });
    running.add(child);
    holdSignals();
    const ended = () => running.delete(child) && releaseSignals(); // 'close' may follow 'error'
    for (const stream of [child.stdout, child.stderr]) if (stream && onOutput) stream.on('data', onOutput);
    child.on('error', (error) => {
      ended();
      reject(new SetupError(`Cannot run ${command}: ${error.message}`, undefined, 1));
    });
    child.on('close', (code) => {
      ended();
      if (state.interruptedBy) {
        signalGroup(child, 'SIGKILL'); // what it started and did not end itself
        reject(new Interrupted(what));
      } else resolve(code === null ? 1 : code);
    });
  });
}

export function logFile(name) {
  const dir = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'karmate', 'logs');
  try {
    mkdirSync(dir, { recursive: true });
    return join(dir, name);
  } catch {
    return join(tmpdir(), `karmate-${name}`);
  }
}

/** Runs with its output in a log; what it said last goes to `note`, and a failure shows its end and where the log is. */
export async function runLogged(what, command, args, { log, note, ...options }) {
  const file = logFile(log);
  const out = createWriteStream(file);
  out.on('error', () => {}); // a log that cannot be written (disk full) must not hide the failure itself
  let head = ''; // the cause often comes first, and much advice after it
  let tail = '';
  const onOutput = (chunk) => {
    out.write(chunk);
    if (head.length < 1500) head += chunk;
    else tail = (tail + chunk).slice(-3000);
    note((tail || head).trim().replace(/^.*[\r\n]/s, ''));
  };
  const code = await run(what, command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], onOutput });
  out.end();
  if (code === 0) return;
  const said = head + (tail.length === 3000 ? '\n[…]\n' : '') + tail;
  throw new SetupError(
    `${what} failed (exit code ${code}). It said:\n\n${said.trimEnd()}\n`,
    `The whole log: ${file}`,
    code,
  );
}
