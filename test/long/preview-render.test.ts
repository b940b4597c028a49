import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { karmate, type Ran } from '../support/karmate.ts';
import { eventually, Kube, type KubeObject } from '../support/kube.ts';
import { configMap, deployment, override, policy, to, weighted } from '../support/manifests.ts';
import { type LabProcess, startLab } from '../support/running-lab.ts';
import { succeeded } from '../support/succeeded.ts';

interface Rendered {
  readonly workload: { readonly kind: string; readonly name: string };
  readonly rendered: readonly { readonly cluster: string; readonly manifest: KubeObject; readonly diff: string }[];
}

/** Drawn when something is made; the generation counts what the detector has written since. */
const drawn = /permanent-id$|template\.karmada\.io\/(?:uid|generation)$/;

/** The lab has it off, as the Helm chart does. */
const gate = 'karmada-controller-manager=PropagateDeps=true';

/** What `preview --render` says before anything is applied is what the Works hold afterwards. */
describe.each(['v1.18.2', 'v1.10.7'])('preview --render on Karmada %s', (karmada) => {
  let started: LabProcess;
  let dir: string;
  const run = (...args: string[]): Promise<Ran> =>
    karmate(args, { env: { KUBECONFIG: started.lab.karmada.kubeconfig } });

  beforeAll(async () => {
    started = await startLab({ members: ['test1', 'test2'], nodes: 1, karmada, more: [`--feature-gates=${gate}`] });
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
      deployment({
        name: 'rendered',
        replicas: 5,
        labels: { team: 'a' },
        more: { envFrom: ['settings', 'shared'].map(from) },
      }),
      configMap('settings', { key: 'value' }),
      configMap('shared', { key: 'of all' }),
      policy('rendered', ['Deployment'], weighted(['member1', 2], ['member2', 3]), { propagateDeps: true }),
      policy('settings', ['ConfigMap'], to('member2')),
      override('rendered', { member2: '2' }),
    ];
    const path = join(dir, 'all.yaml');
    await writeFile(path, objects.map((object) => JSON.stringify(object)).join('\n---\n'));
    const foretold = await run('preview', '-f', path, '--render', '-o', 'json');
    expect(foretold.code).toBe(0);
    succeeded('karmate apply --wait', await run('apply', '-f', path, '--wait', '--timeout', '100s'));
    const { workloads } = JSON.parse(foretold.stdout) as { readonly workloads: readonly Rendered[] };
    const said = workloads.flatMap(({ workload, rendered }) =>
      rendered.map(
        ({ cluster, manifest }) => [`${workload.kind} ${workload.name} ${cluster}`, withoutDrawn(manifest)] as const,
      ),
    );
    expect(said.map(([name]) => name).toSorted()).toEqual([
      'ConfigMap settings member1',
      'ConfigMap settings member2',
      'ConfigMap shared member1',
      'ConfigMap shared member2',
      'Deployment rendered member1',
      'Deployment rendered member2',
    ]);
    for (const [name, manifest] of said) {
      const [kind = '', object = '', cluster = ''] = name.split(' ');
      // What goes along follows a moment later.
      await eventually(`${name} is sent`, async () => (await sent(kind, object, cluster)) !== undefined);
      expect(manifest, name).toEqual(withoutDrawn((await sent(kind, object, cluster)) as KubeObject));
    }
  });

  test('foretells what goes along no more', async () => {
    const path = join(dir, 'quiet.yaml');
    await writeFile(path, JSON.stringify(policy('rendered', ['Deployment'], weighted(['member1', 2], ['member2', 3]))));
    const foretold = await run('preview', '-f', path, '-o', 'json');
    const { workloads } = JSON.parse(foretold.stdout) as { readonly workloads: readonly Foretold[] };
    const moves = workloads.flatMap(({ workload, clusters }) =>
      clusters.map(({ cluster, change }) => `${workload.name} ${cluster} ${change}`),
    );
    expect(moves.filter((move) => !move.startsWith('rendered')).toSorted()).toEqual([
      'settings member1 stops',
      'settings member2 stays',
      'shared member1 stops',
      'shared member2 stops',
    ]);
    expect((await run('apply', '-f', path)).code).toBe(0);
    await eventually('it goes along no more', async () => {
      const left = ['settings', 'shared'].flatMap((name) =>
        ['member1', 'member2'].map(async (cluster) =>
          (await sent('ConfigMap', name, cluster)) ? [`${name} ${cluster}`] : [],
        ),
      );
      return (await Promise.all(left)).flat().join() === 'settings member2';
    });
  });

  async function sent(kind: string, name: string, cluster: string): Promise<KubeObject | undefined> {
    const control = new Kube(started.lab.karmada.kubeconfig, started.lab.karmada.context);
    const works = await control.list(`/apis/work.karmada.io/v1alpha1/namespaces/karmada-es-${cluster}/works`);
    const manifests = works.flatMap(({ spec }) => (spec as Held).workload.manifests);
    return manifests.find((one) => one.kind === kind && one.metadata.name === name);
  }
});

const from = (name: string): object => ({ configMapRef: { name } });

interface Foretold {
  readonly workload: { readonly name: string };
  readonly clusters: readonly { readonly cluster: string; readonly change: string }[];
}

interface Held {
  readonly workload: { readonly manifests: readonly KubeObject[] };
}

function withoutDrawn(manifest: KubeObject): object {
  const { labels, annotations, ...metadata } = manifest.metadata;
  const left = (marks: unknown): object =>
    Object.fromEntries(Object.entries((marks ?? {}) as object).filter(([key]) => !drawn.test(key)));
  return { ...manifest, metadata: { ...metadata, labels: left(labels), annotations: left(annotations) } };
}
