import { parseDocument } from 'yaml';
import { KnownError } from '../../contract/errors.ts';
import type { Document } from '../../contract/ports.ts';
import { answerProblem } from '../../core/kind-lab/answer-problem.ts';
import { type Given, questions } from '../../core/kind-lab/answers.ts';
import { didYouMean, nearest } from '../../core/nearest.ts';
import { isPlainObject } from '../../core/plain-object.ts';
import { type LineOf, readYaml } from '../../core/yaml.ts';

export const labApiVersion = 'lab.karmate.dev/v1';
export const labKind = 'KindLab';

interface Problem {
  readonly path: readonly string[];
  readonly words: string;
  readonly hint?: string;
}

/** The answers in a lab.yaml. Everything that is wrong with it is said at once, each with its line. */
export function readLabFile({ name, text }: Document): Given {
  const read = readYaml({ parseDocument }, text);
  if ('problem' in read) {
    const { at, words } = read.problem;
    throw new KnownError('usage', `${name}${at ? `:${at.line}` : ''}: this is not valid YAML: ${words}.`);
  }
  const { value, lineOf } = read;
  if (!isPlainObject(value))
    throw new KnownError('usage', `${name}: this is no lab: it holds no mapping.`, { hint: howTo });
  const { apiVersion, kind, ...answers } = value;
  const given: Record<string, string | number> = {};
  const problems = [...headProblems(apiVersion, kind), ...readLevel(answers, [], given)];
  if (problems.length > 0) throw failure(name, problems, lineOf);
  return given;
}

const howTo = `It begins with: apiVersion: ${labApiVersion}, kind: ${labKind}`;

const headProblems = (apiVersion: unknown, kind: unknown): readonly Problem[] => [
  ...(apiVersion === labApiVersion
    ? []
    : [{ path: ['apiVersion'], words: `apiVersion must be ${labApiVersion}`, hint: howTo }]),
  ...(kind === labKind ? [] : [{ path: ['kind'], words: `kind must be ${labKind}`, hint: howTo }]),
];

function readLevel(
  level: Readonly<Record<string, unknown>>,
  above: readonly string[],
  given: Record<string, string | number>,
): readonly Problem[] {
  return Object.entries(level).flatMap(([key, value]): readonly Problem[] => {
    const path = [...above, key];
    const dotted = path.join('.');
    const question = questions.find((one) => one.path === dotted);
    if (value === null && knownKeys(above).includes(key)) return [];
    if (question) {
      const problem = answerProblem(question.type, value);
      if (problem === undefined && (typeof value === 'string' || typeof value === 'number')) given[dotted] = value;
      return problem === undefined ? [] : [{ path, words: `${dotted} cannot be ${show(value)}: ${problem}` }];
    }
    if (!knownKeys(above).includes(key)) {
      const known = knownKeys(above);
      const near = didYouMean(nearest(key, known)).trim();
      return [{ path, words: `there is no ${dotted}`, hint: near || `There is: ${known.join(', ')}` }];
    }
    return isPlainObject(value) ? readLevel(value, path, given) : [{ path, words: `${dotted} holds further keys` }];
  });
}

/** What may stand at that place. */
function knownKeys(above: readonly string[]): readonly string[] {
  const within = questions
    .map(({ path }) => path.split('.'))
    .filter((parts) => above.every((key, i) => parts[i] === key));
  return [...new Set(within.flatMap((parts) => parts[above.length] ?? []))];
}

const show = (value: unknown): string => JSON.stringify(value) ?? String(value);

function failure(file: string, problems: readonly Problem[], lineOf: LineOf): KnownError {
  const at = ({ path }: Problem): string => {
    const line = lineOf(path);
    return line === undefined ? file : `${file}:${line}`;
  };
  const lines = problems.map((problem) => `${at(problem)}: ${problem.words}.`);
  const hints = [...new Set(problems.flatMap(({ hint }) => hint ?? []))];
  return new KnownError('usage', lines.join('\n'), {
    hint: hints.length > 0 ? hints.join(' ') : undefined,
    causes: problems.map(({ path, words }) => ({ field: path.join('.'), message: words })),
  });
}
