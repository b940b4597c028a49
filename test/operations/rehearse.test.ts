import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import type { ApplyOptions, Ports } from '../../src/contract/ports.ts';
import type { KubeObject } from '../../src/core/object.ts';
import { readManifests } from '../../src/operations/apply/read-manifests.ts';
import { createMayWrite } from '../../src/operations/preview/may-write.ts';
import { rehearse, withoutServer } from '../../src/operations/preview/rehearse.ts';
import { type FakeKube, fakeKube, fakePorts } from '../support/fake-ports.ts';

const text = (name: string, more = ''): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${more}}\n`;
const manifestsIn = (...texts: readonly string[]) =>
  readManifests([{ name: 'app.yaml', text: texts.join('---\n') }]).manifests;
const pathOf = (name: string): string => `/api/v1/namespaces/default/configmaps/${name}`;
const forbidden = new KnownError('forbidden', 'no');

/** A server that answers each rehearsal with what it was told, and keeps how it was asked. */
function serverOf(answer: (name: string) => { object: KubeObject; created: boolean }) {
  const karmada = fakeKube();
  const asked: ApplyOptions[] = [];
  const base = fakePorts(karmada);
  const ports: Ports = {
    ...base,
    karmada: {
      ...base.karmada,
      apply: async ({ name = '' }, _, options) => {
        asked.push(options);
        const refused = karmada.refuse.get(pathOf(name));
        if (refused) throw refused;
        return answer(name);
      },
    },
  };
  return { karmada, ports, asked };
}
const holds = (name: string) => ({
  object: { metadata: { name, namespace: 'default', uid: 'held', labels: { a: 'b' } } },
  created: false,
});

describe('a rehearsal', () => {
  it('asks for a dry run that takes over fields, and takes what the server would hold', async () => {
    const { ports, asked, karmada } = serverOf(holds);
    const { objects, failures } = await rehearse(ports, manifestsIn(text('x')));
    expect(asked).toEqual([{ force: true, dryRun: true, fieldValidation: 'Strict' }]);
    expect([objects.map(({ object }) => object), failures]).toEqual([
      [{ apiVersion: 'v1', kind: 'ConfigMap', ...holds('x').object }],
      [],
    ]);
    expect(karmada.writes).toEqual([]);
  });

  it('lets a server be less strict with merges, which it would take for keys that are there twice', async () => {
    const { ports, asked } = serverOf(holds);
    await rehearse(
      ports,
      manifestsIn('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, labels: &l {a: b}, annotations: {<<: *l}}\n'),
    );
    expect(asked).toEqual([{ force: true, dryRun: true, fieldValidation: 'Ignore' }]);
  });

  it('forgets the UID of what is not there yet: a dry run draws one for itself', async () => {
    const { ports } = serverOf((name) => ({ ...holds(name), created: true }));
    const [first] = (await rehearse(ports, manifestsIn(text('x')))).objects;
    expect(first?.object.metadata).toEqual({ name: 'x', namespace: 'default', labels: { a: 'b' } });
  });

  it('keeps the order of the files, whoever answers first', async () => {
    const names = ['d', 'c', 'b', 'a'];
    const { objects } = await rehearse(serverOf(holds).ports, manifestsIn(...names.map((name) => text(name))));
    expect(objects.map(({ object }) => object.metadata.name)).toEqual(names);
  });

  it.each<[string, KnownError, (karmada: FakeKube) => void]>([
    ['what has no namespace yet', new KnownError('not-found', 'there is no namespace "default".'), () => {}],
    ['what this user may not write', forbidden, (karmada) => karmada.denied.add('patch configmaps')],
  ])('takes as it is written %s', async (_, refusal, prepare) => {
    const { ports, karmada } = serverOf(holds);
    prepare(karmada);
    karmada.refuse.set(pathOf('x'), refusal);
    expect(await rehearse(ports, manifestsIn(text('x')))).toMatchObject({
      objects: [{ object: { metadata: { name: 'x', namespace: 'default' } }, asWritten: refusal.message }],
      failures: [],
    });
  });

  it.each<[string, KnownError]>([
    ['what a webhook refuses to who may write it', forbidden],
    ['what is wrong', new KnownError('invalid', 'no')],
    ['what takes too long', new KnownError('timeout', 'no')],
  ])('goes on beside %s', async (_, refusal) => {
    const { ports, karmada } = serverOf(holds);
    karmada.refuse.set(pathOf('x'), refusal);
    const { objects, failures } = await rehearse(ports, manifestsIn(text('x'), text('z')));
    expect(objects.map(({ object }) => object.metadata.name)).toEqual(['z']);
    expect(failures).toMatchObject([{ code: refusal.code, message: 'app.yaml:1: ConfigMap x: no' }]);
  });

  it.each(['unreachable', 'interrupted'] as const)('ends where the server is %s', async (code) => {
    const { ports, karmada } = serverOf(holds);
    karmada.refuse.set(pathOf('x'), new KnownError(code, 'gone'));
    await expect(rehearse(ports, manifestsIn(text('x'), text('z')))).rejects.toMatchObject({ code });
  });

  it('takes a kind that the same files bring as it is written', async () => {
    const custom = 'apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: x}\n';
    expect((await rehearse(serverOf(holds).ports, manifestsIn(custom))).objects).toMatchObject([
      { object: { kind: 'Thing', metadata: { name: 'x' } }, asWritten: expect.stringContaining('Thing') },
    ]);
  });
});

describe('without a server', () => {
  it('what stands in the file counts, in the namespace at hand where it names none', () => {
    const { objects, failures } = withoutServer(
      manifestsIn(text('x'), text('z', ', namespace: own'), 'apiVersion: v1\nkind: Namespace\nmetadata: {name: ns}\n'),
      'shop',
    );
    expect(failures).toEqual([]);
    expect(objects.map(({ object }) => object.metadata)).toEqual([
      { name: 'x', namespace: 'shop' },
      { name: 'z', namespace: 'own' },
      { name: 'ns' },
    ]);
    expect(objects.every(({ asWritten }) => asWritten === '')).toBe(true);
  });
});

describe('whether one may write', () => {
  const place = { group: '', version: 'v1', resource: 'configmaps', namespace: 'default' };

  it('is asked once for each kind and namespace', async () => {
    const karmada = fakeKube();
    const asked: unknown[] = [];
    const mayWrite = createMayWrite({
      ...karmada,
      create: async (_, object) => {
        asked.push(object);
        return { ...object, status: { allowed: true } };
      },
    });
    await Promise.all([mayWrite(place), mayWrite({ ...place, name: 'other' }), mayWrite({ ...place, namespace: 'b' })]);
    expect(asked).toMatchObject(
      ['default', 'b'].map((namespace) => ({
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes: { verb: 'patch', group: '', resource: 'configmaps', namespace } },
      })),
    );
  });

  it('is no where one may not even ask, and not known where the server fails', async () => {
    const failing = (error: KnownError) => createMayWrite({ ...fakeKube(), create: () => Promise.reject(error) });
    expect(await failing(forbidden)(place)).toBe(false);
    await expect(failing(new KnownError('unreachable', 'gone'))(place)).rejects.toMatchObject({ code: 'unreachable' });
  });
});
