import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { differences } from '../../../scripts/differential/compare-schedule.mjs';
import type { SchedulingCase } from '../../../src/core/scheduling/answer.ts';
import { schedule } from '../../../src/core/scheduling/scheduler.ts';

/**
 * Cases that Karmada's own scheduler has answered: `npm run differential -- --record FILE` finds and writes them. Each line
 * says what it is there for; where chance decides there, each answer must be one that ours allows.
 */
interface Recorded {
  readonly about: readonly string[];
  readonly question: SchedulingCase & { readonly emptyWorkloads?: boolean };
  readonly answers: readonly { readonly outcome: string }[];
}

const recordedIn = (file: string): readonly Recorded[] =>
  readFileSync(new URL(`cases/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const nameOf = ({ about, answers }: Recorded): string =>
  `${answers[0]?.outcome}: ${about.slice(0, 3).join(', ')}${about.length > 3 ? `, ${about.length - 3} more` : ''}`;

describe.each([
  ['v1.10.7', 10],
  ['v1.18.2', 18],
])('Karmada %s', (karmada, minor) => {
  const recorded = recordedIn(`${karmada}.jsonl`);

  it('has answered enough of them', () => {
    expect(recorded.length).toBeGreaterThan(40);
  });

  it.each(recorded.map((one) => [nameOf(one), one] as const))('%s', (_, { question, answers }) => {
    const { emptyWorkloads = false, ...asked } = question;
    const ours = schedule(asked, { minor, emptyWorkloads });
    expect(answers.map((their) => ({ their, differs: differences(ours, their) }))).toEqual(
      answers.map((their) => ({ their, differs: [] })),
    );
  });
});
