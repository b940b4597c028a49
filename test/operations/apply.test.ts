import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { exitCodeOf } from '../../src/contract/operation.ts';
import { apply } from '../../src/operations/apply/apply.ts';
import { readManifests } from '../../src/operations/apply/read-manifests.ts';
import { answerOf, fakeKube, fakePorts } from '../support/fake-ports.ts';

const configMap = (name: string, value = 1) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata: { a: "${value}" }\n`;
const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: ns }\n';
const file = (...documents: string[]) => documents.join('---\n');
const input = { filename: 'unused' };

describe('manifests are read:', () => {
  it('each with its own text and the line it begins at', () => {
    const { manifests } = readManifests([
      { name: 'a.yaml', text: `# top\n${file(configMap('x'), `\n# why\n${namespace}`)}` },
    ]);
    expect(manifests.map(({ kind, name, at }) => `${at} ${kind} ${name}`)).toEqual([
      'a.yaml:2 ConfigMap x',
      'a.yaml:10 Namespace ns',
    ]);
    expect(manifests[1]?.text).toBe(`\n\n# why\n${namespace}`);
  });

  it.each<[string, string, RegExp]>([
    ['broken YAML, at its line', 'a: 1\nb: [\nc: }', /^a\.yaml:3: this is not valid YAML/],
    ['broken YAML in a later document', `${configMap('x')}---\na: b: c\n`, /^a\.yaml:7: this is not valid YAML/],
    ['no kind', 'apiVersion: v1\nmetadata: { name: x }', /^a\.yaml:1: this manifest has no kind/],
    ['no name', 'apiVersion: v1\nkind: ConfigMap', /has no metadata\.name/],
    [
      'a name that is a number',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: 12 }',
      /the metadata\.name of this manifest is not a text: put it in quotes/,
    ],
    ['a text', 'just words', /is no manifest/],
    ['a mark that is none', 'a: 1\n---- \n', /^a\.yaml:1.*a\.yaml:2: behind --- stands/],
    ['a name that leads elsewhere', configMap('..'), /cannot be "\.\."/],
    [
      'an item of a List, at its line',
      'apiVersion: v1\nkind: List\nitems:\n- kind: X\n- kind: Y\n',
      /^a\.yaml:4: .*a\.yaml:5: /,
    ],
    ['a generated name', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { generateName: x- }', /has no metadata\.name/],
  ])('%s is named', (_, text, message) => {
    const { failures } = readManifests([{ name: 'a.yaml', text }]);
    expect(failures.map((failure) => failure.message).join()).toMatch(message);
  });

  it('JSON too', () => {
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'n' } });
    expect(readManifests([{ name: 'a.json', text }]).manifests).toMatchObject([{ name: 'x', namespace: 'n', text }]);
  });
});

