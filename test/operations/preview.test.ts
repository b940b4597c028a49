import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { deployment, manifest, moves, policy, policySpec, running } from '../support/preview-running.ts';
import { deploymentPath, policyPath } from '../support/preview-world.ts';
import { byWeight } from '../support/scheduled.ts';

describe('preview of files', () => {
  it('says where new workloads go, with its exit code, and writes nothing', async () => {
    const world = running();
    const { exit, data, text, names } = await world.ask(
      {},
      `${deployment('new')}\n---\n${policy('q', byWeight({ m1: 1, m2: 3 }), 'new')}`,
    );
    expect([exit, names, world.karmada.writes]).toEqual([0, ['deployment/new'], []]);
    expect(moves(data)).toEqual(['new m1 - 1 starts', 'new m2 - 3 starts']);
    expect(data).toMatchObject({ karmada: 'v1.18', findings: [], unknown: [], failures: [], unchanged: 0 });
    expect(data.workloads[0]).toMatchObject({ source: 'app.yaml:1', policy: { name: 'q' } });
    expect(text).toBe(
      [
        'deployment/new in default, 4 replicas',
        '  PropagationPolicy q matches',
        '',
        'CLUSTER   NOW   THEN   WHY',
        'm1        -     1      weight 1 of 4',
        'm2        -     3      weight 3 of 4',
      ].join('\n'),
    );
  });

  it('says what a changed policy moves, of all that it holds, and of all that it selects', async () => {
    const world = running();
    world.put(deploymentPath('idle'), {
      metadata: { name: 'idle', namespace: 'default', uid: 'i' },
      spec: { replicas: 1 },
    });
    world.put(deploymentPath('other'), {
      metadata: { name: 'other', namespace: 'default', uid: 'o' },
      spec: { replicas: 1 },
    });
    const selectors = ['web', 'idle'].map((name) => ({ apiVersion: 'apps/v1', kind: 'Deployment', name }));
    const { data } = await world.ask(
      {},
      policy('p', { clusterAffinity: { clusterNames: ['m2'] } }, 'web', { resourceSelectors: selectors }),
    );
    expect(moves(data)).toEqual([
      'web m1 4 - stops',
      'web m2 4 4 stays',
      'idle m1 - - not chosen',
      'idle m2 - 1 starts',
    ]);
  });

  it('ends with 1 where a workload would be taken away everywhere, and says so', async () => {
    const nowhere = { clusterAffinity: { labelSelector: { matchLabels: { env: 'none' } } } };
    const { exit, data, text } = await running().ask({}, policy('p', nowhere));
    expect([exit, data.findings.map(({ code }) => code)]).toEqual([1, ['no-cluster-fits']]);
    expect(text).toContain('error: deployment/web: no cluster fits: it would be removed from m1, m2 [no-cluster-fits]');
  });

  it('tells what looks otherwise than it works, as an error only where that is asked for', async () => {
    const text = policy('p', { clusterAffinity: { clusterNames: ['m1', 'm9'] } });
    const { exit, data } = await running().ask({}, text);
    expect(data.findings).toMatchObject([
      { code: 'unknown-cluster', source: 'app.yaml:1', message: 'there is no cluster m9' },
    ]);
    expect([exit, (await running().ask({ failOn: 'warning' }, text)).exit]).toEqual([0, 1]);
  });

  it('names the line of the very field, also in SARIF', async () => {
    const text = JSON.stringify(JSON.parse(policy('p', { clusterAffinity: { clusterNames: ['m1', 'm9'] } })), null, 1);
    const line = text.slice(0, text.indexOf('"m9"')).split('\n').length;
    const { data, sarif } = await running().ask({}, text);
    expect(data.findings[0]?.source).toBe(`app.yaml:${line}`);
    expect(data).not.toHaveProperty('folder');
    expect(sarif).toMatchObject({
      runs: [
        {
          results: [
            {
              ruleId: 'unknown-cluster',
              locations: [{ physicalLocation: { artifactLocation: { uri: 'app.yaml' }, region: { startLine: line } } }],
            },
          ],
        },
      ],
    });
  });

  it('goes on where the server refuses one of them, and ends with why', async () => {
    const world = running();
    const refusal = new KnownError('forbidden', 'admission webhook "x" denied the request: no');
    world.karmada.refuse.set(policyPath('bad'), refusal);
    const { exit, data } = await world.ask({}, `${policy('bad', {}, 'new')}\n---\n${deployment('web', 6)}`);
    expect(exit).toBe(7);
    expect(data.failures).toMatchObject([
      { code: 'forbidden', message: 'app.yaml:1: PropagationPolicy bad: admission webhook "x" denied the request: no' },
    ]);
    expect(moves(data)).toEqual(['web m1 4 6 grows', 'web m2 4 6 grows']);
  });

  it('takes what this user may not write as it is written, and says that', async () => {
    const world = running();
    world.karmada.denied.add('patch propagationpolicies');
    world.karmada.refuse.set(policyPath('q'), new KnownError('forbidden', 'you may not'));
    const { exit, data } = await world.ask(
      {},
      `${policy('q', byWeight({ m1: 1 }), 'new')}\n---\n${deployment('new', 2)}`,
    );
    expect([exit, moves(data)]).toEqual([0, ['new m1 - 2 starts', 'new m2 - - not chosen']]);
    expect(data.unknown).toEqual(["app.yaml:1 is taken as written, without the server's defaults: you may not"]);
  });

  it('refuses itself what a webhook would, where no server has', async () => {
    const world = running();
    world.karmada.denied.add('patch propagationpolicies');
    world.karmada.refuse.set(policyPath('q'), new KnownError('forbidden', 'you may not'));
    const both = { clusterAffinity: {}, clusterAffinities: [{ affinityName: 'a' }] };
    const { exit, data } = await world.ask({}, policy('q', both));
    expect([exit, data.workloads]).toEqual([2, []]);
    expect(data.failures[0]?.message).toMatch(
      /^app\.yaml:1: PropagationPolicy q: Karmada would refuse it: spec\.placement: /,
    );
  });

  it('takes what comes with its own namespace as its server would make it', async () => {
    const text = [
      manifest('Namespace', 'v1', { name: 'fresh' }, {}),
      deployment('new', 3, { namespace: 'fresh' }).replace('"replicas":3', '"paused":false'),
      manifest(
        'ClusterPropagationPolicy',
        'policy.karmada.io/v1alpha1',
        { name: 'c' },
        policySpec({}, 'new', { resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment' }] }),
      ),
    ].join('\n---\n');
    const { data } = await running().ask({}, text);
    expect(data.workloads.find(({ workload }) => workload.name === 'new')).toMatchObject({
      workload: { namespace: 'fresh' },
      replicas: 1,
      placement: { outcome: 'scheduled' },
    });
  });

  it('reads a good file beside a broken one, and ends with what is wrong', async () => {
    const { exit, data } = await running().ask({}, `${deployment('web', 6)}\n---\na: [\n`);
    expect([exit, data.workloads.length]).toEqual([2, 1]);
    expect(data.failures[0]?.message).toMatch(/^app\.yaml:\d+: this is not valid YAML/);
  });
});

describe('preview of what exists', () => {
  it('says that it stays, by the name that kubectl takes too', async () => {
    const world = running();
    const groups = ['', '.apps', '.v1.apps'];
    const words = ['deployment', 'deployments', 'Deployment', 'deploy', 'Deploy'].flatMap((word) =>
      groups.map((group) => `${word}${group}/web`),
    );
    for (const word of words) {
      const { exit, data } = await world.ask({ workloads: [word] });
      expect([exit, data.workloads[0]?.workload.name]).toEqual([0, 'web']);
    }
  });

  it.each<[string, string, string, RegExp]>([
    ['web', 'usage', '"web" is no TYPE/NAME.', /deployment\/nginx/],
    ['deployment/', 'usage', '"deployment/" is no TYPE/NAME.', /deployment\/nginx/],
    ['a/b/c', 'usage', '"a/b/c" is no TYPE/NAME.', /deployment\/nginx/],
    ['deploymet/web', 'not-found', 'The server has no kind of resource "deploymet".', /Did you mean "deployment"/],
  ])('refuses %s', async (word, code, message, hint) => {
    const failure: unknown = await running()
      .ask({ workloads: [word] })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, message, hint: expect.stringMatching(hint) });
  });

  it('says which one is not there', async () => {
    await expect(running().ask({ workloads: ['deployment/nope'] })).rejects.toMatchObject({ code: 'not-found' });
  });
});
