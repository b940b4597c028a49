import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { karmate, type Ran } from '../support/karmate.ts';
import { Kube, type KubeObject } from '../support/kube.ts';
import { configMap, deployment, override, policy, to, weighted } from '../support/manifests.ts';
import { type LabProcess, startLab } from '../support/running-lab.ts';

interface Rendered {
  readonly workload: { readonly kind: string; readonly name: string };
  readonly rendered: readonly { readonly cluster: string; readonly manifest: KubeObject; readonly diff: string }[];
}

/** Drawn when something is made; the generation counts what the detector has written since. */
const drawn = /permanent-id$|template\.karmada\.io\/(?:uid|generation)$/;

/** What `preview --render` says before anything is applied is what the Works hold afterwards. */
describe.each(['v1.18.2', 'v1.10.7'])('preview --render on Karmada %s', (karmada) => {
  let started: LabProcess;
  let dir: string;
  const run = (...args: string[]): Promise<Ran> =>
    karmate(args, { env: { KUBECONFIG: started.lab.karmada.kubeconfig } });

  beforeAll(async () => {
    started = await startLab({ members: ['test1', 'test2'], nodes: 1, karmada });
    dir = await mkdtemp(join(tmpdir(), 'render-'));
    for (const [name, context] of [
      ['member1', 'test1'],
      ['member2', 'test2'],
    ] as const) {
      const where = ['--cluster-kubeconfig', started.lab.members[0]?.kubeconfig ?? '', '--cluster-context', context];
      expect((await run('join', name, ...where)).code).toBe(0);
    }
  });
  afterAll(async () => {
    await started?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  test('foretells every Work', async () => {
    const objects = [
      deployment({ name: 'rendered', replicas: 5, labels: { team: 'a' } }),
      configMap('settings', { key: 'value' }),
      policy('rendered', ['Deployment'], weighted(['member1', 2], ['member2', 3])),
      policy('settings', ['ConfigMap'], to('member2')),
      override('rendered', { member2: '2' }),
    ];
    const path = join(dir, 'all.yaml');
    await writeFile(path, objects.map((object) => JSON.stringify(object)).join('\n---\n'));
    const foretold = await run('preview', '-f', path, '--render', '-o', 'json');
    expect(foretold.code).toBe(0);
    expect(await run('apply', '-f', path, '--wait', '--timeout', '100s')).toMatchObject({ code: 0 });
    const { workloads } = JSON.parse(foretold.stdout) as { readonly workloads: readonly Rendered[] };
    const said = workloads.flatMap(({ workload, rendered }) =>
      rendered.map(({ cluster, manifest }) => [`${workload.kind} ${cluster}`, withoutDrawn(manifest)] as const),
    );
    expect(said.map(([name]) => name).toSorted()).toEqual([
      'ConfigMap member2',
      'Deployment member1',
      'Deployment member2',
    ]);
    for (const [name, manifest] of said) {
      const [kind = '', cluster = ''] = name.split(' ');
      expect(manifest, name).toEqual(withoutDrawn(await sent(kind, cluster)));
    }
  });

  async function sent(kind: string, cluster: string): Promise<KubeObject> {
    const control = new Kube(started.lab.karmada.kubeconfig, started.lab.karmada.context);
    const works = await control.list(`/apis/work.karmada.io/v1alpha1/namespaces/karmada-es-${cluster}/works`);
    const manifests = works.flatMap(({ spec }) => (spec as Held).workload.manifests);
    const found = manifests.find((one) => one.kind === kind && ['rendered', 'settings'].includes(one.metadata.name));
    if (!found) throw new Error(`no Work in ${cluster} holds the ${kind}`);
    return found;
  }
});

interface Held {
  readonly workload: { readonly manifests: readonly KubeObject[] };
}

function withoutDrawn(manifest: KubeObject): object {
  const { labels, annotations, ...metadata } = manifest.metadata;
  const left = (marks: unknown): object =>
    Object.fromEntries(Object.entries((marks ?? {}) as object).filter(([key]) => !drawn.test(key)));
  return { ...manifest, metadata: { ...metadata, labels: left(labels), annotations: left(annotations) } };
}