describe('apply', () => {
  const run = (kube: ReturnType<typeof fakeKube>, text: string, more: object = {}) =>
    answerOf(apply.invoke(fakePorts(kube, fakeKube(), text), { ...input, ...more }));

  it('puts the Namespace first and says created, unchanged, configured', async () => {
    const kube = fakeKube();
    const first = await run(kube, file(configMap('a'), configMap('b'), namespace));
    expect(first.view({ wide: false, now: 0 })).toMatchObject({
      lines: [{ text: 'namespace/ns created' }, { text: 'configmap/a created' }, { text: 'configmap/b created' }],
    });
    const second = await run(kube, file(configMap('a'), configMap('b', 2), namespace));
    expect(second.data).toMatchObject({
      objects: [{ result: 'unchanged' }, { result: 'unchanged' }, { result: 'configured' }],
    });
    expect(exitCodeOf(second.outcome)).toBe(0);
  });

  it('calls an object unchanged whose status a controller wrote meanwhile', async () => {
    const kube = fakeKube();
    await run(kube, configMap('a'));
    const path = '/api/v1/namespaces/default/configmaps/a';
    const held = { ...kube.objects.get(path), metadata: { name: 'a', generation: 1 } };
    const write = (resourceVersion: string, more: object = {}) =>
      kube.objects.set(path, { ...held, ...more, metadata: { ...held.metadata, resourceVersion } });
    write('7');
    kube.controllers.push(() => write('9', { status: { phase: 'Active' } }));
    const find = async () => {
      throw new Error('only the answer of the apply counts');
    };
    expect((await run({ ...kube, get: find }, configMap('a'))).data).toMatchObject({
      objects: [{ result: 'unchanged' }],
    });
  });

  it('sends each document as it stands in the file', async () => {
    const kube = fakeKube();
    const text = 'apiVersion: v1\nkind: ConfigMap # a remark\nmetadata: {name: x}\ndata: {mode: 0644}\n';
    await run(kube, text);
    expect(kube.objects.get('/api/v1/namespaces/default/configmaps/x')).toMatchObject({ text });
  });

  it('tries all when some are bad, names each with file and line, and exits 9', async () => {
    const kube = fakeKube();
    kube.refuse.set('/api/v1/namespaces/default/configmaps/b', new KnownError('invalid', 'data is wrong'));
    const strange = 'apiVersion: x/v1\nkind: Strange\nmetadata: { name: s }\n';
    const { data, outcome } = await run(kube, file(configMap('a'), configMap('b'), strange, 'a: [\n', configMap('c')));
    expect(data).toMatchObject({ objects: [{ object: 'configmap/a' }, { object: 'configmap/c' }] });
    expect(outcome).toMatchObject({ kind: 'partial' });
    const failures = outcome.kind === 'partial' ? outcome.failures.map(({ message }) => message) : [];
    expect(failures).toEqual([
      expect.stringMatching(/^all\.yaml:\d+: this is not valid YAML/),
      'all.yaml:7: ConfigMap b: data is wrong',
      'all.yaml:13: Strange s: The server has no kind Strange in x/v1.',
    ]);
    expect(exitCodeOf(outcome)).toBe(9);
  });

  it('of one bad manifest alone exits with its own code', async () => {
    const kube = fakeKube();
    kube.refuse.set('/api/v1/namespaces/default/configmaps/a', new KnownError('forbidden', 'no'));
    expect(exitCodeOf((await run(kube, configMap('a'))).outcome)).toBe(7);
  });

  it('ends when the connection is gone, saying what was applied before', async () => {
    const kube = fakeKube();
    const gone = new KnownError('unreachable', 'The server is gone.');
    kube.refuse.set('/api/v1/namespaces/default/configmaps/b', gone).set('/version', gone);
    await expect(run(kube, file(configMap('a'), configMap('b'), configMap('c')))).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/^The server is gone\. Applied . of 3 so far: configmap\/a created/),
    });
  });

  it('that ends so says what was refused before too', async () => {
    const kube = fakeKube();
    const gone = new KnownError('unreachable', 'The server is gone.');
    kube.refuse
      .set('/api/v1/namespaces/default/configmaps/a', new KnownError('forbidden', 'You may not.'))
      .set('/api/v1/namespaces/default/configmaps/b', gone)
      .set('/version', gone);
    await expect(run(kube, file(configMap('a'), configMap('b')))).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(
        /^The server is gone\. Nothing.*\nFailed before that:\n {2}.*ConfigMap a: You may not\.$/,
      ),
    });
  });

  it('goes on when the server fails with one object only', async () => {
    const kube = fakeKube();
    kube.refuse.set('/api/v1/namespaces/default/configmaps/a', new KnownError('unreachable', 'try later'));
    const { data } = await run(kube, file(configMap('a'), configMap('b')));
    expect(data).toMatchObject({ objects: [{ object: 'configmap/b' }], failures: [{ code: 'unreachable' }] });
  });

  it('that is interrupted says what was applied', async () => {
    const kube = fakeKube();
    kube.refuse.set('/api/v1/namespaces/default/configmaps/b', new KnownError('interrupted', 'Interrupted.'));
    await expect(run(kube, file(configMap('a'), configMap('b')))).rejects.toMatchObject({
      code: 'interrupted',
      message: 'Interrupted. Applied 1 of 2 so far: configmap/a created.',
    });
  });

  it('that is interrupted says what was on its way, and may have been applied', async () => {
    const kube = fakeKube();
    const cut: typeof kube.apply = async (place, text, options) => {
      const answer = await kube.apply(place, text, options);
      if (place.name !== 'a') throw new KnownError('interrupted', 'Interrupted.');
      return answer;
    };
    const seen = { ...kube, apply: cut };
    await expect(run(seen, file(configMap('a'), configMap('b')))).rejects.toMatchObject({
      message:
        'Interrupted. Applied 1 of 2 so far: configmap/a created. Still under way, and perhaps applied: configmap/b.',
    });
    await expect(run(seen, file(configMap('c')))).rejects.toMatchObject({
      message: 'Interrupted. Still under way, and perhaps applied: configmap/c.',
    });
  });

  it('of a dry run that is interrupted claims to have applied nothing', async () => {
    const kube = fakeKube();
    kube.refuse.set('/api/v1/namespaces/default/configmaps/b', new KnownError('interrupted', 'Interrupted.'));
    for (const dryRun of ['client', 'server']) {
      await expect(run(kube, file(configMap('a'), configMap('b')), { dryRun })).rejects.toMatchObject({
        message: 'Interrupted. It was a dry run: nothing was written.',
      });
    }
  });

  it('of a CRD that is never served says so, and why', async () => {
    const kube = fakeKube();
    const condition = { type: 'Established', status: 'False', reason: 'NotAccepted', message: 'names clash' };
    kube.controllers.push((path) => {
      const crd = kube.objects.get(path);
      if (crd) kube.objects.set(path, { ...crd, status: { conditions: [condition] } } as typeof crd);
    });
    const crd = 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a.b }\n';
    const { data } = await run(kube, file(crd, configMap('a')));
    expect(data).toMatchObject({
      objects: [{ object: 'configmap/a' }],
      failures: [{ code: 'timeout', message: expect.stringMatching(/does not serve .* NotAccepted: names clash$/) }],
    });
  });

  it('of nothing is wrong usage', async () => {
    await expect(run(fakeKube(), '# only a remark\n')).rejects.toMatchObject({ code: 'usage' });
  });
});
