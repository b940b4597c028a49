import { KnownError } from '../../contract/errors.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import type { KindLabRecord } from '../../core/kind-lab/record.ts';
import { findTools, type Tools, toolProblems, toolSentence } from './tools.ts';
import type { params } from './up.ts';

export type Provider =
  | { readonly kind: 'kind'; readonly tools: Tools }
  /** `why`: what stands in the way of a lab on kind, where nobody chose. */
  | { readonly kind: 'embedded'; readonly why: string | undefined };

type Flags = Input<typeof params>;

/** Flags that say something to one of the two alone. */
const onlyKind = ['config', 'address', 'mirror', 'chart', 'withExample', 'merge'] as const;
const onlyEmbedded = ['members', 'nodes'] as const;

const flagOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
const given = (flags: Flags, names: readonly (keyof Flags)[]): readonly string[] =>
  names.filter((name) => flags[name] !== undefined && flags[name] !== false).map(flagOf);

/** What was asked for; else the lab that is there already; else kind where all that it needs works. */
export async function chooseProvider(ports: Ports, flags: Flags): Promise<Provider> {
  const [ofKind] = given(flags, onlyKind);
  const [ofEmbedded] = given(flags, onlyEmbedded);
  const isForKind = flags.provider === 'kind' || ofKind !== undefined;
  const isForEmbedded = flags.provider === 'embedded' || ofEmbedded !== undefined;
  if (isForKind && isForEmbedded) {
    const [one, other] = [ofKind ?? '--provider kind', ofEmbedded ?? '--provider embedded'];
    throw new KnownError('usage', `${one} is for a lab on kind, ${other} for the embedded control plane.`);
  }
  if (isForEmbedded) return { kind: 'embedded', why: undefined };
  const made = await ports.kindLabs.read(await ports.kindLabs.folder(flags.dir));
  if (isForKind || made) return { kind: 'kind', tools: await neededTools(ports, made) };
  if ((await ports.lab.status(flags.dir)).lab) return { kind: 'embedded', why: undefined };
  // Most who have no kind have no engine either, and to ask one takes its time.
  const missing = await firstMissing(ports);
  if (missing !== undefined) return { kind: 'embedded', why: missing };
  const tools = await findTools(ports);
  const [problem] = toolProblems(tools);
  return problem ? { kind: 'embedded', why: toolSentence(problem) } : { kind: 'kind', tools };
}

async function firstMissing({ programs }: Ports): Promise<string | undefined> {
  for (const name of ['kind', 'helm']) {
    if ((await programs.find(name)) === undefined) return `${name} was not found on PATH.`;
  }
  return undefined;
}

async function neededTools(ports: Ports, made: KindLabRecord | undefined): Promise<Tools> {
  const tools = await findTools(ports, made?.engine);
  const problems = toolProblems(tools);
  if (problems.length === 0) return tools;
  const what = made ? `The lab on kind was made with ${made.engine}, and cannot go on` : 'A lab on kind cannot be made';
  // One that is there is of the engine that made it; to go on without would be another lab.
  const without = made ? [] : ['Without them: karmate lab up --provider embedded'];
  throw new KnownError('config', [`${what} here:`, ...problems.map((one) => `  ${toolSentence(one)}`)].join('\n'), {
    hint: [...problems.flatMap(({ hint }) => hint ?? []), ...without].join('\n'),
  });
}
