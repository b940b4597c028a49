import { describe, expect, it } from 'vitest';
import { deployment, manifest, policy, running } from '../support/preview-running.ts';
import { clusterPath } from '../support/preview-world.ts';
import { byWeight, cluster } from '../support/scheduled.ts';

const override = (overrideRules: readonly object[], kind = 'Deployment', name = 'web') =>
  manifest(
    'OverridePolicy',
    'policy.karmada.io/v1alpha1',
    { name: 'o', namespace: 'default' },
    { resourceSelectors: [{ apiVersion: kind === 'Secret' ? 'v1' : 'apps/v1', kind, name }], overrideRules },
  );
const inM1 = (overriders: object) => override([{ targetCluster: { clusterNames: ['m1'] }, overriders }]);
const plaintext = (path: string, value: unknown) => ({ plaintext: [{ operator: 'replace', path, value }] });
const files = (...texts: readonly string[]): string => texts.join('\n---\n');

describe('preview --render', () => {
  it('shows what reaches each cluster as a difference to the template', async () => {
    const text = files(
      deployment('web', 4, { labels: { tier: 'front' } }),
      policy('p', byWeight({ m1: 1, m2: 3 })),
      inM1({ labelsOverrider: [{ operator: 'replace', value: { tier: 'back' } }] }),
    );
    const { exit, data, text: shown } = await running().ask({ render: true }, text);
    expect([exit, data.findings]).toEqual([0, []]);
    const [m1, m2] = data.workloads[0]?.rendered ?? [];
    expect(m1).toMatchObject({ cluster: 'm1', applied: { cluster: [], namespace: ['o'] } });
    expect(m1?.manifest).toMatchObject({
      spec: { replicas: 1 },
      metadata: { labels: { 'karmada.io/managed': 'true' } },
    });
    expect(m2?.manifest).toMatchObject({ spec: { replicas: 3 } });
    expect(m2).not.toHaveProperty('compared');
    expect(shown.slice(shown.indexOf('--- '))).toBe(
      [
        '--- deployment/web',
        '+++ m1',
        '@@ -6,8 +6,8 @@',
        '     propagationpolicy.karmada.io/namespace: default',
        '   labels:',
        '     propagationpolicy.karmada.io/permanent-id: drawn',
        '-    tier: front',
        '+    tier: back',
        '   name: web',
        '   namespace: default',
        ' spec:',
        '-  replicas: 4',
        '+  replicas: 1',
        '--- deployment/web',
        '+++ m2',
        '@@ -10,4 +10,4 @@',
        '   name: web',
        '   namespace: default',
        ' spec:',
        '-  replicas: 4',
        '+  replicas: 3',
      ].join('\n'),
    );
  });

  it('shows clusters that get the same together, and what is as the template without a difference', async () => {
    const { text } = await running().ask({ render: true }, deployment('web'));
    expect(text).toContain('as the template: m1, m2');
    expect(text).not.toContain('+++');
  });

  it('renders nothing unless it is asked for', async () => {
    const { data } = await running().ask({}, files(deployment('web'), inM1(plaintext('/spec/replicas', 9))));
    expect(data.workloads[0]).not.toHaveProperty('rendered');
  });

  it('keeps the values of a Secret to itself, and tells which of them an override changes', async () => {
    const secret = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'key', namespace: 'default' },
      stringData: { a: 'old-value', b: 'same-value' },
    });
    const selects = { resourceSelectors: [{ apiVersion: 'v1', kind: 'Secret', name: 'key' }] };
    const text = files(
      secret,
      policy('s', {}, '', selects),
      override([{ overriders: plaintext('/stringData/a', 'new-value') }], 'Secret', 'key'),
    );
    const world = running();
    const apiEnablements = [{ groupVersion: 'v1', resources: [{ kind: 'Secret', name: 'secrets' }] }];
    world.put(clusterPath('m1'), cluster('m1', { status: { apiEnablements } }));
    const { text: shown, data } = await world.ask({ render: true }, text);
    expect(shown).toContain('-  a: "***"\n+  a: "*** (changed)"\n');
    expect(JSON.stringify(data) + shown).not.toMatch(/(?:old|new|same)-value/);
  });

  it('says so where only the binding is known', async () => {
    const { data } = await running().ask({ render: true, if: ['cluster/m1=lost'] });
    expect(data.workloads[0]?.unknown).toContain('what would reach the clusters: the template is not read');
  });
});

describe('an override that fails', () => {
  const broken = inM1({ plaintext: [{ operator: 'replace', path: '/spec/nothing/here', value: 1 }] });

  it('is an error in the policy, and of the workload, which is not sent there, with or without --render', async () => {
    const { exit, data, text } = await running().ask({}, files(deployment('web'), broken));
    expect(exit).toBe(1);
    expect(data.findings.map(({ code, source }) => `${code} ${source}`)).toEqual([
      'override-fails app.yaml:3',
      'override-fails app.yaml:1',
    ]);
    expect(data.findings[1]?.message).toMatch(
      /^deployment\/web: nothing is sent to m1: OverridePolicy default\/o fails: /,
    );
    expect(data.workloads[0]?.clusters.map(({ cluster, notSent }) => `${cluster} ${notSent?.code ?? 'sent'}`)).toEqual([
      'm1 override-fails',
      'm2 sent',
    ]);
    expect(text).toMatch(/^m1 .*; nothing is sent: OverridePolicy default\/o fails/m);
  });

  it('is found in a policy that the control plane has', async () => {
    const world = running();
    world.put('/apis/policy.karmada.io/v1alpha1/namespaces/default/overridepolicies/o', JSON.parse(broken));
    const { data } = await world.ask({ workloads: ['deployment/web'] });
    expect(data.findings.map(({ code }) => code)).toEqual(['override-fails']);
  });
});
