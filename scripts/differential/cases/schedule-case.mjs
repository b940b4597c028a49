// A question to the scheduler, made from nothing but seed, index and release.

import { releases } from '../releases.mjs';
import { binding, drawApi } from './binding.mjs';
import { fleet } from './clusters.mjs';
import { createDraw } from './draw.mjs';
import { plain } from './plain.mjs';

export function scheduleCase(seed, index, karmada) {
  const draw = createDraw(seed, index);
  const rules = releases[karmada];
  const api = drawApi(draw);
  const clusters = fleet(draw, api, rules);
  const made = { binding: binding(draw, api, clusters.length, rules), clusters };
  return plain({ ...made, emptyWorkloads: draw.maybe(0.06, true) });
}
