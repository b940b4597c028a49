import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fillTemplate } from '../../src/client/lab/templates.ts';
import { KnownError } from '../../src/contract/errors.ts';
import type { HostAddress } from '../../src/core/kind-lab/address.ts';
import type { Result } from '../../src/operations/lab/render.run.ts';
import { labRender } from '../../src/operations/lab/render.ts';
import { renderView } from '../../src/output/render.ts';
import { answerOf, fakeKube, fakePorts, fakePrograms } from '../support/fake-ports.ts';

const eth0: HostAddress = { name: 'eth0', address: '192.168.1.10', cidr: '192.168.1.10/24', internal: false };

interface Machine {
  readonly addresses?: readonly HostAddress[];
  readonly taken?: readonly number[];
  readonly disk?: Map<string, string>;
  readonly config?: string;
  /** The programs on PATH. */
  readonly programs?: readonly string[];
}

/** Renders on a machine in memory, from the real templates. */
async function render(
  input: Readonly<Record<string, unknown>>,
  { addresses = [eth0], taken = [], disk = new Map(), config = '', programs = [] }: Machine = {},
) {
  const ports = fakePorts(fakeKube());
  const machine = {
    ...ports,
    programs: fakePrograms(programs),
    lab: { ...ports.lab, fill: fillTemplate },
    host: { ...ports.host, addresses: async () => addresses, takenPorts: async () => taken },
    files: {
      ...ports.files,
      read: async () => [{ name: 'lab.yaml', text: config }],
      find: async (path: string) => disk.get(path),
      write: async (documents: readonly { readonly name: string; readonly text: string }[]) => {
        for (const { name, text } of documents) disk.set(name, text);
      },
    },
  };
  const asked = { dir: 'd', ...input, ...(config === '' ? {} : { config: [{ from: 'lab.yaml' }] }) };
  const answer = await answerOf(labRender.invoke(machine, asked));
  const text = await renderView(answer.view({ wide: false, now: 0 }), false);
  return { data: answer.data as Result, text, names: answer.names?.(), disk };
}

const refusal = async (...how: Parameters<typeof render>): Promise<KnownError> => {
  const error: unknown = await render(...how).catch((failure: unknown) => failure);
  if (error instanceof KnownError) return error;
  throw new Error('a refusal was expected', { cause: error });
};

it('names the engine that there is in the commands', async () => {
  const { data } = await render({}, { programs: ['nerdctl'] });
  expect(data.commands[0]).toBe('KIND_EXPERIMENTAL_PROVIDER=nerdctl kind create cluster --config d/test1.yaml');
});

it('writes the files, says so, and how to go on', async () => {
  const { data, text, names, disk } = await render({ karmada: 'v1.10.7' });
  expect(names).toEqual(['d/test1.yaml', 'd/test2.yaml', 'd/values.yaml']);
  expect([...disk.keys()]).toEqual(names);
  expect(data).toMatchObject({
    apiVersion: 'karmate.dev/v1',
    kind: 'LabFiles',
    answers: { address: '192.168.1.10', karmada: 'v1.10.7' },
    files: [{ name: 'test1.yaml', path: 'd/test1.yaml', result: 'created' }, {}, {}],
  });
  expect(text).toMatch(/d\/test1\.yaml +created/);
  expect(text).toMatch(/^ {2}kind create cluster --config d\/test2\.yaml$/m);
  expect(text).toContain('whoever reaches');
});

it('a value that is filled in stands where its placeholder was, and its comment stays', async () => {
  const { disk } = await render({});
  const test1 = disk.get('d/test1.yaml') ?? '';
  expect(parse(test1)).toMatchObject({ networking: { apiServerAddress: '192.168.1.10' } });
  expect(test1).toContain('# What is called HOST_ADDRESS is 192.168.1.10 here.');
  expect(test1).toContain('where 127.0.0.1 is the pod itself');
  expect(test1).not.toContain('Before that, write');
  expect(disk.get('d/values.yaml')).not.toContain('fail `');
});

