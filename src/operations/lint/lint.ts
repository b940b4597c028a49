import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { filename, recursive } from '../apply/file-params.ts';
import { failOn } from './fail-on.ts';

export const params = defineParams({
  filename: filename('Policies and the workloads beside them'),
  recursive,
  from: {
    type: 'string',
    optional: true,
    value: 'file',
    complete: 'files',
    about: 'Check also against the clusters and policies of this snapshot (karmate snapshot).',
  },
  failOn,
});

export const lint = defineOperation({
  name: 'lint',
  summary: "Check Karmada's policies, and the workloads beside them, without a control plane.",
  details:
    'Looks for misspelt kinds and fields, values that a server or a webhook of Karmada refuses, selectors that find nothing, ' +
    'overriders that fail or change nothing, and what a workload uses and no policy sends along. Of a release before ' +
    'v1.18 (--karmada-version) also what that does not know yet. Each finding has a code, which docs/lint.md explains; ' +
    '-o wide tells what to do. -o sarif is for code scanning. What names no namespace is taken to be in that of -n, else in default. Asks no control plane.',
  examples: [
    'karmate lint -f app/ -R',
    'karmate lint -f policy.yaml --karmada-version 1.10',
    'karmate lint -f app/ --from fleet.json --fail-on warning',
    'karmate lint -f app/ -o sarif > karmate.sarif',
  ],
  effect: 'read',
  formats: ['sarif'],
  params,
  body: () => import('./lint.run.ts'),
});
