import { expect, it } from 'vitest';
import { sprint } from '../../../src/core/go/sprint.ts';

it.each([
  ['x', 'x'],
  [1, '%!s(int64=1)'],
  [1.5, '%!s(float64=1.5)'],
  [true, '%!s(bool=true)'],
  [null, '%!s(<nil>)'],
  [[1, 'a'], '[%!s(int64=1) a]'],
  [{ b: 'x', a: [] }, 'map[a:[] b:x]'],
])('%j is written as Go writes it for %%s', (value, text) => {
  expect(sprint(value)).toBe(text);
});
