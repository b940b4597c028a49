import { expect, it } from 'vitest';
import { inParallel } from '../../src/operations/apply/in-parallel.ts';

it('works on at most so many at once, and begins them in order', async () => {
  const running = { now: 0, most: 0 };
  const begun: number[] = [];
  await inParallel([...Array(20).keys()], 3, async (item) => {
    begun.push(item);
    running.most = Math.max(running.most, ++running.now);
    await new Promise(setImmediate);
    running.now--;
  });
  expect(running.most).toBe(3);
  expect(begun).toEqual([...Array(20).keys()]);
});

it('begins no more after a failure, waits for what has begun, and throws the first', async () => {
  const ended: number[] = [];
  const work = async (item: number): Promise<void> => {
    if (item === 1) throw new Error('one');
    await new Promise(setImmediate);
    ended.push(item);
  };
  await expect(inParallel([0, 1, 2, 3, 4, 5], 3, work)).rejects.toThrow('one');
  expect(ended).toEqual([0, 2]);
});

it('of nothing is done at once', async () => {
  await inParallel([], 3, async () => expect.unreachable());
});
