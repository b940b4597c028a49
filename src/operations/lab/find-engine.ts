import type { Ports } from '../../contract/ports.ts';
import { type Engine, engines } from '../../core/kind-lab/record.ts';
import { lastWordsOf } from '../../core/program.ts';
import { askTool, missingTool, type Tool } from './tool.ts';

/** The first of these engines that runs; else the first that is there, with what is wrong with it. */
export async function findEngine(ports: Ports, among: readonly Engine[] = engines): Promise<Tool> {
  const found: Tool[] = [];
  for (const name of among) {
    const path = await ports.programs.find(name);
    if (path === undefined) continue;
    const run = await askTool(ports, name, ['info', '--format', '{{json .}}']);
    const version = run && versionOf(run.stdout);
    const isRunning = run?.code === 0 && !/"ServerErrors":\[/.test(run.stdout);
    const tool = { name, path, version, hint: startHint(name, ports.about.platform) };
    if (isRunning) return { ...tool, problem: undefined, hint: undefined };
    found.push({
      ...tool,
      problem: `is there, but its engine does not run${run ? `: ${lastWordsOf(run)}` : ' or does not answer'}`,
    });
  }
  return found[0] ?? missingTool(among[0] ?? 'docker');
}

/** The first that is there, without asking it anything: for commands that people are to type. */
export async function engineOnPath({ programs }: Ports): Promise<Engine> {
  for (const name of engines) if ((await programs.find(name)) !== undefined) return name;
  return 'docker';
}

function startHint(name: Engine, platform: string): string {
  if (name === 'docker' && platform.startsWith('linux'))
    return 'Start it: sudo systemctl start docker; and see that you may use it: docker info';
  return name === 'podman' ? 'Start it: podman machine start' : `Start it, and see that it answers: ${name} info`;
}

const versionOf = (text: string): string | undefined =>
  /"ServerVersion":"([^"]+)"/.exec(text)?.[1] ?? /"Version":"([^"]+)"/.exec(text)?.[1];
