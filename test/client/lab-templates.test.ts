import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { setValues } from '../../src/client/lab/set-values.ts';
import { fillTemplate, templatesFolder } from '../../src/client/lab/templates.ts';
import { chartVersions, completeAnswers } from '../../src/core/kind-lab/answers.ts';
import { planFillings } from '../../src/core/kind-lab/edits.ts';

describe('a value is set', () => {
  it.each([
    ['a text in its own quotes', 'a: "X" # why\n', ['a'], 'y', 'a: "y" # why\n'],
    ['a number', 'a:\n  # why\n  - b: 1\n', ['a', 0, 'b'], 2, 'a:\n  # why\n  - b: 2\n'],
    ['a text that needs quotes', 'a: x\n', ['a'], '1.20', 'a: "1.20"\n'],
  ])('as %s, and all around it stays', (_, text, path, value, expected) => {
    expect(setValues('t', text, [{ path, value }])).toBe(expected);
  });

  it.each([
    [['10.0.0.1', 'b', '10.0.0.2'], "hosts:\n  - b # the chart's\n  # mine\n  - 10.0.0.1\n  - 10.0.0.2\n  - c\n"],
    [['b'], "hosts:\n  - b # the chart's\n  - c\n"],
  ])('as %j in the place of one item, but for what is in the list already', (value, expected) => {
    const text = "hosts:\n  - b # the chart's\n  # mine\n  - open\n  - c\n";
    expect(setValues('t', text, [{ path: ['hosts', 1], value }])).toBe(expected);
  });

  it('only where there is one: a template without it is a bug', () => {
    expect(() => setValues('t', 'a: 1\n', [{ path: ['b', 'c'], value: 2 }])).toThrow('t has no b.c');
    expect(() => setValues('t', 'a: { b: 1 }\n', [{ path: ['a'], value: 2 }])).toThrow('t has no a');
  });
});

describe.each(['kind-configs/test1.yaml', 'kind-configs/test2.yaml', 'charts-values/mirror.yaml'])('%s', (template) => {
  it('is left as it is but for its head', async () => {
    const filled = await fillTemplate({ template, name: '', edits: [], head: ['One line.'] });
    expect(filled).toMatch(/^#\n# One line\.\n/m);
    expect(filled).not.toContain('Before that, write');
    expect(filled.split('\n').filter((line) => line.startsWith(' ')).length).toBeGreaterThan(10);
  });
});

describe.each(chartVersions)('the templates for Karmada %s', (karmada) => {
  const answers = completeAnswers({ karmada, 'mirror.registry': 'MIRROR_REGISTRY' }, 'HOST_ADDRESS');
  it.each(planFillings(answers))('in $template have the defaults that lab.yaml has', ({ template, edits }) => {
    const document = parseDocument(readFileSync(join(templatesFolder(), template), 'utf8'));
    const host = ['certs', 'auto', 'hosts'];
    const others = edits.filter(({ path }) => !host.every((key, index) => path[index] === key));
    expect(others.map(({ path }) => document.getIn(path))).toEqual(others.map(({ value }) => value));
    expect(others.length).toBeGreaterThan(0);
  });
});

it('a template that is not there is told with a way out', async () => {
  const gone = fillTemplate({ template: 'charts-values/karmada-v0.0.0.yaml', name: '', edits: [], head: [] });
  await expect(gone).rejects.toMatchObject({ code: 'config', hint: expect.stringContaining('npm install') });
});
