import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Cluster } from '../../src/core/cluster.ts';
import { karmate } from '../support/karmate.ts';
import { Kube } from '../support/kube.ts';
import { type ProxyServer, startProxy, startSocks } from '../support/proxy-server.ts';
import { type LabProcess, startLab } from '../support/running-lab.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Real API servers behind proxies of this test. */
let started: LabProcess;
let proxies: readonly [ProxyServer, ProxyServer];
beforeAll(async () => {
  started = await startLab({ members: ['one', 'two'], nodes: 1 });
  proxies = [await startProxy(), await startSocks()];
});
afterAll(async () => {
  for (const proxy of proxies ?? []) await proxy.close();
  await started?.stop();
});

/** The same kubeconfig with a proxy before each of its clusters. */
function behind(proxy: ProxyServer, kubeconfig: string): string {
  const config = parse(readFileSync(kubeconfig, 'utf8')) as {
    readonly clusters: readonly { readonly cluster: object }[];
  };
  const clusters = config.clusters.map((entry) => ({
    ...entry,
    cluster: { ...entry.cluster, 'proxy-url': proxy.url },
  }));
  const path = join(temporaryFolder(), 'config');
  writeFileSync(path, JSON.stringify({ ...config, clusters }));
  return path;
}

describe.sequential('behind a proxy', () => {
  test.each([
    ['CONNECT', 0],
    ['SOCKS', 1],
  ] as const)('by %s, Karmada is asked through one tunnel', async (_, index) => {
    const ran = await karmate([
      'get',
      'clusters',
      '--kubeconfig',
      behind(proxies[index], started.lab.karmada.kubeconfig),
    ]);
    expect(ran).toMatchObject({ code: 0 });
    expect(proxies[index].tunnels.map(({ to }) => to)).toEqual([new URL(started.lab.karmada.server).host]);
  });

  test('a member is joined with it, as karmadactl does, and Karmada reaches it that way', async () => {
    const members = behind(proxies[0], started.lab.members[0]?.kubeconfig ?? '');
    const args = (name: string): string[] => ['join', name, '--cluster-kubeconfig', members, '--cluster-context', name];
    const env = { KUBECONFIG: started.lab.karmada.kubeconfig };
    expect(await karmate(args('one'), { env })).toMatchObject({ code: 0 });
    const flags = ['--kubeconfig', started.lab.karmada.kubeconfig];
    const theirs = await karmate([...flags, ...args('two')], { program: join(started.lab.programs, 'karmadactl') });
    expect(theirs).toMatchObject({ code: 0 });
    const control = new Kube(started.lab.karmada.kubeconfig, 'karmada-apiserver');
    const joined = (await control.list('/apis/cluster.karmada.io/v1alpha1/clusters')) as readonly object[] as Cluster[];
    expect(joined.map(({ spec }) => spec.proxyURL)).toEqual([proxies[0].url, proxies[0].url]);
    // karmate's own, and those of Karmada's controllers, which made it Ready.
    const to = new URL(started.lab.members[0]?.server ?? '').host;
    expect(proxies[0].tunnels.filter((tunnel) => tunnel.to === to).length).toBeGreaterThan(1);
  });
});
