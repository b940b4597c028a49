import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { dryRun } from '../dry-run.ts';
import { filename, recursive } from './file-params.ts';

export const params = defineParams({
  filename: filename('Manifests'),
  recursive,
  wait: { type: 'boolean', about: 'Wait until all that goes to member clusters stands there as written, and runs.' },
  timeout: { type: 'duration', default: '2m', about: 'How long --wait waits.' },
  dryRun: dryRun('Write nothing. client: only look what is there; server: let the server check and compare all of it.'),
  validate: {
    type: 'string',
    oneOf: ['strict', 'warn', 'ignore', 'true', 'false'],
    default: 'strict',
    valueOptional: 'strict',
    value: 'how',
    about: 'What the server does about fields that are there twice or that it does not know.',
  },
  forceConflicts: { type: 'boolean', about: 'Take over fields that another manager owns.' },
});

export const apply = defineOperation({
  name: 'apply',
  summary: 'Apply manifests to Karmada (server-side apply).',
  details:
    'What a file says is what is sent. Namespaces come first, then CRDs, what configures Karmada, override policies, ' +
    'propagation policies, then service accounts, roles and priority classes, then the rest. One bad manifest does not ' +
    'keep the others back. Fields that client-side apply (kubectl, karmadactl) owns are taken over. --wait follows what ' +
    'goes to member clusters: scheduled, sent, applied there, and running there in exactly this version.',
  examples: [
    'karmate apply -f deployment.yaml -f policy.yaml',
    'karmate apply -f app/ --wait',
    'karmate apply -R -f app/ --dry-run=server',
    'cat app.yaml | karmate apply -f -',
  ],
  effect: 'write',
  params,
  body: () => import('./apply.run.ts'),
});
