import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { hostParams } from './params.ts';

export const params = defineParams({
  ...hostParams,
  release: { type: 'string', default: 'karmada', value: 'name', about: 'Name of the Helm release.' },
  server: {
    type: 'string',
    optional: true,
    value: 'url',
    about: 'Address of Karmada, to ask which clusters are joined (default: as "kubeconfig" finds it).',
  },
  timeout: { type: 'duration', default: '5m', about: 'How long helm may take for a step.' },
  force: { type: 'boolean', about: 'Remove it although member clusters are joined.' },
  yes: { type: 'boolean', about: 'Do not ask.' },
  dryRun: { type: 'boolean', about: 'Show what would be done; do nothing.' },
});

export const uninstall = defineOperation({
  name: 'uninstall',
  summary: 'Remove the Helm release of Karmada from its host cluster.',
  details:
    'Asks first, and refuses while member clusters are joined. What Helm leaves behind (data, Secrets, the namespace) is ' +
    'named with the commands that remove it.',
  examples: ['karmate uninstall', 'karmate uninstall --host-context kind-test1 --yes'],
  effect: 'destroy',
  params,
  body: () => import('./uninstall.run.ts'),
});
