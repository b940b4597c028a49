import { join, resolve } from 'node:path';
import { isKnown, KnownError } from '../../contract/errors.ts';
import type { Lab } from '../../contract/ports.ts';
import { defaultWish, type LabComponent, type LabState, type LabWish, labDifferences } from '../../core/lab.ts';
import type { Surroundings } from '../kubeconfig.ts';
import { sleepUntil } from '../sleep.ts';
import { buildControlPlane } from './build.ts';
import { askStatus, changeLimitMs, commandSupervisor } from './control.ts';
import { checkFolder, purgeFolder, readSettings } from './folder.ts';
import { followStart } from './follow.ts';
import { checkPlatform } from './platform.ts';
import { findSources } from './recipe.ts';
import { endProcess, findSupervisor, startSupervisor } from './supervisor.ts';
import { fillTemplate } from './templates.ts';

export interface LabOptions extends Surroundings {
  readonly progress: (message: string) => void;
  readonly signal: AbortSignal;
  /** As Node names it; this machine's unless said otherwise. */
  readonly platform?: string;
}

/** The embedded lab on this machine: built when needed, started, asked, stopped. */
export function createLab({ env, home, progress, signal, platform = process.platform }: LabOptions): Lab {
  const cache = join(env.XDG_CACHE_HOME || join(home, '.cache'), 'karmate', 'controlplane');
  const state = join(env.XDG_STATE_HOME || join(home, '.local', 'state'), 'karmate');
  const folder = (dir: string | undefined): string => (dir === undefined ? join(state, 'lab') : resolve(dir));
  const build: Lab['build'] = async (wish) => {
    checkPlatform(platform);
    return buildControlPlane(wish, { sources: findSources(), cache, env, progress, signal });
  };

  const stop = async (dir: string): Promise<LabState['state'] | 'down'> => {
    const lab = await askStatus(dir, signal).catch((error: unknown) => {
      if (isKnown(error, 'timeout')) return undefined;
      throw error;
    });
    const pid = lab?.pid ?? (await findSupervisor(dir));
    if (pid === undefined) return 'down';
    progress(`Stopping the lab in ${dir}`);
    if (lab) {
      await commandSupervisor(lab.socket, 'POST', '/stop', { signal }).catch((error: unknown) => {
        if (isKnown(error, 'interrupted')) throw error;
        endProcess(pid);
      });
    } else endProcess(pid);
    await waitForEnd(dir, pid, signal);
    return lab?.state ?? 'starting';
  };

  const up: Lab['up'] = async (wish) => {
    checkPlatform(platform);
    const dir = folder(wish.dir);
    const found = (await askStatus(dir, signal)) ?? (await adopt(dir, signal));
    if (found?.state === 'stopping') await waitForEnd(dir, found.pid, signal);
    const running = found?.state === 'stopping' ? undefined : found;
    if (running) return { lab: await useRunning(running, dir, wish, progress, signal), already: true };
    await checkFolder(dir);
    const settled = await settle(dir, wish);
    const { dir: bin } = await build({ karmada: [settled.karmada], with: [] });
    const args = ['up', '--dir', dir, '--members', settled.members.join(','), '--nodes', String(settled.nodes)];
    const more = ['--karmada', settled.karmada, '--assets', join(bin, 'assets'), '--bin', bin];
    progress('Starting the lab');
    const started = await startSupervisor(join(bin, 'controlplane'), [...args, ...more], dir, env);
    try {
      return { lab: await followStart(started, dir, progress, signal), already: false };
    } catch (error) {
      if (!isKnown(error, 'interrupted')) throw error;
      endProcess(started.pid);
      // The signal has fired: this wait is the tidying up after it.
      await waitForEnd(dir, started.pid, new AbortController().signal, started.ended);
      throw new KnownError('interrupted', 'Interrupted: the lab that was starting has been stopped.', { cause: error });
    }
  };

  return {
    build,
    fill: fillTemplate,
    up,
    status: async (dir) => ({ dir: folder(dir), lab: await askStatus(folder(dir), signal) }),
    down: async (dir, purge) => {
      const was = await stop(folder(dir));
      return { dir: folder(dir), was, kept: purge ? await purgeFolder(folder(dir)) : [] };
    },
    control: async (dir, action, component) => {
      const lab = await askStatus(folder(dir), signal);
      if (!lab) throw notRunning(folder(dir));
      const path = `/components/${encodeURIComponent(component)}/${action}`;
      return commandSupervisor<LabComponent>(lab.socket, 'POST', path, { signal, limit: changeLimitMs });
    },
  };
}

const notRunning = (dir: string): KnownError =>
  new KnownError('not-found', `No lab is running in ${dir}.`, { hint: 'Start it with: karmate lab up' });

/** A supervisor that has only just begun has no socket yet. */
async function adopt(dir: string, signal: AbortSignal): Promise<LabState | undefined> {
  for (let tries = 0; (await findSupervisor(dir)) !== undefined && tries < 50; tries++) {
    const lab = await askStatus(dir, signal);
    if (lab) return lab;
    await sleepUntil(200, signal);
  }
  return undefined;
}

/** A lab that is there already serves when it is what was asked for; one that starts is waited for. */
async function useRunning(
  first: LabState,
  dir: string,
  wish: LabWish,
  progress: (message: string) => void,
  signal: AbortSignal,
): Promise<LabState> {
  const differences = labDifferences(first, wish);
  if (differences.length > 0) {
    throw new KnownError('conflict', `A lab is already running in ${dir}, but ${differences.join(', and ')}.`, {
      hint: 'Use another folder with --dir, or stop it first: karmate lab down (with --purge --yes to begin anew).',
    });
  }
  for (let lab: LabState | undefined = first; lab; lab = await askStatus(dir, signal)) {
    if (lab.state === 'ready' || lab.state === 'degraded') return lab;
    progress(`Waiting for the lab that is ${lab.state}`);
    await sleepUntil(250, signal);
  }
  throw new KnownError('failed', `The lab in ${dir} ended while it was waited for.`, {
    hint: `Its log is ${join(dir, 'supervisor.log')}`,
  });
}

/** What was not asked for is as it was in this folder before, or as always. */
async function settle(dir: string, { members, nodes, karmada }: LabWish) {
  const kept = await readSettings(dir);
  const before = kept?.members?.map(({ name }) => name);
  return {
    members: members ?? (before?.length ? before : defaultWish.members),
    nodes: nodes ?? defaultWish.nodes,
    karmada: karmada ?? kept?.karmada ?? defaultWish.karmada,
  };
}

async function waitForEnd(
  dir: string,
  pid: number,
  signal: AbortSignal,
  ended?: () => number | undefined,
): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    if (ended ? ended() !== undefined : (await findSupervisor(dir)) !== pid) return;
    await sleepUntil(100, signal);
  }
  throw new KnownError('timeout', `The supervisor of the lab (process ${pid}) has not ended within 20 s.`, {
    hint: `Look at ${join(dir, 'supervisor.log')}`,
  });
}
