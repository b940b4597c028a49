import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { exitCodeOf } from '../../src/contract/operation.ts';
import type { ApplyOptions } from '../../src/contract/ports.ts';
import type { KubeObject } from '../../src/core/object.ts';
import { apply } from '../../src/operations/apply/apply.ts';
// Loaded here, so that no test's time pays for it.
import '../../src/operations/apply/apply.run.ts';
import { answerOf, type FakeKube, fakeKube, fakePorts } from '../support/fake-ports.ts';

const configMap = (name: string, value = '1') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { a: "${value}" }\n`;
const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: ns }\n';
const file = (...documents: readonly string[]) => documents.join('---\n');
const many = (count: number) => file(...Array.from({ length: count }, (_, i) => configMap(`m${i}`)));
const at = (name: string, ns = 'default') => `/api/v1/namespaces/${ns}/configmaps/${name}`;

const run = (kube: FakeKube, text: string, more: object = {}) =>
  answerOf(apply.invoke(fakePorts(kube, fakeKube(), text), { filename: 'unused', ...more }));
const lines = async (answer: ReturnType<typeof run>): Promise<readonly string[]> => {
  const view = (await answer).view({ wide: false, now: 0 });
  return view.kind === 'text' ? view.lines.map((line) => (typeof line === 'string' ? line : line.text)) : [];
};
/** Counts what is asked for. */
const counting = (kube: FakeKube) => {
  const asked = { find: 0, list: 0 };
  const counted: FakeKube = {
    ...kube,
    find: (place) => {
      asked.find++;
      return kube.find(place);
    },
    list: (place, query) => {
      asked.list++;
      return kube.list(place, query);
    },
  };
  return { counted, asked };
};

describe('apply looks at what is there', () => {
  it('in one list where objects of a kind are many, and tells the same', async () => {
    const { counted, asked } = counting(fakeKube());
    expect((await lines(run(counted, many(30)))).every((line) => line.endsWith(' created'))).toBe(true);
    counted.objects.delete(at('m7'));
    const second = await lines(run(counted, many(30).replace('"1"', '"2"')));
    expect(second.filter((line) => !line.endsWith(' unchanged'))).toEqual([
      'configmap/m0 configured',
      'configmap/m7 created',
    ]);
    expect(second).toHaveLength(30);
    expect(asked).toEqual({ find: 0, list: 2 });
  });

  it('one by one where they are few, or must not be listed', async () => {
    const few = counting(fakeKube());
    await run(few.counted, many(9));
    expect(few.asked).toEqual({ find: 9, list: 0 });
    const kube = fakeKube();
    kube.refuse.set('/api/v1/namespaces/default/configmaps', new KnownError('forbidden', 'no list'));
    expect(await lines(run(kube, many(12)))).toHaveLength(12);
  });

  it('and gives a long list up that holds little of what is wanted', async () => {
    const kube = fakeKube();
    const { counted, asked } = counting(kube);
    const list: FakeKube['list'] = async (place, query) => {
      const page = await counted.list(place, query);
      return { ...(page as { items: never[] }), metadata: { continue: 'more', remainingItemCount: 9000 } };
    };
    expect(await lines(run({ ...counted, list }, many(12)))).toHaveLength(12);
    expect(asked).toEqual({ find: 12, list: 1 });
  });
});

describe('apply of one object twice', () => {
  it('keeps their order, and compares the second with the first', async () => {
    const kube = fakeKube();
    const text = file(configMap('x', '1'), configMap('z'), configMap('x', '2'), configMap('x', '2'));
    expect(await lines(run(kube, text))).toEqual([
      'configmap/x created',
      'configmap/z created',
      'configmap/x configured',
      'configmap/x unchanged',
    ]);
    expect(kube.objects.get(at('x'))).toMatchObject({ text: expect.stringContaining('"2"') });
  });
});

it('a policy is applied before what it spreads, and a CRD before its objects', async () => {
  const kube = fakeKube();
  const policy = 'apiVersion: policy.karmada.io/v1alpha1\nkind: PropagationPolicy\nmetadata: { name: p }\n';
  const kinds: FakeKube['resolve'] = async (kind) =>
    kind.kind === 'PropagationPolicy'
      ? {
          group: 'policy.karmada.io',
          version: 'v1alpha1',
          resource: 'propagationpolicies',
          kind: 'PropagationPolicy',
          namespaced: true,
        }
      : kube.resolve(kind);
  expect(await lines(run({ ...kube, resolve: kinds }, file(configMap('a'), policy, namespace)))).toEqual([
    'namespace/ns created',
    'propagationpolicy.policy.karmada.io/p created',
    'configmap/a created',
  ]);
});

describe('exit codes', () => {
  const refused = (kube: FakeKube, name: string, code: 'forbidden' | 'invalid') =>
    kube.refuse.set(at(name), new KnownError(code, 'no'));
  it.each<[string, readonly ('forbidden' | 'invalid' | 'fine')[], number]>([
    ['all fail alike: their own', ['forbidden', 'forbidden'], 7],
    ['all fail, not alike: a part', ['forbidden', 'invalid'], 9],
    ['some fail: a part', ['forbidden', 'fine'], 9],
    ['none fails: 0', ['fine', 'fine'], 0],
  ])('%s', async (_, fates, code) => {
    const kube = fakeKube();
    for (const [i, fate] of fates.entries()) if (fate !== 'fine') refused(kube, `c${i}`, fate);
    const { outcome } = await run(kube, file(...fates.map((__, i) => configMap(`c${i}`))));
    expect(exitCodeOf(outcome)).toBe(code);
  });
});

describe('a dry run', () => {
  it('of the client writes nothing, and tells what is there', async () => {
    const kube = fakeKube();
    await run(kube, configMap('a'));
    kube.writes.length = 0;
    expect(await lines(run(kube, file(configMap('a'), configMap('b')), { dryRun: 'client' }))).toEqual([
      'configmap/a configured (dry run)',
      'configmap/b created (dry run)',
    ]);
    expect(kube.writes).toEqual([]);
  });

  it('of the server compares with what is there, and says what it cannot look at', async () => {
    const kube = fakeKube();
    await run(kube, file(configMap('a'), configMap('b')));
    const asked: ApplyOptions[] = [];
    const dry: FakeKube['apply'] = async (place, text, options) => {
      asked.push(options);
      if (place.namespace === 'ns') throw new KnownError('not-found', 'there is no namespace "ns".');
      const held = kube.objects.get(`${at(place.name ?? '')}`);
      return {
        object: { ...held, text, metadata: { ...held?.metadata, name: place.name ?? '' } } as KubeObject,
        created: !held,
      };
    };
    const inside = configMap('c').replace('name: c', 'name: c, namespace: ns');
    const crd =
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a.b }\nspec: { group: g.io, names: { kind: Thing } }\n';
    const thing = 'apiVersion: g.io/v1\nkind: Thing\nmetadata: { name: t }\n';
    const stranger = 'apiVersion: h.io/v1\nkind: Thing\nmetadata: { name: t }\n';
    const text = file(configMap('a'), configMap('b', '2'), namespace, inside, crd, thing, stranger);
    const answer = run({ ...kube, apply: dry }, text, { dryRun: 'server' });
    expect(await lines(answer)).toEqual([
      'namespace/ns created (server dry run)',
      'customresourcedefinition.apiextensions.k8s.io/a.b created (server dry run)',
      'configmap/a unchanged (server dry run)',
      'configmap/b configured (server dry run)',
      'configmap/c unchecked, its namespace "ns" comes with this run (server dry run)',
      'thing.g.io/t unchecked, its kind comes with a CRD of this run (server dry run)',
    ]);
    expect((await answer).data).toMatchObject({ failures: [{ code: 'not-found' }], dryRun: 'server' });
    expect(asked.every(({ dryRun }) => dryRun)).toBe(true);
  });

  it('has nothing to wait for', async () => {
    await expect(run(fakeKube(), configMap('a'), { dryRun: 'server', wait: true })).rejects.toMatchObject({
      code: 'usage',
    });
  });
});

describe('what client-side apply owns', () => {
  const note = { 'f:annotations': { 'f:kubectl.kubernetes.io/last-applied-configuration': {} } };
  const theirs = { manager: 'kubectl-client-side-apply', operation: 'Update', fieldsV1: { 'f:metadata': note } };
  const conflict = (manager: string) =>
    new KnownError('conflict', 'other managers', { cause: { conflicts: [{ manager, field: '.data.a' }] } });

  it('is taken over after the apply, and then applied again', async () => {
    const kube = fakeKube();
    kube.controllers.push((path) => {
      const held = kube.objects.get(path);
      if (!held || kube.writes.length > 1) return;
      kube.objects.set(path, { ...held, metadata: { ...held.metadata, managedFields: [theirs] } });
    });
    await run(kube, configMap('a'));
    expect(kube.writes).toEqual([`apply ${at('a')}`, `patch ${at('a')}`, `apply ${at('a')}`]);
  });

  it('is no conflict, but what others own is', async () => {
    const kube = fakeKube();
    await run(kube, configMap('a'));
    const held = kube.objects.get(at('a')) as KubeObject;
    kube.objects.set(at('a'), { ...held, metadata: { ...held.metadata, managedFields: [theirs] } });
    kube.writes.length = 0;
    const refusing = (manager: string): FakeKube => ({
      ...kube,
      apply: async (place, text, options) => {
        if (!kube.writes.some((write) => write.startsWith('patch'))) throw conflict(manager);
        return kube.apply(place, text, options);
      },
    });
    const others = await run(refusing('hpa'), configMap('a', '2'));
    expect(exitCodeOf(others.outcome)).toBe(6);
    expect(kube.writes).toEqual([]);
    expect(await lines(run(refusing(theirs.manager), configMap('a', '2')))).toEqual(['configmap/a configured']);
    expect(kube.writes).toEqual([`patch ${at('a')}`, `apply ${at('a')}`]);
  });

  it('that cannot be taken over is told, though it was applied', async () => {
    const kube = fakeKube();
    kube.controllers.push((path) => {
      const held = kube.objects.get(path);
      if (held) kube.objects.set(path, { ...held, metadata: { ...held.metadata, managedFields: [theirs] } });
    });
    const patch: FakeKube['patch'] = async () => {
      throw new KnownError('forbidden', 'no');
    };
    const { data } = await run({ ...kube, patch }, configMap('a'));
    expect(data).toMatchObject({
      failures: [{ code: 'forbidden', message: expect.stringMatching(/it was applied, but .* taken over: no$/) }],
    });
  });
});
