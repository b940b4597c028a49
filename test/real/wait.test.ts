import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { karmate, type Ran, type RunOptions } from '../support/karmate.ts';
import { Kube, type KubeObject } from '../support/kube.ts';
import { type LabProcess, startLab } from '../support/running-lab.ts';

/**
 * What `apply --wait` says stands in the members: each time it ends well, they are asked at once, beside all code under
 * test; and where it cannot end well, it says why. On the version that notes generations and on one that does not.
 */
interface Wish {
  readonly name: string;
  readonly replicas?: number;
  readonly image?: string;
  readonly labels?: object;
  readonly annotations?: object;
  /** Kept on the pod template. */
  readonly more?: object;
}

const deployment = ({
  name,
  replicas = 2,
  image = 'nginx:1',
  labels = {},
  annotations = {},
  more = {},
}: Wish): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, labels, annotations },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'c', image, ...more }] } },
  },
});
const configMap = (name: string, data: object): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});
const policy = (name: string, kinds: readonly string[], placement: object, more: object = {}): object => ({
  apiVersion: 'policy.karmada.io/v1alpha1',
  kind: 'PropagationPolicy',
  metadata: { name },
  spec: {
    resourceSelectors: kinds.map((kind) => ({ apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1', kind, name })),
    placement,
    ...more,
  },
});
const to = (...clusterNames: string[]) => ({ clusterAffinity: { clusterNames } });
const weighted = (...weights: readonly (readonly [string, number])[]) => ({
  ...to(...weights.map(([name]) => name)),
  replicaScheduling: {
    replicaSchedulingType: 'Divided',
    replicaDivisionPreference: 'Weighted',
    weightPreference: {
      staticWeightList: weights.map(([name, weight]) => ({ targetCluster: { clusterNames: [name] }, weight })),
    },
  },
});
const override = (name: string, tags: Readonly<Record<string, string>>): object => ({
  apiVersion: 'policy.karmada.io/v1alpha1',
  kind: 'OverridePolicy',
  metadata: { name },
  spec: {
    resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', name }],
    overrideRules: Object.entries(tags).map(([cluster, value]) => ({
      targetCluster: { clusterNames: [cluster] },
      overriders: { imageOverrider: [{ component: 'Tag', operator: 'replace', value }] },
    })),
  },
});

interface Held extends KubeObject {
  readonly data?: object;
  readonly metadata: KubeObject['metadata'] & { readonly labels?: object; readonly annotations?: object };
  readonly spec: {
    readonly replicas: number;
    readonly template: { readonly spec: { containers: [{ image: string }] } };
  };
  readonly status: { readonly readyReplicas: number; readonly updatedReplicas: number };
}

describe.each(['v1.18.2', 'v1.10.7'])('apply --wait on Karmada %s', (karmada) => {
  let started: LabProcess;
  let dir: string;
  const members = ['test1', 'test2'];
  const apply = async (objects: readonly object[], timeout = '100s', options: RunOptions = {}): Promise<Ran> => {
    const path = join(await mkdtemp(join(dir, 'all-')), 'all.yaml');
    await writeFile(path, objects.map((object) => JSON.stringify(object)).join('\n---\n'));
    const env = { KUBECONFIG: started.lab.karmada.kubeconfig };
    return karmate(['apply', '-f', path, '--wait', '--timeout', timeout], { ...options, env });
  };
  /** Runs until it says this, then sends one Ctrl-C; what is never said is late, and no Ctrl-C. */
  const applyUntil = (words: RegExp, ...objects: readonly object[]): Promise<Ran> => {
    const sent: true[] = [];
    return apply(objects, '60s', {
      onStderr: (text, child) => {
        if (words.test(text) && sent.push(true) === 1) child.kill('SIGINT');
      },
    });
  };
  const member = (context: string): Kube => new Kube(started.lab.members[0]?.kubeconfig ?? '', context);
  const inMembers = (path: string): Promise<readonly (Held | undefined)[]> =>
    Promise.all(members.map(async (context) => (await member(context).find(path)) as Held | undefined));
  const deployments = (name: string) => inMembers(`/apis/apps/v1/namespaces/default/deployments/${name}`);
  const runs = (held: Held | undefined): string =>
    held ? `${held.status.readyReplicas}/${held.spec.replicas} ${held.spec.template.spec.containers[0].image}` : 'none';
  const ctl = (...args: string[]): Promise<Ran> =>
    karmate(['ctl', '--dir', started.lab.dir, ...args], { program: join(started.lab.programs, 'controlplane') });

  beforeAll(async () => {
    started = await startLab({ members, nodes: 1, karmada });
    dir = await mkdtemp(join(tmpdir(), 'wait-'));
    const env = { KUBECONFIG: started.lab.karmada.kubeconfig };
    for (const [name, context] of [
      ['member1', 'test1'],
      ['member2', 'test2'],
    ] as const) {
      const where = ['--cluster-kubeconfig', started.lab.members[0]?.kubeconfig ?? '', '--cluster-context', context];
      expect(await karmate(['join', name, ...where], { env })).toMatchObject({ code: 0 });
    }
  });
  afterAll(() => started?.stop());

  describe.concurrent('what it calls done is done:', () => {
    test('what it calls done stands in every member: images, replicas, labels, ConfigMaps', async () => {
      const name = 'steps';
      const both = policy(name, ['Deployment', 'ConfigMap'], to('member1', 'member2'));
      const steps = [
        { wish: { name, labels: { a: '1', b: '1' } }, data: { x: '1', y: '1' } },
        { wish: { name, labels: { a: '2', b: '1' } }, data: { x: '2', y: '1' } },
        { wish: { name, labels: { a: '2' }, annotations: { note: 'n' } }, data: { x: '2' } },
        { wish: { name, image: 'nginx:2', replicas: 4, labels: { a: '2' } }, data: { z: '3' } },
      ];
      for (const { wish, data } of steps) {
        const ran = await apply([deployment(wish), configMap(name, data), both]);
        const held = await deployments(name);
        const maps = await inMembers(`/api/v1/namespaces/default/configmaps/${name}`);
        expect(ran).toMatchObject({ code: 0 });
        const { replicas = 2, image = 'nginx:1' } = wish;
        expect(held.map(runs)).toEqual(members.map(() => `${replicas}/${replicas} ${image}`));
        for (const { metadata } of held.flatMap((item) => item ?? [])) {
          expect(metadata.labels).toMatchObject(wish.labels);
          expect('b' in (metadata.labels ?? {})).toBe('b' in wish.labels);
          expect('note' in (metadata.annotations ?? {})).toBe('annotations' in wish);
        }
        expect(maps.map((map) => map?.data)).toEqual([data, data]);
      }
    });

    test('an override of the same run has arrived, one that changes, and one that goes', async () => {
      const name = 'overridden';
      const objects = (image: string) => [
        deployment({ name, image }),
        policy(name, ['Deployment'], to('member1', 'member2')),
      ];
      const steps: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
        ['nginx:1', { member1: '5' }, ['2/2 nginx:5', '2/2 nginx:1']],
        ['nginx:1', { member1: '6', member2: '7' }, ['2/2 nginx:6', '2/2 nginx:7']],
        ['nginx:1', { member2: '7' }, ['2/2 nginx:1', '2/2 nginx:7']],
        ['httpd:1', { member2: '8' }, ['2/2 httpd:1', '2/2 httpd:8']],
      ];
      for (const [image, tags, wanted] of steps) {
        const ran = await apply([...objects(image), override(name, tags)]);
        expect((await deployments(name)).map(runs)).toEqual(wanted);
        expect(ran).toMatchObject({ code: 0 });
      }
    });

    test('replicas stand as they were divided, when count, weights and image change together', async () => {
      const name = 'divided';
      const steps: readonly (readonly [number, number, number, string])[] = [
        [4, 3, 1, 'nginx:1'],
        [8, 1, 3, 'nginx:2'],
        [2, 1, 1, 'nginx:3'],
      ];
      for (const [replicas, one, two, image] of steps) {
        const spread = policy(name, ['Deployment'], weighted(['member1', one], ['member2', two]));
        const ran = await apply([deployment({ name, replicas, image }), spread]);
        const share = (weight: number) => (replicas * weight) / (one + two);
        expect((await deployments(name)).map(runs)).toEqual(
          [one, two].map((weight) => `${share(weight)}/${share(weight)} ${image}`),
        );
        expect(ran).toMatchObject({ code: 0 });
      }
    });

    test('a bad version over a healthy one is never called done, and the same again neither; a good one is', async () => {
      const name = 'bad';
      const both = policy(name, ['Deployment'], to('member1', 'member2'));
      const huge = { resources: { requests: { cpu: '5000' } } };
      expect(await apply([deployment({ name }), both])).toMatchObject({ code: 0 });
      const bad = [deployment({ name, image: 'nginx:2', more: huge }), both];
      expect(await applyUntil(/bad: member[12]: 1 of 2 ready|bad: member[12]: 2 of 2 ready/, ...bad)).toMatchObject({
        code: 130,
      });
      expect(await apply(bad, '3s')).toMatchObject({ code: 8, stderr: expect.stringContaining('deployment/bad: ') });
      expect(await apply([deployment({ name, image: 'nginx:3' }), both])).toMatchObject({ code: 0 });
      expect((await deployments(name)).map(runs)).toEqual(['2/2 nginx:3', '2/2 nginx:3']);
    });
  });

  // In what follows both versions are alike, or only the newer one has it.
  if (karmada === 'v1.10.7') return;

  describe.concurrent('what cannot be done has a reason:', () => {
    test('what cannot be placed is said in the scheduler’s words, what no policy takes with what would help', async () => {
      const unplaced = [deployment({ name: 'nowhere' }), policy('nowhere', ['Deployment'], to('no-such'))];
      const nowhere = await applyUntil(
        /nowhere: not scheduled: NoClusterFit: 0\/2 clusters are available/,
        ...unplaced,
      );
      expect(nowhere.code).toBe(130);
      const alone = await apply([deployment({ name: 'alone' }), configMap('alone', { a: '1' })], '10s');
      expect(alone).toMatchObject({ code: 8, stdout: expect.stringContaining('configmap/alone created') });
      expect(alone.stderr).toMatch(/deployment\/alone: not propagated: no policy matches/);
      expect(alone.stderr).toContain('resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: alone}]');
      expect(alone.stderr).not.toContain('configmap/alone: ');
    });

    test('what a member refuses is said in the member’s words', async () => {
      const path = '/api/v1/namespaces/default/configmaps';
      const theirs = { metadata: { name: 'theirs' }, data: { of: 'another' } };
      expect(await member('test1').ask('POST', path, theirs)).toMatchObject({ status: 201 });
      const objects = [configMap('theirs', { a: '1' }), policy('theirs', ['ConfigMap'], to('member1'))];
      const ran = await applyUntil(/theirs: member1: not applied there: AppliedFailed: .*already exists/, ...objects);
      expect(ran.code).toBe(130);
    });

    test('dispatching that a policy suspends is named', async () => {
      const held = policy('suspended', ['ConfigMap'], to('member1'), { suspension: { dispatching: true } });
      const ran = await applyUntil(/member1: not sent: its policy suspends/, configMap('suspended', { a: '1' }), held);
      expect(ran.code).toBe(130);
    });

    test('Ctrl-C says what was applied and what was waited for', async () => {
      const ran = await applyUntil(
        /Waiting: deployment\/interrupted: not propagated/,
        deployment({ name: 'interrupted' }),
      );
      expect(ran.code).toBe(130);
      expect(ran.stderr).toContain('It waited for deployment/interrupted: not propagated: no policy matches');
      expect(ran.stderr).toContain('Applied 1 of 1 so far: deployment.apps/interrupted created.');
    });
  });

  test('a member that dies is named while the others go on, and is waited for until it is back', async () => {
    const name = 'dying';
    const both = policy(name, ['Deployment'], to('member1', 'member2'));
    expect(await apply([deployment({ name }), both])).toMatchObject({ code: 0 });
    expect(await ctl('pause', 'test2-apiserver')).toMatchObject({ code: 0 });
    const changed = [deployment({ name, image: 'nginx:2' }), both];
    const dead = await applyUntil(
      /Waiting: deployment\/dying: member2: .*(?:does not answer|not Ready|cannot be asked)/,
      ...changed,
    );
    expect(dead.code).toBe(130);
    expect(dead.stderr).toMatch(/It waited for deployment\/dying: member2: [^\n]*Applied 2 of 2 so far/);
    expect(await ctl('resume', 'test2-apiserver')).toMatchObject({ code: 0 });
    expect(await apply(changed)).toMatchObject({ code: 0 });
    expect((await deployments(name)).map(runs)).toEqual(['2/2 nginx:2', '2/2 nginx:2']);
  });
});
