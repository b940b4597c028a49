import type { FieldPath } from '../field-path.ts';
import type { Kind, KubeObject } from '../object.ts';
import { checkObject } from './check-value.ts';
import type { SchemaProblem } from './problem.ts';
import { rootOf, type SchemaTable } from './schema-table.ts';

/**
 * Where an object is not as a release of Karmada wants it, metadata left out; undefined where that release has no such
 * kind. What another release takes is told by when that came, or went.
 */
export function checkKind(
  table: SchemaTable,
  object: KubeObject & Kind,
  minor: number,
): readonly SchemaProblem[] | undefined {
  const {
    apiVersion: _,
    kind: __,
    metadata: ___,
    status: ____,
    ...own
  } = object as typeof object & { status?: unknown };
  const problemsIn = (release: number): readonly SchemaProblem[] | undefined => {
    const root = rootOf(table, object, release);
    return root && checkObject(table, root, own);
  };
  const problems = problemsIn(minor);
  if (!problems || problems.length === 0) return problems;
  const others = table.minors.map((release) => ({ release, problems: problemsIn(release) }));
  return problems.map((problem) => {
    const fine = others.filter((other) => other.problems?.every(({ path }) => !isWithin(problem.path, path)));
    const words = whenWords(
      fine.map(({ release }) => release),
      minor,
    );
    if (words === undefined) return problem;
    const { path, message } = problem;
    return { code: 'not-in-release', message: `${message}: Karmada ${verb(problem)} it ${words}`, path };
  });
}

/** What is wrong with what holds a field hides what would be wrong with the field. */
const isWithin = (path: FieldPath, other: FieldPath): boolean => other.every((step, index) => path[index] === step);

function whenWords(fine: readonly number[], minor: number): string | undefined {
  const since = fine.find((release) => release > minor);
  if (since !== undefined) return `since v1.${since}, and this is for v1.${minor}`;
  const until = fine.findLast((release) => release < minor);
  return until === undefined ? undefined : `until v1.${until}, and this is for v1.${minor}`;
}

const verb = ({ code }: SchemaProblem): string => (code === 'unknown-field' ? 'knows' : 'takes');
