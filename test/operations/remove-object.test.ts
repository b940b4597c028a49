import { describe, expect, it } from 'vitest';
import { type ErrorCode, KnownError } from '../../src/contract/errors.ts';
import type { Kube } from '../../src/contract/ports.ts';
import { core, type KubeObject, type Place } from '../../src/core/object.ts';
import { awaitAbsence, removeObject } from '../../src/operations/clusters/remove-object.ts';
import { fakeKube, fakePorts } from '../support/fake-ports.ts';

const place = { ...core('secrets'), namespace: 'n', name: 's' };
const path = '/api/v1/namespaces/n/secrets/s';
const no = (code: ErrorCode): KnownError => new KnownError(code, code);
const ports = () => fakePorts(fakeKube(), fakeKube());

/** A server whose deletes and reads fail with these codes, one after the other; then it works. */
function failing(deletes: readonly ErrorCode[], reads: readonly ErrorCode[], uid = 'u') {
  const kube = fakeKube();
  kube.objects.set(path, { metadata: { name: 's', uid } });
  const left = { deletes: [...deletes], reads: [...reads] };
  const stumble = (codes: ErrorCode[]): void => {
    const code = codes.shift();
    if (code) throw no(code);
  };
  const find: Kube['find'] = async <T extends KubeObject>(at: Place) => {
    stumble(left.reads);
    return kube.find<T>(at);
  };
  const remove: Kube['delete'] = async (...what) => {
    stumble(left.deletes);
    return kube.delete(...what);
  };
  return { kube, asked: { ...kube, find, delete: remove } };
}

describe('an object that is to go', () => {
  it.each<[readonly ErrorCode[], readonly ErrorCode[]]>([
    [['unreachable'], []],
    [['unreachable'], ['unreachable']],
    [
      ['unreachable', 'timeout'],
      ['unreachable', 'failed'],
    ],
    [['conflict'], []],
    [['conflict'], ['conflict']],
  ])('goes although deletes end with %j and reads with %j', async (deletes, reads) => {
    const { kube, asked } = failing(deletes, reads);
    await removeObject(ports(), asked, place, 'u');
    expect(kube.objects.has(path)).toBe(false);
  });

  it('is not called gone while nobody answers', async () => {
    const { kube, asked } = failing(Array(9).fill('unreachable'), Array(9).fill('unreachable'));
    await expect(removeObject(ports(), asked, place, 'u')).rejects.toMatchObject({ code: 'unreachable' });
    expect(kube.objects.has(path)).toBe(true);
  });

  it('stays where another one has its name by now', async () => {
    const { kube, asked } = failing(['conflict'], [], 'another');
    await removeObject(ports(), asked, place, 'u');
    expect(kube.objects.has(path)).toBe(true);
  });

  it.each<ErrorCode>(['conflict', 'unreachable'])('is waited for although a look ends with "%s"', async (code) => {
    const { kube, asked } = failing([], [code]);
    kube.objects.delete(path);
    await awaitAbsence(ports(), asked, place, 'u', 5000);
  });

  it('is waited for no longer where one may not look', async () => {
    const { asked } = failing([], ['forbidden']);
    await expect(awaitAbsence(ports(), asked, place, 'u', 5000)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
