import { describe, expect, it } from 'vitest';
import { completeAnswers, type Given } from '../../../src/core/kind-lab/answers.ts';
import { planFillings } from '../../../src/core/kind-lab/edits.ts';
import { nextCommands } from '../../../src/core/kind-lab/next-commands.ts';

const lan = '192.168.1.10';
const edits = (address: string, name: string, given: Given = {}) => {
  const filling = planFillings(completeAnswers(given, address)).find((one) => one.name === name);
  return Object.fromEntries(filling?.edits.map(({ path, value }) => [path.join('.'), value]) ?? []);
};

describe('for the address of the host', () => {
  it('both API servers listen there, each on its port', () => {
    expect(edits(lan, 'test1.yaml')).toMatchObject({
      'networking.apiServerAddress': lan,
      'networking.apiServerPort': 6443,
    });
    expect(edits(lan, 'test2.yaml')).toMatchObject({
      'networking.apiServerAddress': lan,
      'networking.apiServerPort': 6444,
    });
  });

  it("it is in the certificate of Karmada's API server", () => {
    expect(edits(lan, 'values.yaml')).toEqual({ 'apiServer.nodePort': 31443, 'certs.auto.hosts.6': lan });
  });

  it('only test1 has a door for Karmada, the same outside as inside', () => {
    const door = 'nodes.0.extraPortMappings.1';
    const given = { karmadaPort: 32000 };
    expect(edits(lan, 'test1.yaml', given)).toMatchObject({
      [`${door}.hostPort`]: 32000,
      [`${door}.containerPort`]: 32000,
    });
    expect(Object.keys(edits(lan, 'test2.yaml', given)).filter((path) => path.startsWith(door))).toEqual([]);
  });
});

it('with "container" nothing listens for others, and the certificate has the name of the container', () => {
  const found = edits('container', 'test1.yaml');
  expect(Object.entries(found).filter(([path]) => /listenAddress|apiServerAddress/.test(path))).toEqual([
    ['nodes.0.extraPortMappings.0.listenAddress', '127.0.0.1'],
    ['nodes.0.extraPortMappings.1.listenAddress', '127.0.0.1'],
    ['networking.apiServerAddress', '127.0.0.1'],
  ]);
  expect(edits('container', 'values.yaml')['certs.auto.hosts.6']).toBe('test1-control-plane');
});

it('there is an overlay for a mirror when one is named, and only then', () => {
  const names = (given: Given) => planFillings(completeAnswers(given, lan)).map(({ name }) => name);
  expect(names({})).toEqual(['test1.yaml', 'test2.yaml', 'values.yaml']);
  expect(names({ 'mirror.registry': 'r.example' })).toEqual(['test1.yaml', 'test2.yaml', 'values.yaml', 'mirror.yaml']);
  expect(edits(lan, 'mirror.yaml', { 'mirror.registry': 'r.example', 'mirror.kubernetes': 'k8s' })).toEqual({
    'global.imageRegistry': 'r.example',
    'apiServer.image.repository': 'k8s/kube-apiserver',
    'kubeControllerManager.image.repository': 'k8s/kube-controller-manager',
    'etcd.internal.image.repository': 'k8s/etcd',
    'kubectl.image.repository': 'alpine/k8s',
  });
});

describe('the commands that follow', () => {
  const commands = (address: string, given: Given, dir: string) =>
    nextCommands(completeAnswers(given, address), dir, 'docker');

  it('name the files as one word each, and the chart of the version', () => {
    const lines = commands(lan, { karmada: 'v1.10.7', 'mirror.registry': 'r.example' }, 'my lab/');
    expect(lines[0]).toBe("kind create cluster --config 'my lab/test1.yaml'");
    expect(lines[2]).toMatch(/karmada-chart-v1\.10\.7\.tgz .*-f 'my lab\/values\.yaml' -f 'my lab\/mirror\.yaml'$/);
  });

  it('write the address of the host into the kubeconfig of Karmada, for its owner only', () => {
    const lines = commands(lan, {}, 'd');
    const rewrite = lines.findIndex((line) => line.includes(`server: https://${lan}:31443`));
    expect(lines.findIndex((line) => line.startsWith('umask 077'))).toBe(rewrite - 1);
    expect(lines.filter((line) => line.includes('docker inspect'))).toEqual([]);
  });

  it('name the engine in use', () => {
    const lines = nextCommands(completeAnswers({}, 'container'), 'd', 'podman').filter((line) =>
      /docker|kind /.test(line),
    );
    expect(lines.every((line) => line.startsWith('KIND_EXPERIMENTAL_PROVIDER=podman kind '))).toBe(true);
    expect(lines.at(-1)).toContain('podman inspect');
  });

  it('with "container" write the address of each container into the kubeconfigs of the members', () => {
    const lines = commands('container', {}, 'd').filter((line) => line.startsWith('kind get kubeconfig'));
    expect(lines).toEqual([
      expect.stringMatching(/--name test1 \| sed .*docker inspect .* test1-control-plane\):6443#" > d\/test1\.config$/),
      expect.stringMatching(/--name test2 \| sed .*docker inspect .* test2-control-plane\):6443#" > d\/test2\.config$/),
    ]);
  });
});
