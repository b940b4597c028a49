import { setValues } from '../../src/client/lab/set-values.ts';
import type { Filling } from '../../src/core/kind-lab/edits.ts';
import type { KubeObject } from '../../src/core/object.ts';
import type { ProgramRun } from '../../src/core/program.ts';
import { type FakePrograms, fakeKube, fakeKubeconfigs, fakePorts, fakePrograms } from './fake-ports.ts';

/** A host cluster and a helm that answers as it is told, command by command. */
export type HelmAnswers = Map<string, Partial<ProgramRun>>;

const values = `certs: { auto: { hosts: [a, b, c, d, e, localhost, '{{ fail "HOST_ADDRESS" }}'] } }\n`;
const serverSecret = (server: string): string =>
  btoa(JSON.stringify({ name: 'x', cluster: { server }, user: { token: 'a-token' } }));

export function helmWorld(there: readonly string[] = ['helm']) {
  const [host, outside] = [fakeKube('https://host'), fakeKube('https://karmada')];
  const answers: HelmAnswers = new Map(
    Object.entries({
      version: { stdout: 'v3.16.2' },
      show: { stdout: 'apiVersion: v2\nappVersion: "v1.18.2"\nname: karmada\nversion: v1.18.2\n' },
      list: { stdout: '[]' },
      template: { stdout: '---\nkind: ConfigMap\n---\nkind: Secret\nstringData:\n  key: geheim\n' },
    }),
  );
  const programs: FakePrograms = fakePrograms(there, ({ args }) => answers.get(String(args[0])));
  const kubeconfigs = fakeKubeconfigs({
    ...outside,
    resolve: async () => ({ group: '', version: '', resource: 'clusters', kind: 'Cluster', namespaced: false }),
  });
  const base = fakePorts(fakeKube(), host);
  const ports = {
    ...base,
    programs,
    kubeconfigs,
    lab: { ...base.lab, fill: async ({ template, edits }: Filling) => setValues(template, values, edits) },
  };
  /** The release as helm tells of it. */
  const release = (status: string, description = 'Install complete', revision = 1): void => {
    answers.set('list', { stdout: JSON.stringify([{ name: 'karmada' }]) });
    answers.set('history', { stdout: JSON.stringify([{ revision, status, description }]) });
  };
  const credentials = (server = 'https://karmada:5443'): void => {
    const data = { kubeconfig: serverSecret(server) };
    const path = '/api/v1/namespaces/karmada-system/secrets/karmada-kubeconfig';
    host.objects.set(path, { metadata: { name: 'karmada-kubeconfig' }, ...{ data } } as KubeObject);
  };
  const lines = (): readonly string[] => programs.calls.map(({ line }) => line);
  return { ports, host, outside, answers, programs, kubeconfigs, release, credentials, lines };
}
