import type { Ports } from '../../contract/ports.ts';
import { isHelmTooOld } from '../../core/install-plan.ts';
import { isOlder } from '../../core/is-older.ts';
import { type Engine, engines } from '../../core/kind-lab/record.ts';
import { lastWordsOf } from '../../core/program.ts';
import { asSentence } from '../../core/sentence.ts';
import { findEngine } from './find-engine.ts';
import { askTool, getHint, missingTool, type Tool } from './tool.ts';

export interface Tools {
  readonly engine: Tool;
  readonly kind: Tool;
  readonly helm: Tool;
}

/** What is wrong with them, in sentences; empty where a lab on kind can be made. */
export const toolProblems = ({ engine, kind, helm }: Tools): readonly Tool[] =>
  [engine, kind, helm].filter(({ problem }) => problem !== undefined);

export const toolSentence = ({ name, problem = 'works' }: Tool): string => asSentence(`${name} ${problem}`);

/** With the engine of the lab, where there is one: another one that runs is of no use to it. */
export async function findTools(ports: Ports, engine?: Engine): Promise<Tools> {
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
  return { engine: await findEngine(ports, engine === undefined ? engines : [engine]), kind, helm };
}

/** kind's first version that takes every field of the shipped configs and the images of today. */
export const isKindTooOld = (version: string): boolean => isOlder(version.replace(/^v/, ''), '0.20.0');

async function readTool(
  ports: Ports,
  name: 'kind' | 'helm',
  args: readonly string[],
  read: (text: string) => string | undefined,
  isTooOld: (version: string) => boolean,
): Promise<Tool> {
  const path = await ports.programs.find(name);
  if (path === undefined) return missingTool(name);
  const hint = getHint(name);
  const run = await askTool(ports, name, args);
  const version = run?.code === 0 ? read(run.stdout) : undefined;
  if (version === undefined) {
    return { name, path, version, problem: `does not tell its version${run ? `: ${lastWordsOf(run)}` : ''}`, hint };
  }
  const problem = isTooOld(version) ? `${version} is too old` : undefined;
  return { name, path, version, problem, hint: problem && hint };
}
