import type { Ports } from '../../src/contract/ports.ts';
import { type Cluster, clusters } from '../../src/core/cluster.ts';
import type { KindLabRecord } from '../../src/core/kind-lab/record.ts';
import type { Access } from '../../src/core/kubeconfig-access.ts';
import { type KubeObject, pathOf } from '../../src/core/object.ts';
import type { Result } from '../../src/operations/lab/up.run.ts';
import { labUp } from '../../src/operations/lab/up.ts';
import { answerOf, type FakeKube, fakeKube, fakeKubeconfigs } from './fake-ports.ts';
import { kindLabThere, madeRecord } from './kind-lab-there.ts';

const nameIn = (line: string): string => /--name (\S+)/.exec(line)?.[1] ?? '';
const ready = [{ type: 'Ready', status: 'True' }];

/** A cluster as kind makes it: two nodes, an id of its own, and a token controller. */
function madeCluster(name: string, nth: number): FakeKube {
  const kube = fakeKube(`https://127.0.0.1:${name === 'test1' ? 6443 : 6444}`);
  const uid = `${name}-${nth}`;
  kube.objects.set('/api/v1/namespaces/kube-system', { metadata: { name: 'kube-system', uid } });
  for (const node of [`${name}-control-plane`, `${name}-worker`])
    kube.objects.set(`/api/v1/nodes/${node}`, { metadata: { name: node }, ...{ status: { conditions: ready } } });
  kube.controllers.push((path) => {
    const held = kube.objects.get(path);
    if (path.includes('/secrets/') && held) kube.objects.set(path, { ...held, ...{ data: { token: 'dG9rZW4=' } } });
  });
  return kube;
}

/** What Karmada's controllers make of a registered cluster. */
function register(path: string, karmada: FakeKube): void {
  if (!path.startsWith(`${pathOf(clusters)}/`)) return;
  const held = karmada.objects.get(path) as Cluster | undefined;
  if (!held) return;
  const { name } = held.metadata;
  karmada.objects.set(path, { ...held, ...{ status: { apiEnablements: [{}], conditions: ready } } });
  karmada.objects.set(`/api/v1/namespaces/karmada-es-${name}`, { metadata: { name } });
}

/** A machine where `lab up` makes a lab on kind, all in memory: kind, helm, the clusters and Karmada only seem to be. */
export function kindLabMachine(made?: KindLabRecord) {
  const kinds = new Map<string, FakeKube>();
  const state = { made: 0, description: undefined as string | undefined, address: '172.18.0.3', ca: 0 };
  const install = (line: string) => {
    state.description = /karmate: manifests [0-9a-f]+/.exec(line)?.[0];
    state.ca += 1;
    world.karmada.objects.clear();
    const cluster = { server: 'https://127.0.0.1:31443', 'certificate-authority-data': `ca-${state.ca}` };
    const kubeconfig = btoa(JSON.stringify({ name: 'x', cluster, user: { token: `t-${state.ca}` } }));
    const secret = { metadata: { name: 'karmada-kubeconfig' }, ...{ data: { kubeconfig } } } as KubeObject;
    kinds.get('test1')?.objects.set('/api/v1/namespaces/karmada-system/secrets/karmada-kubeconfig', secret);
    return {};
  };
  const world = kindLabThere(madeRecord(), [
    [/^kind get clusters/, () => ({ stdout: [...kinds.keys()].join('\n') })],
    [
      /^kind create cluster/,
      (line) => {
        state.made += 1;
        if (nameIn(line) === 'test1') state.description = undefined;
        kinds.set(nameIn(line), madeCluster(nameIn(line), state.made));
        return {};
      },
    ],
    [/^kind delete cluster/, (line) => (kinds.delete(nameIn(line)) ? {} : { code: 1 })],
    [
      /^kind get kubeconfig/,
      (line) => {
        const server = line.includes('--internal') ? `https://${nameIn(line)}-control-plane:6443` : 'https://x:6443';
        return { stdout: JSON.stringify({ name: `kind-${nameIn(line)}`, cluster: { server }, user: {} }) };
      },
    ],
    [/ inspect /, () => ({ stdout: `${state.address} \n` })],
    [/^helm show/, { stdout: 'version: 1.18.2\n' }],
    [/^helm template/, { stdout: 'kind: ConfigMap\n' }],
    [/^helm list/, () => ({ stdout: state.description === undefined ? '[]' : '[{"name":"karmada"}]' })],
    [
      /^helm history/,
      () => ({ stdout: JSON.stringify([{ revision: 1, status: 'deployed', description: state.description }]) }),
    ],
    [/^helm (?:install|upgrade)/, install],
  ]);
  world.held.record = made;
  world.files.clear();
  world.karmada.controllers.push(register);
  const resolve = async () => ({ group: '', version: '', resource: '', kind: 'Cluster', namespaced: false });
  const kubeconfigs = fakeKubeconfigs({ ...world.karmada, resolve });
  const connect = (({ kubeconfig = '', context }) => {
    const name = context?.replace('kind-', '') ?? /(test\d)\.config$/.exec(kubeconfig)?.[1] ?? '';
    const text = world.files.get(kubeconfig);
    const server = text === undefined ? undefined : (JSON.parse(text) as Access).cluster.server;
    const kube = kinds.get(name) ?? fakeKube();
    return server === undefined ? kube : { ...kube, target: async () => ({ ...(await kube.target()), server }) };
  }) satisfies Ports['connect'] as Ports['connect'];
  const ports = {
    ...world.ports,
    connect,
    kubeconfigs: {
      ...kubeconfigs,
      write: async (path: string, access: Access) => {
        world.files.set(path, JSON.stringify(access));
        return kubeconfigs.write(path, access, { force: true });
      },
    },
    files: {
      ...world.ports.files,
      write: async (all: readonly { readonly name: string; readonly text: string }[]) => {
        for (const { name, text } of all) world.files.set(name, text);
      },
    },
    lab: { ...world.ports.lab, fill: async () => '# a template\n' },
  };
  const up = async (input: object = {}, other: Partial<Ports> = {}) =>
    (await answerOf(labUp.invoke({ ...ports, ...other }, { provider: 'kind', ...input }))).data as Result &
      Record<string, unknown>;
  return { ...world, ports, kinds, state, written: kubeconfigs.written, up };
}
