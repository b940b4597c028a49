import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { karmate, root } from '../support/karmate.ts';
import { createRecorder, dockerAnswers } from '../support/recorder.ts';
import { renderInto } from '../support/rendered.ts';
import { temporaryFolder } from '../support/temporary.ts';

const { kind } = inject('tools');

/** Runs the real kind on a config, with a docker that only notes what it is told. */
async function create(config: string) {
  const dir = temporaryFolder();
  const file = join(dir, 'config.yaml');
  writeFileSync(file, config);
  const { env, calls } = createRecorder(dir, { docker: dockerAnswers });
  const more = { KUBECONFIG: join(dir, 'kubeconfig'), KIND_EXPERIMENTAL_PROVIDER: 'docker', HOME: dir };
  const { code, stderr } = await karmate(['create', 'cluster', '--config', file], {
    program: kind,
    env: { ...env, ...more },
  });
  const nodes = calls().filter(([, verb]) => verb === 'run');
  return {
    code,
    stderr,
    /** What the containers of the nodes would be, by name. */
    nodes: new Map(nodes.map((args) => [args[args.indexOf('--name') + 1], nodeOf(args)])),
  };
}

const nodeOf = (args: readonly string[]) => ({
  image: args.at(-1),
  network: args[args.indexOf('--net') + 1],
  doors: args.filter((arg) => arg.startsWith('--publish=')).map((arg) => arg.slice('--publish='.length)),
});

async function rendered(name: string, ...how: [address: string, given?: Readonly<Record<string, string | number>>]) {
  const dir = temporaryFolder();
  await renderInto(dir, ...how);
  return readFileSync(join(dir, name), 'utf8');
}

/** As far as kind gets without a container: the config is read and checked, and the nodes are asked for. */
const asFarAsNodes = /Preparing nodes.*could not find a log line/s;

describe('kind takes what was rendered, and asks the container engine for', () => {
  const image = 'kindest/node:v1.24.15';
  const lan = '192.168.1.10';
  it.each([
    [
      'test1, by the address of the host',
      'test1',
      [lan, {}],
      image,
      ['0.0.0.0:36443:6443/TCP', '0.0.0.0:31443:31443/TCP', `${lan}:6443:6443/TCP`],
    ],
    [
      'test2, by the address of the host',
      'test2',
      [lan, {}],
      image,
      ['0.0.0.0:36444:6443/TCP', `${lan}:6444:6443/TCP`],
    ],
    [
      'test1, on this machine only',
      'test1',
      ['container', {}],
      image,
      ['127.0.0.1:36443:6443/TCP', '127.0.0.1:31443:31443/TCP', '127.0.0.1:6443:6443/TCP'],
    ],
    [
      'test2, with answers of its own',
      'test2',
      [lan, { 'test2.apiServerPort': 7443, 'test2.mappedPort': 7444, nodeImage: 'kindest/node:v1.31.0' }],
      'kindest/node:v1.31.0',
      ['0.0.0.0:7444:6443/TCP', `${lan}:7443:6443/TCP`],
    ],
  ] as const)('%s', async (_, name, [address, given], nodeImage, doors) => {
    const { stderr, nodes } = await create(await rendered(`${name}.yaml`, address, given));
    expect(stderr).toMatch(asFarAsNodes);
    expect(Object.fromEntries(nodes)).toEqual({
      [`${name}-control-plane`]: { image: nodeImage, network: 'kind', doors },
      [`${name}-worker`]: { image: nodeImage, network: 'kind', doors: [] },
    });
  });
});

it.each(['test1', 'test2'])('%s as it is shipped passes kind, and hands the placeholder on', async (name) => {
  const { stderr, nodes } = await create(readFileSync(join(root, 'kind-configs', `${name}.yaml`), 'utf8'));
  expect(stderr).toMatch(asFarAsNodes);
  expect(nodes.get(`${name}-control-plane`)?.doors.at(-1)).toMatch(/^HOST_ADDRESS:644\d:6443\/TCP$/);
});

describe('kind itself refuses', () => {
  it.each([
    [
      'a way of Services that there is not',
      'kubeProxyMode: "ipvs"',
      'kubeProxyMode: bogus',
      /invalid kubeProxyMode: bogus/,
    ],
    ['a subnet of pods that is none', 'podSubnet: "10.6.0.0/16"', 'podSubnet: 10.6.0.0', /invalid pod subnet/],
    [
      'a subnet of Services that is none',
      'serviceSubnet: "10.96.0.0/16"',
      'serviceSubnet: x',
      /invalid service subnet/,
    ],
    ['a port that is none', 'hostPort: 36443', 'hostPort: 99999', /invalid hostPort/],
    ['two doors of one number', 'hostPort: 31443', 'hostPort: 36443', /same listen address, port and protocol/],
    ['a key that it does not know', 'role: worker', 'rolle: worker', /field rolle not found/],
  ])('%s, so that the tests above can fail', async (_, right, wrong, words) => {
    const config = await rendered('test1.yaml', '192.168.1.10');
    expect(config).toContain(right);
    const { code, stderr, nodes } = await create(config.replace(right, wrong));
    expect([code, nodes.size]).toEqual([1, 0]);
    expect(stderr).toMatch(words);
  });
});
