import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { karmate } from './karmate.ts';
import { type Recording, type Rule, recordProgram } from './recording.ts';
import { temporaryFolder } from './temporary.ts';

/** What a helm says that finds all well, and no release. */
export const well: readonly Rule[] = [
  { when: /^version/, stdout: 'v3.16.2' },
  { when: /^show chart/, stdout: 'name: karmada\nversion: 1.18.2\nappVersion: v1.18.2\n' },
  { when: /^template/, stdout: '---\nkind: ConfigMap\n' },
  { when: /^list/, stdout: '[]' },
];
/** And one that has deployed a release. */
export const deployed = (description: string): readonly Rule[] => [
  { when: /^list/, stdout: '[{"name":"karmada"}]' },
  { when: /^history/, stdout: JSON.stringify([{ revision: 1, status: 'deployed', description }]) },
  ...well,
];

/** karmate with a stand-in for helm; the host cluster is the one of a context. */
export function helmFor(kubeconfig: string, context: string, rules: readonly Rule[] = well) {
  const dir = temporaryFolder();
  const helm: Recording = recordProgram(dir, 'helm', rules);
  const env = {
    KUBECONFIG: kubeconfig,
    PATH: [helm.bin, process.env.PATH].join(delimiter),
    XDG_STATE_HOME: join(dir, 'state'),
  };
  const run = (command: string, namespace: string, args: readonly string[] = []) =>
    karmate([command, '--host-context', context, '--host-namespace', namespace, ...args], { env });
  const log = (): string => readFileSync(join(dir, 'state', 'karmate', 'logs', 'helm.log'), 'utf8');
  return { dir, helm, run, log };
}