describe('what stands there already', () => {
  it('and is the same is left alone, also when the clusters have their ports by now', async () => {
    const { disk } = await render({});
    const { data } = await render({}, { disk, taken: [6443, 6444, 31443, 36443, 36444] });
    expect(data.files.map(({ result }) => result)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  it('and differs is not written over', async () => {
    const { disk } = await render({});
    disk.set('d/test2.yaml', 'mine');
    const error = await refusal({}, { disk });
    expect(error).toMatchObject({ code: 'conflict', message: expect.stringContaining('d/test2.yaml. Nothing') });
    expect(error.hint).toContain('--force');
    expect(disk.get('d/test2.yaml')).toBe('mine');
  });

  it('and differs is written over with --force, and no other file is', async () => {
    const { disk } = await render({});
    disk.set('d/test2.yaml', 'mine');
    const { data } = await render({ force: true }, { disk });
    expect(data.files.map(({ result }) => result)).toEqual(['unchanged', 'configured', 'unchanged']);
    expect(disk.get('d/test2.yaml')).not.toBe('mine');
  });
});

describe('answers', () => {
  const head = 'apiVersion: lab.karmate.dev/v1\nkind: KindLab\n';

  it('come from lab.yaml, and from flags before it', async () => {
    const config = `${head}address: 10.0.0.1\nkarmada: v1.10.7\ntest2:\n  podSubnet: 10.8.0.0/16\nmirror:\n`;
    const { data } = await render({ address: '192.168.1.10' }, { config });
    expect(data.answers).toMatchObject({
      address: '192.168.1.10',
      karmada: 'v1.10.7',
      test2: { podSubnet: '10.8.0.0/16', apiServerPort: 6444 },
    });
    expect(data.answers.mirror).toBeUndefined();
  });

  it('"container" keeps everything on this machine', async () => {
    const { data, disk } = await render({ address: 'container' }, { addresses: [] });
    expect(parse(disk.get('d/test2.yaml') ?? '')).toMatchObject({ networking: { apiServerAddress: '127.0.0.1' } });
    expect(data.notices.join()).toContain('127.0.0.1 of this host only');
  });

  it.each([
    [{ address: '127.0.0.1' }, /^--address cannot be "127\.0\.0\.1": a pod that connects to it reaches itself/],
    [{ karmada: 'v1.9.0' }, /^--karmada cannot be "v1\.9\.0": there are values for/],
    [{ mirror: 'https://m.example' }, /^--mirror cannot be "https:\/\/m\.example": a registry is a name/],
  ])('in flags are checked: %j', async (input, message) => {
    expect(await refusal(input)).toMatchObject({ code: 'usage', message: expect.stringMatching(message) });
  });

  it.each([
    [
      'a key that is none',
      `${head}test1:\n  podSubnets: 10.6.0.0/16\n`,
      /lab\.yaml:4: there is no test1\.podSubnets\./,
      /"podSubnet"/,
    ],
    [
      'a key that is like none',
      `${head}flavour: mint\n`,
      /lab\.yaml:3: there is no flavour\./,
      /There is: address, karmada/,
    ],
    [
      'a value that cannot be',
      `${head}\nkarmadaPort: 80\n`,
      /lab\.yaml:4: karmadaPort cannot be 80: Kubernetes gives/,
      undefined,
    ],
    ['a text for a group', `${head}mirror: m.example\n`, /lab\.yaml:3: mirror holds further keys/, undefined],
    [
      'another version of itself',
      'apiVersion: v2\nkind: KindLab\n',
      /lab\.yaml:1: apiVersion must be lab\.karmate/,
      /It begins/,
    ],
    [
      'no head',
      'address: container\n',
      /lab\.yaml: apiVersion must be.*\nlab\.yaml: kind must be KindLab/,
      /It begins/,
    ],
    ['no mapping', '- a\n', /lab\.yaml: this is no lab/, /It begins/],
    ['broken YAML', `${head}test1: {\n`, /lab\.yaml:\d+: this is not valid YAML/, undefined],
  ])('in lab.yaml are checked, each with its line: %s', async (_, config, message, hint) => {
    const error = await refusal({}, { config });
    expect(error).toMatchObject({ code: 'usage', message: expect.stringMatching(message) });
    if (hint) expect(error.hint).toMatch(hint);
  });
});

describe('before anything is written', () => {
  it('a host without an address is told of the other way', async () => {
    const error = await refusal({}, { addresses: [] });
    expect(error).toMatchObject({ code: 'config', hint: expect.stringContaining('--address container') });
  });

  it('clashes are refused, with a lab.yaml of what is free that works', async () => {
    const machine = { addresses: [{ ...eth0, cidr: '10.7.0.1/16' }], taken: [31443] };
    const error = await refusal({ mirror: 'localhost:5000' }, machine);
    expect(error.code).toBe('conflict');
    expect(error.message).toMatch(/pods of test2 .*eth0 \(10\.7\.0\.1\/16\)\n.*port 31443/);
    expect(error.causes).toMatchObject([{ field: 'test2.podSubnet' }, { field: 'karmadaPort' }]);
    const config = error.hint?.split('\n').slice(1).join('\n') ?? '';
    const { data } = await render({}, { ...machine, config });
    expect(data.answers).toMatchObject({ karmadaPort: 31444, test2: { podSubnet: '10.8.0.0/16' } });
    expect(data.answers.mirror?.registry).toBe('localhost:5000');
  });
});
