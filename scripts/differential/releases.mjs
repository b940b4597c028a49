// The releases that are compared: what a case may hold there, and where the Go module of its oracle is.
import { join } from 'node:path';
import { root } from '../support/script.mjs';

export const releases = {
  'v1.10.7': { minor: 10, readsModelsByPlace: true, has: {}, module: join('controlplane', 'karmada-v1.10.7') },
  'v1.18.2': {
    minor: 18,
    dividesOneByOne: true,
    has: { overflow: true, workloadAffinity: true, components: true, suspension: true, fieldOverrider: true },
    module: 'controlplane',
  },
};

export const moduleOf = (karmada) => join(root, releases[karmada].module);
