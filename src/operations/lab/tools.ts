import { isKnown } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { isHelmTooOld } from '../../core/install-plan.ts';
import { isOlder } from '../../core/is-older.ts';
import { type Engine, engines } from '../../core/kind-lab/record.ts';
import { endingOf, type ProgramRun } from '../../core/program.ts';

/** A program that the lab on kind needs: where and which it is, or what is wrong with it. */
export interface Tool {
  readonly name: 'kind' | 'helm' | Engine;
  readonly path: string | undefined;
  readonly version: string | undefined;
  /** In words that go on after the name: "was not found on PATH". */
  readonly problem: string | undefined;
  readonly hint: string | undefined;
}

export interface Tools {
  readonly engine: Tool;
  readonly kind: Tool;
  readonly helm: Tool;
}

/** What is wrong with them, in sentences; empty where a lab on kind can be made. */
export const toolProblems = ({ engine, kind, helm }: Tools): readonly Tool[] =>
  [engine, kind, helm].filter(({ problem }) => problem !== undefined);

export const toolSentence = ({ name, problem = 'works' }: Tool): string => `${name} ${problem}.`;

const get: Readonly<Record<Tool['name'], string>> = {
  docker: 'Get Docker: https://docs.docker.com/get-docker/ (or Podman: https://podman.io)',
  podman: 'See: https://podman.io/docs/installation',
  nerdctl: 'See: https://github.com/containerd/nerdctl',
  kind: 'Get kind 0.20 or newer: https://kind.sigs.k8s.io/docs/user/quick-start/#installation',
  helm: 'Get helm 3.8 or newer: https://helm.sh/docs/intro/install',
};

/** A program that does not answer for so long is taken for one that does not work. */
const patienceMs = 20_000;

/** Asks nothing of an engine where kind or helm are missing: an engine takes its time to answer. */
export async function findTools(ports: Ports): Promise<Tools> {
  const [kind, helm] = await Promise.all([
    readTool(ports, 'kind', ['version'], (text) => /\bv(\d+\.\d+\.\d+\S*)/.exec(text)?.[1], isKindTooOld),
    readTool(
      ports,
      'helm',
      ['version', '--template', '{{.Version}}'],
      (text) => text.trim() || undefined,
      isHelmTooOld,
    ),
  ]);
  return { engine: await findEngine(ports), kind, helm };
}

/** kind's first version that takes every field of the shipped configs and the images of today. */
export const isKindTooOld = (version: string): boolean => isOlder(version.replace(/^v/, ''), '0.20.0');

async function findEngine(ports: Ports): Promise<Tool> {
  const found: Tool[] = [];
  for (const name of engines) {
    const path = await ports.programs.find(name);
    if (path === undefined) continue;
    const run = await ask(ports, name, ['info', '--format', '{{json .}}']);
    const version = run && versionOf(run.stdout);
    const isRunning = run?.code === 0 && !/"ServerErrors":\[/.test(run.stdout);
    const tool = { name, path, version, hint: startHint(name, ports.about.platform) };
    if (isRunning) return { ...tool, problem: undefined, hint: undefined };
    found.push({
      ...tool,
      problem: `is there, but its engine does not run${run ? `: ${lastLine(run)}` : ' or does not answer'}`,
    });
  }
  const [first] = found;
  return (
    first ?? { name: 'docker', path: undefined, version: undefined, problem: 'was not found on PATH', hint: get.docker }
  );
}

function startHint(name: Engine, platform: string): string {
  if (name === 'docker' && platform.startsWith('linux'))
    return 'Start it: sudo systemctl start docker; and see that you may use it: docker info';
  return name === 'podman' ? 'Start it: podman machine start' : `Start it, and see that it answers: ${name} info`;
}

const versionOf = (text: string): string | undefined =>
  /"ServerVersion":"([^"]+)"/.exec(text)?.[1] ?? /"Version":"([^"]+)"/.exec(text)?.[1];

async function readTool(
  ports: Ports,
  name: 'kind' | 'helm',
  args: readonly string[],
  read: (text: string) => string | undefined,
  isTooOld: (version: string) => boolean,
): Promise<Tool> {
  const path = await ports.programs.find(name);
  const hint = get[name];
  if (path === undefined) return { name, path, version: undefined, problem: 'was not found on PATH', hint };
  const run = await ask(ports, name, args);
  const version = run?.code === 0 ? read(run.stdout) : undefined;
  if (version === undefined) {
    return { name, path, version, problem: `does not tell its version${run ? `: ${lastLine(run)}` : ''}`, hint };
  }
  const problem = isTooOld(version) ? `${version} is too old` : undefined;
  return { name, path, version, problem, hint: problem && hint };
}

/** undefined: it did not answer in time. */
const ask = (ports: Ports, name: string, args: readonly string[]): Promise<ProgramRun | undefined> =>
  ports.programs.run(name, args, { timeoutMs: patienceMs }).catch((error: unknown) => {
    if (isKnown(error, 'timeout')) return undefined;
    throw error;
  });

const lastLine = (run: ProgramRun): string =>
  run.stderr
    .trim()
    .split('\n')
    .at(-1)
    ?.replace(/^ERROR: |[.?]$/g, '')
    .trim() || endingOf(run);
