import { describePath, type FieldPath } from '../field-path.ts';
import { nearestInAnyCase, orMeant } from '../nearest.ts';
import type { SchemaProblem } from './problem.ts';
import type { SchemaNode } from './schema-table.ts';

/** What a text, a number or a boolean of the right type breaks besides. */
export function checkScalar(node: SchemaNode, value: unknown, path: FieldPath): readonly SchemaProblem[] {
  const wrong = (why: string, hint?: string): readonly SchemaProblem[] => [
    { code: 'wrong-value', message: `${describePath(path)} ${why}`, ...(hint ? { hint } : {}), path },
  ];
  const { enum: allowed } = node;
  if (allowed && !allowed.some((one) => one === value)) {
    const words = allowed.map(String);
    return wrong(
      `is ${shown(value)}, and none of ${words.join(', ')}`,
      orMeant(nearestInAnyCase(String(value), words)),
    );
  }
  const why = typeof value === 'string' ? textProblem(node, value) : numberProblem(node, value);
  return why === undefined ? [] : wrong(why);
}

function textProblem({ pattern, format, minLength = 0, maxLength, intOrString }: SchemaNode, value: string) {
  // A server counts characters, not UTF-16.
  const { length } = [...value];
  if (length < minLength)
    return minLength === 1 ? 'is empty' : `has ${length} characters, at least ${minLength} are needed`;
  if (maxLength !== undefined && length > maxLength)
    return `has ${length} characters, at most ${maxLength} are allowed`;
  if (pattern !== undefined && !new RegExp(pattern).test(value)) {
    return `is ${shown(value)}, and ${intOrString ? 'that is no quantity (500m, 1Gi)' : `does not match ${pattern}`}`;
  }
  if (format === 'date-time' && Number.isNaN(Date.parse(value))) return `is ${shown(value)}, and no time (RFC 3339)`;
  if (format === 'byte' && !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(value)) return 'is not base64';
  return undefined;
}

function numberProblem({ minimum, maximum, format }: SchemaNode, value: unknown): string | undefined {
  if (typeof value !== 'number') return undefined;
  if (minimum !== undefined && value < minimum) return `is ${value}, at least ${minimum} is allowed`;
  if (maximum !== undefined && value > maximum) return `is ${value}, at most ${maximum} is allowed`;
  const bits = format === 'int32' ? 31 : format === 'int64' ? 63 : undefined;
  return bits !== undefined && Math.abs(value) > 2 ** bits ? `is ${value}, which is too large` : undefined;
}

const longest = 60;

/** A value as a message shows it. */
export const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
};
