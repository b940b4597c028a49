import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';

export const params = defineParams({
  out: {
    type: 'string',
    default: '-',
    value: 'file',
    complete: 'files',
    about: 'File to write; "-" is stdout.',
  },
});

export const snapshot = defineOperation({
  name: 'snapshot',
  summary: 'Keep what a placement depends on in a file, to preview against it later.',
  details:
    'Reads all clusters, propagation policies, override policies and bindings, and which Karmada this is. No workloads ' +
    'and no Secrets are read. The file is a Fleet (karmate.dev/v1): JSON, or YAML with -o yaml. With ' +
    '"karmate preview --from FILE" no control plane is asked.',
  examples: ['karmate snapshot --out fleet.json', 'karmate snapshot -o yaml > fleet.yaml'],
  effect: 'read',
  params,
  body: () => import('./snapshot.run.ts'),
});
