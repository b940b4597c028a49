import { beforeAll, describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import type { Files } from '../../src/contract/ports.ts';
import { wholeChart } from '../../src/operations/lab/whole-chart.ts';
import { fakeKube, fakePorts } from '../support/fake-ports.ts';
import { kindLabMachine } from '../support/kind-lab-machine.ts';

/** What loads lazily is no part of what a test takes. */
beforeAll(async () => {
  await import('../../src/operations/lab/up.run.ts');
  await import('../../src/operations/host/install.run.ts');
}, 60_000);

describe('the chart of a lab on kind', () => {
  it('is used again by a run that names none', async () => {
    const machine = kindLabMachine();
    machine.answers.set(/^helm install/, { code: 1, stderr: 'Error: enough\n' });
    await expect(machine.up({ chart: '/charts/karmada' })).rejects.toMatchObject({ code: 'failed' });
    expect(machine.held.record).toMatchObject({ release: 'installing', chart: '/charts/karmada' });
    machine.answers.clear();
    await machine.up();
    expect(machine.lines().findLast((line) => line.startsWith('helm install'))).toContain(' /charts/karmada ');
  });

  it('that is another one is a difference, like another answer', async () => {
    const machine = kindLabMachine();
    await machine.up({ chart: '/charts/karmada' });
    await expect(machine.up({ chart: '/other' })).rejects.toMatchObject({
      code: 'conflict',
      message: 'There is a lab in /state/kind already, but its chart is /charts/karmada, not /other.',
    });
    expect(await machine.up({ chart: '/charts/karmada' })).toMatchObject({ karmada: { result: 'unchanged' } });
  });

  it('that cannot be had binds nobody', async () => {
    const machine = kindLabMachine();
    machine.answers.set(/^helm show/, { code: 1, stderr: 'Error: no such host\n' });
    await expect(machine.up({ chart: 'mine/karmada' })).rejects.toMatchObject({
      code: 'unreachable',
      hint: expect.stringContaining('--chart'),
    });
    expect(machine.held.record).not.toHaveProperty('chart');
    machine.answers.clear();
    expect(await machine.up({ chart: '/charts/karmada' })).toMatchObject({ karmada: { result: 'installed' } });
    expect(machine.held.record?.chart).toBe('/charts/karmada');
  });
});

it.each([
  ['./karmada', '/here/./karmada'],
  ['charts/karmada', '/here/charts/karmada'],
  ['karmada-chart-v1.18.2.tgz', '/here/karmada-chart-v1.18.2.tgz'],
  ['karmada-charts/karmada', 'karmada-charts/karmada'],
  ['a-file/karmada', 'a-file/karmada'],
  ['oci://registry.example/karmada', 'oci://registry.example/karmada'],
  ['https://example/karmada.tgz', 'https://example/karmada.tgz'],
])('the chart %s is found from every folder as %s', async (chart, whole) => {
  const files: Files = {
    ...fakePorts(fakeKube()).files,
    find: async (path) => {
      if (path.startsWith('a-file/')) throw new KnownError('usage', 'a-file is not a folder.');
      return path === 'charts/karmada/Chart.yaml' ? 'name: karmada' : undefined;
    },
    absolute: async (path) => `/here/${path}`,
  };
  expect(await wholeChart(files, chart)).toBe(whole);
});
