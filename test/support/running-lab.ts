import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LabState } from '../../src/core/lab.ts';
import { karmate } from './karmate.ts';
import { noteLab, noteSaid, noteStarted } from './notes.ts';

/** A lab of a test's own, as the supervisor describes it, and where the programs are. */
export interface RunningLab extends LabState {
  readonly programs: string;
}

export interface LabProcess {
  readonly lab: RunningLab;
  /** Closes the supervisor's stdin, as a dying parent would, and waits for its end. */
  readonly stop: () => Promise<void>;
  /** What the supervisor has said on stderr. */
  readonly said: () => string;
}

interface Wish {
  readonly members: readonly string[];
  readonly nodes?: number;
  readonly karmada?: string;
  readonly more?: readonly string[];
}

/** Where `karmate lab build` has put everything. */
export async function builtPrograms(): Promise<string> {
  const { stdout } = await karmate(['lab', 'build', '--with', 'karmadactl', '--karmada', 'v1.10.7', '-o', 'json']);
  return (JSON.parse(stdout) as { readonly dir: string }).dir;
}

/** Starts a lab that ends with the test process, however that ends. */
export async function startLab({ members, nodes = 2, karmada = 'v1.18.2', more = [] }: Wish): Promise<LabProcess> {
  const programs = await builtPrograms();
  const dir = await mkdtemp(join(tmpdir(), 'lab-'));
  const args = ['up', '--dir', dir, '--members', members.join(','), '--nodes', String(nodes), '--karmada', karmada];
  const child = spawn(join(programs, 'controlplane'), [...args, '--until-stdin-closes', ...more], { stdio: 'pipe' });
  const words: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => words.push(chunk.toString()));
  const said = (): string => words.join('');
  const ended = once(child, 'exit');
  const firstLine = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
  const line = await Promise.race([firstLine.then(([text]) => text), ended.then(() => undefined)]);
  const stop = async (): Promise<void> => {
    noteLab(dir);
    child.stdin.end();
    await ended;
    noteSaid('controlplane up', said());
    await rm(dir, { recursive: true, force: true });
  };
  if (line === undefined) {
    await rm(dir, { recursive: true, force: true });
    throw new Error(`The lab did not start:\n${said()}`);
  }
  noteStarted(dir);
  return { lab: { ...(JSON.parse(line) as LabState), programs }, stop, said };
}
