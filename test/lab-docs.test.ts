import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { questions } from '../src/core/kind-lab/answers.ts';
import { readLabFile } from '../src/operations/lab/read-lab-file.ts';
import { root } from './support/karmate.ts';

describe.each(['docs/lab.md', 'docs/lab.zh-CN.md'])('%s', (path) => {
  const page = readFileSync(join(root, path), 'utf8');

  it('names every answer of lab.yaml with its default', () => {
    const rows = questions.map(({ path: name, default: value }) => [
      name,
      page.includes(`\n| \`${name}\` | ${value === undefined ? '' : `\`${value}\` |`}`),
    ]);
    expect(rows.filter(([, isThere]) => !isThere)).toEqual([]);
  });

  it('shows a lab.yaml that is one', () => {
    const [, text = ''] = /```yaml\n([^`]*)```/.exec(page) ?? [];
    expect(readLabFile({ name: path, text })).toMatchObject({ karmada: 'v1.10.7', 'test2.apiServerPort': 7443 });
  });

  it('names every value that is changed', () => {
    const values = parse(readFileSync(join(root, 'charts-values/karmada-v1.18.2.yaml'), 'utf8'));
    const mirror = parse(readFileSync(join(root, 'charts-values/mirror.yaml'), 'utf8'));
    const { networking } = parse(readFileSync(join(root, 'kind-configs/test1.yaml'), 'utf8'));
    expect(page).toContain(`apiServer.nodePort: ${values.apiServer.nodePort}`);
    const names = [
      ...Object.keys(networking),
      ...Object.keys(mirror),
      'karmadaImageVersion',
      'certs.auto.hosts',
      'cfssl',
    ];
    expect(names.filter((name) => !page.includes(name))).toEqual([]);
  });

  it('leads to what is there', () => {
    const links = [...page.matchAll(/\]\(([^)#:]+)[^)]*\)/g)].map(([, to = '']) => join(root, dirname(path), to));
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((to) => !existsSync(to))).toEqual([]);
  });
});
