import { describe, expect, it } from 'vitest';
import { readManifests } from '../../src/operations/apply/read-manifests.ts';

const read = (text: string) => readManifests([{ name: 'a.yaml', text }]);
const said = (text: string) => read(text).failures.map(({ message }) => message);

describe('a broken manifest', () => {
  it.each([
    [
      'as a block',
      'kind: Secret\nstringData:\n  password: |hunter2\n',
      /^a\.yaml:3: .* at column 14: something stands/,
    ],
    ['as an alias', '# top\nkind: Secret\nstringData: { password: *hunter2 }\n', /^a\.yaml:2: .*valid YAML: an alias/],
    ['behind the mark of its document', 'kind: x\n---   "hunter2', /^a\.yaml:2: behind --- stands something/],
  ])('does not show the secret that it holds %s', (_, text, message) => {
    const messages = said(text).join('\n').split('\n').at(-1);
    expect(messages).toMatch(message);
    expect(messages).not.toContain('hunter2');
  });
});

it('comments alone are no document, also with line ends of Windows', () => {
  expect(read('# only\r\n# remarks\r\n---\r\n# and more\r\n')).toEqual({ manifests: [], failures: [], unread: [] });
});

it('the line of a document is that of its first own line, also with line ends of Windows', () => {
  const text = '# why\r\napiVersion: v1\r\nkind: ConfigMap\r\nmetadata: { name: x }\r\n';
  expect(read(text).manifests).toMatchObject([{ at: 'a.yaml:2' }]);
});

it('a name may come in by a merge key', () => {
  const text =
    'apiVersion: v1\nkind: ConfigMap\nx: &base { name: merged }\nmetadata: { <<: *base, labels: { a: b } }\n';
  expect(read(text).manifests).toMatchObject([{ name: 'merged' }]);
});

it('a merge is told from a text that looks like one', () => {
  const text = (more: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n${more}\n`;
  expect(read(text('a: &a { b: c }\ndata: { <<: *a }')).manifests).toMatchObject([{ merges: true }]);
  expect(read(text('data: { run: "cat <<EOF", "<<": x }')).manifests[0]).not.toHaveProperty('merges');
});
