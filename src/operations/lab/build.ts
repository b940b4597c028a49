import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';

export const params = defineParams({
  karmada: {
    type: 'list',
    optional: true,
    value: 'versions',
    about: 'Other versions of Karmada to build too: v1.10.7.',
  },
  with: { type: 'list', optional: true, value: 'names', about: 'Other programs to build too: karmadactl.' },
});

export const labBuild = defineOperation({
  name: 'lab build',
  summary: 'Build what the lab needs, without starting it.',
  details: 'Goes to karmate/controlplane in XDG_CACHE_HOME or ~/.cache. What is there already is not built again.',
  effect: 'write',
  params,
  body: () => import('./build.run.ts'),
});
