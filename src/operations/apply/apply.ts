import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';

export const params = defineParams({
  filename: {
    type: 'document',
    alias: 'f',
    value: 'file',
    complete: 'files',
    about: 'Manifests: a file, a folder, or - for stdin; repeatable.',
  },
  recursive: { type: 'boolean', alias: 'R', about: 'Also the folders inside a folder.' },
  wait: { type: 'boolean', about: 'Wait until all that goes to member clusters stands there as written, and runs.' },
  timeout: { type: 'duration', default: '2m', about: 'How long --wait waits.' },
  forceConflicts: { type: 'boolean', about: 'Take over fields that another manager owns.' },
});

export const apply = defineOperation({
  name: 'apply',
  summary: 'Apply manifests to Karmada (server-side apply).',
  details:
    'What a file says is what is sent. Namespaces come first, then CRDs, then the rest as the files have it. One bad ' +
    'manifest does not keep the others back. --wait follows what goes to member clusters: scheduled, sent, ' +
    'applied there, and running there in exactly this version.',
  examples: [
    'karmate apply -f deployment.yaml -f policy.yaml',
    'karmate apply -f app/ --wait',
    'cat app.yaml | karmate apply -f -',
  ],
  effect: 'write',
  params,
  body: () => import('./apply.run.ts'),
});
