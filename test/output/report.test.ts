import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/contract/errors.ts';
import type { Wrong } from '../../src/output/failure.ts';
import type { Format } from '../../src/output/format.ts';
import { createReport } from '../../src/output/report.ts';

const missing: Wrong = { code: 'not-found', message: 'No a.', hint: 'Look.' };
const invalid: Wrong = {
  code: 'invalid',
  message: 'Bad b.',
  reason: 'Invalid',
  causes: [{ message: 'x', field: 'y' }],
};

function said(format: Format, ...wrongs: readonly (readonly [Wrong, number])[]): string {
  const written: string[] = [];
  const report = createReport({ err: (text) => written.push(text), errColor: false });
  for (const [wrong, exit] of wrongs) report.failed(wrong, exit, format);
  report.end();
  return written.join('');
}

describe('what went wrong', () => {
  it('is said to people one by one', () => {
    expect(said('table', [missing, 9], [invalid, 9])).toBe('error: No a.\nhint:  Look.\nerror: Bad b.\n');
  });

  it('is one JSON object to programs, with the reason and the causes', () => {
    expect(JSON.parse(said('json', [invalid, 2]))).toEqual({
      error: { code: 'invalid', exit: 2, message: 'Bad b.', reason: 'Invalid', causes: [{ message: 'x', field: 'y' }] },
    });
  });

  it.each<[string, readonly (readonly [Wrong, number])[], string]>([
    [
      'of several kinds is partial',
      [
        [missing, 9],
        [invalid, 9],
      ],
      'partial',
    ],
    [
      'of one kind keeps its name',
      [
        [missing, 5],
        [{ ...missing, message: 'No c.' }, 5],
      ],
      'not-found',
    ],
    [
      'of one kind beside what is done is partial',
      [
        [missing, 9],
        [missing, 9],
      ],
      'partial',
    ],
    [
      'that ended in Ctrl-C is that',
      [
        [missing, 9],
        [{ code: 'interrupted', message: 'I.' }, 130],
      ],
      'interrupted',
    ],
    [
      'that ended in a bug is that',
      [
        [missing, 9],
        [{ code: 'bug', message: 'stack' }, 70],
      ],
      'bug',
    ],
  ])('%s, as one JSON object with each failure', (_, wrongs, code) => {
    const exit = wrongs.at(-1)?.[1];
    const { error } = JSON.parse(said('json', ...wrongs)) as { error: Wrong & { exit: number } };
    expect(error).toMatchObject({ code, exit, message: '2 things failed.' });
    expect(error.failures).toEqual(wrongs.map(([wrong]) => wrong));
    expect(exitCodes[error.code]).toBe(exit);
  });

  it('is nothing where all is well', () => {
    expect(said('json')).toBe('');
  });
});
