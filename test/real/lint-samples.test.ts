import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lint } from '../../src/core/lint/lint.ts';
import { notRefused } from '../../src/core/lint/not-refused.ts';
import { subjectOf } from '../../src/core/lint/subject.ts';
import { wellFormed } from '../../src/core/lint/well-formed.ts';
import { readManifests } from '../../src/operations/apply/read-manifests.ts';
import { readDocuments } from '../../src/operations/lint/read-documents.ts';
import { root } from '../support/karmate.ts';
import { previewWorld } from '../support/preview-world.ts';

/** A module that the control plane is built from; it needs no lab. */
function moduleOf(folder: string): string {
  const args = ['list', '-m', '-f', '{{.Dir}}', 'github.com/karmada-io/karmada'];
  return execFileSync('go', args, { cwd: join(root, 'controlplane', folder), encoding: 'utf8' }).trim();
}

const folders = [
  'samples',
  'artifacts/example',
  'artifacts/deploy',
  'examples',
  'docs',
  'test',
  'pkg/resourceinterpreter/default/thirdparty/resourcecustomizations',
];

const manifestsIn = (dir: string): readonly string[] =>
  folders.flatMap((folder) =>
    readdirSync(join(dir, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.ya?ml$/.test(path))
      .map((path) => join(folder, path).replaceAll('\\', '/')),
  );

const isSample = (path: string): boolean => /^(?:samples|artifacts\/example)\//.test(path);

/** What of Karmada's own files is wrong by Karmada's own rules: a proposal's sketch, a template, and the like. */
const wrong: Readonly<Record<string, readonly string[]>> = {
  'docs/proposals/federated-resource-quota-enhancement/policy.yaml': ['spec.resourceSelectors is missing'],
};

describe.each([
  ['v1.18', '.', 18],
  ['v1.10', 'karmada-v1.10.7', 10],
])('of the manifests that come with Karmada %s', (_, folder, minor) => {
  const dir = moduleOf(folder);
  const paths = manifestsIn(dir);
  const codes = { ...wellFormed.codes, ...notRefused.codes };

  test('all that can be read is well formed, but for what is known', () => {
    const policies: string[] = [];
    const found: Record<string, readonly string[]> = {};
    for (const path of paths) {
      const { manifests, unread } = readManifests([{ name: path, text: readFileSync(join(dir, path), 'utf8') }]);
      const { documents, unread: unfit } = readDocuments(manifests, 'default');
      // Elsewhere there are templates, and files that are no manifests.
      if (isSample(path)) expect([...unread, ...unfit]).toEqual([]);
      policies.push(...documents.filter(({ object }) => object.apiVersion.includes('karmada.io/')).map(() => path));
      // Files are alternatives: each is one of its own.
      const said = lint(subjectOf(documents, { minor, unreadable: [] })).filter(({ code }) => code in codes);
      if (said.length > 0) found[path] = said.map(({ message }) => message);
    }
    expect(policies.length).toBeGreaterThan(30);
    expect(found).toEqual(Object.fromEntries(Object.entries(wrong).filter(([path]) => paths.includes(path))));
  });

  /** What is in each file, or in those that `keyOf` gives one name. */
  function texts(of: readonly string[], keyOf = (path: string): string => path): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const path of of) {
      const text = readFileSync(join(dir, path), 'utf8');
      const earlier = found.get(keyOf(path));
      found.set(keyOf(path), earlier === undefined ? text : `${earlier}\n---\n${text}`);
    }
    return found;
  }

  test('all that can be read previews', async () => {
    const fleet = readFileSync(join(root, 'examples/fleet.yaml'), 'utf8')
      .replaceAll('"1.18"', `"1.${minor}"`)
      .replaceAll('frankfurt', 'member1')
      .replaceAll('oregon', 'member2');
    const outcomes = new Set<string>();
    for (const [name, text] of [...texts(paths), ...texts(paths.filter(isSample), dirname)]) {
      const world = previewWorld();
      world.files.set('fleet.yaml', fleet);
      if (readManifests([{ name, text }]).manifests.length === 0) continue;
      const { data, text: shown } = await world.ask({ from: 'fleet.yaml', render: true }, text);
      expect(shown.length + data.failures.length, name).toBeGreaterThan(0);
      for (const { taken, placement } of data.workloads) outcomes.add(`${taken} ${placement?.outcome ?? ''}`);
    }
    expect(outcomes).toContain('matched scheduled');
    expect(outcomes).toContain('matched no fit');
  });
});
