import { describe, expect, it } from 'vitest';
import { waitAtMost } from '../../src/client/sleep.ts';

describe('waiting at most so long', () => {
  it('gives what the work comes to, and its failure', async () => {
    await expect(waitAtMost(10_000, Promise.resolve(1))).resolves.toBe(1);
    await expect(waitAtMost(Number.POSITIVE_INFINITY, Promise.resolve(1))).resolves.toBe(1);
    await expect(waitAtMost(10_000, Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('gives undefined when the work takes longer', async () => {
    await expect(waitAtMost(5, new Promise(() => {}))).resolves.toBeUndefined();
  });

  it('of more than a timer can hold does not end at once', async () => {
    const work = new Promise((resolve) => setTimeout(resolve, 20, 'done'));
    await expect(waitAtMost(2 ** 40, work)).resolves.toBe('done');
  });
});
