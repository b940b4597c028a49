import { describe, expect, it } from 'vitest';
import type { PropagationPolicy } from '../../../src/core/karmada-types/policy.ts';
import type { ResourceBinding } from '../../../src/core/karmada-types/work.ts';
import { findingsOf } from '../../../src/core/preview/findings.ts';
import type { WorkloadPreview } from '../../../src/core/preview/preview.ts';
import {
  type PreviewQuestion,
  type PreviewRules,
  previewWorkloads,
} from '../../../src/core/preview/preview-workload.ts';
import type { Workload } from '../../../src/core/propagation.ts';
import { pp } from '../../support/policies.ts';
import { fleetOf } from '../../support/previewed.ts';
import { aggregated, binding, byWeight, cluster } from '../../support/scheduled.ts';

const apiEnablements = [
  { groupVersion: 'apps/v1', resources: [{ kind: 'Deployment', name: 'deployments' }] },
  { groupVersion: 'v1', resources: [{ kind: 'ConfigMap', name: 'configmaps' }] },
];
const clusters = ['m1', 'm2', 'm3'].map((name) => cluster(name, { status: { apiEnablements } }));
const labels = { 'propagationpolicy.karmada.io/permanent-id': 'drawn' };
const to = (...clusterNames: readonly string[]) => ({ clusterAffinity: { clusterNames } });
const policy = (name: string, placement: object, more: object = {}): PropagationPolicy =>
  pp(
    name,
    {
      resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', name }],
      placement,
      ...{ propagateDeps: true, ...more },
    },
    'default',
    { labels },
  ) as PropagationPolicy;
const deployment = (name: string, configMap = 'settings'): Workload => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'default' },
  spec: {
    replicas: 2,
    template: { spec: { containers: [{ name: 'c', envFrom: [{ configMapRef: { name: configMap } }] }] } },
  },
});
const settings: Workload = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'default' },
};
const ask = (
  policies: readonly PropagationPolicy[],
  questions: readonly PreviewQuestion[],
  resourceBindings: readonly ResourceBinding[] = [],
  rules: Partial<PreviewRules> = {},
): readonly WorkloadPreview[] =>
  previewWorkloads(fleetOf({ clusters, propagationPolicies: policies, resourceBindings }), questions, {
    minor: 18,
    propagatesDeps: true,
    ...rules,
  });
/** `m1 starts: goes along with deployment/web`. */
const lines = (preview: WorkloadPreview | undefined): readonly string[] =>
  (preview?.clusters ?? []).map(({ cluster: name, change, why }) => `${name} ${change}: ${why}`);

/** The binding of deployment/NAME, which needs `settings`, and the one of settings, where it is taken to `on`. */
const holding = (name: string, on: string): ResourceBinding =>
  binding({
    on,
    placement: to('m1'),
    spec: { propagateDeps: true, resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name } },
    metadata: {
      name: `${name}-deployment`,
      namespace: 'default',
      annotations: {
        'resourcebinding.karmada.io/dependencies': JSON.stringify([
          { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', name: 'settings' },
        ]),
      },
    },
  });
const attached = (by: Readonly<Record<string, readonly string[]>>): ResourceBinding => ({
  apiVersion: 'work.karmada.io/v1alpha2',
  kind: 'ResourceBinding',
  metadata: { name: 'settings-configmap', namespace: 'default' },
  spec: {
    resource: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', name: 'settings' },
    requiredBy: Object.entries(by).map(([name, on]) => ({
      namespace: 'default',
      name: `${name}-deployment`,
      clusters: on.map((one) => ({ name: one })),
    })),
  },
});

describe('what a policy with propagateDeps takes along', () => {
  it('goes where the workload goes, without a policy of its own', () => {
    const [web, config] = ask(
      [policy('web', to('m1', 'm2'))],
      [{ template: deployment('web') }, { template: settings }],
    );
    expect(web?.takesAlong).toEqual([{ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', name: 'settings' }]);
    expect(config).toMatchObject({ taken: 'along', because: 'deployment/web takes it along (propagateDeps)' });
    expect(lines(config)).toEqual([
      'm1 starts: goes along with deployment/web',
      'm2 starts: goes along with deployment/web',
    ]);
  });

  it('goes there beside where its own policy sends it', () => {
    const resourceSelectors = [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' }];
    const own = policy('settings', to('m2'), { resourceSelectors });
    const [config] = ask(
      [policy('web', to('m1', 'm2')), own],
      [{ template: settings }, { template: deployment('web') }],
    );
    expect(config).toMatchObject({ taken: 'matched', policy: { name: 'settings' } });
    expect(lines(config)).toEqual([
      'm1 starts: goes along with deployment/web',
      'm2 starts: it fits',
      'm3 not chosen: the policy does not name it',
    ]);
  });

  it('goes with each that needs it', () => {
    const [config] = ask(
      [policy('web', to('m1', 'm2')), policy('api', to('m2'))],
      [{ template: settings }, { template: deployment('web') }, { template: deployment('api') }],
    );
    expect(lines(config)).toEqual([
      'm1 starts: goes along with deployment/web',
      'm2 starts: goes along with deployment/web, deployment/api',
    ]);
  });

  it('goes nowhere where the workload goes nowhere, and stays here where nothing needs it', () => {
    const [config] = ask([policy('web', to('m9'))], [{ template: settings }, { template: deployment('web') }]);
    expect(config).toMatchObject({ taken: 'along', clusters: [] });
    const [left] = ask([policy('web', to('m1'))], [{ template: settings }, { template: deployment('web', 'other') }]);
    expect(left).toMatchObject({ taken: 'none', clusters: [] });
    const quiet = policy('web', to('m1'), { propagateDeps: false });
    const [alone, web] = ask([quiet], [{ template: settings }, { template: deployment('web') }]);
    expect(alone).toMatchObject({ taken: 'none' });
    expect(web).not.toHaveProperty('takesAlong');
  });

  it('is told from bindings of workloads that nothing is asked about', () => {
    const [config] = ask([], [{ template: settings }], [holding('web', 'm1=2')]);
    expect(lines(config)).toEqual(['m1 starts: goes along with deployment/web']);
  });

  it('stays with those of which its own binding alone tells', () => {
    const [config] = ask([], [{ template: settings, binding: attached({ web: ['m1'] }) }]);
    expect(config).toMatchObject({ taken: 'along' });
    expect(lines(config)).toEqual(['m1 stays: goes along with resourcebinding/web-deployment']);
  });

  it('moves with the workload, and stops where nothing needs it any more', () => {
    const held = holding('web', 'm1=2');
    const questions = [
      { template: settings, binding: attached({ web: ['m1'] }) },
      { template: deployment('web'), binding: held },
    ];
    const [moved] = ask([policy('web', to('m2'))], questions, [held]);
    expect(lines(moved)).toEqual([
      'm1 stops: nothing that needs it goes there any more',
      'm2 starts: goes along with deployment/web',
    ]);
    const [dropped] = ask([policy('web', to('m1'), { propagateDeps: false })], questions, [held]);
    expect(lines(dropped)).toEqual(['m1 stops: nothing that needs it goes there any more']);
  });

  it('is Karmada’s to tell for kinds that it alone can read', () => {
    const custom = { ...deployment('web'), apiVersion: 'example.com/v1', kind: 'Thing' };
    const selects = { resourceSelectors: [{ apiVersion: 'example.com/v1', kind: 'Thing', name: 'web' }] };
    const [thing] = ask([policy('web', to('m1'), selects)], [{ template: custom }]);
    expect(thing?.unknown).toContain('what Thing web takes along, Karmada alone can tell');
  });

  it('may go where lots decide', () => {
    const [config] = ask(
      [policy('web', byWeight({ m1: 1, m2: 1, m3: 1 }))],
      [{ template: settings }, { template: deployment('web') }],
      [],
      { minor: 10 },
    );
    expect(config?.clusters).toEqual([]);
    expect(config?.unknown).toEqual(['whether it goes along to m1, m2, m3, as deployment/web may']);
    expect(
      ask([policy('web', aggregated)], [{ template: settings }, { template: deployment('web') }])[0]?.unknown,
    ).toEqual([]);
  });

  describe('depends on the gate PropagateDeps', () => {
    const both = [{ template: settings }, { template: deployment('web') }];
    const asked = (others: readonly ResourceBinding[], gate?: boolean) =>
      previewWorkloads(
        fleetOf({ clusters, propagationPolicies: [policy('web', to('m1'))], resourceBindings: others }),
        both,
        { minor: 18, ...(gate === undefined ? {} : { propagatesDeps: gate }) },
      );
    const { annotations: noted, ...bare } = holding('other', 'm1=2').metadata;
    const without: ResourceBinding = { ...holding('other', 'm1=2'), metadata: bare };

    it('and says so where nobody knows it', () => {
      const [config, web] = asked([]);
      expect(config).toMatchObject({
        taken: 'along',
        unknown: [expect.stringContaining('PropagateDeps is on by default')],
      });
      expect(web?.unknown).toEqual(config?.unknown);
    });

    it('which is on where bindings have noted what they need', () => {
      expect(noted).toBeDefined();
      expect(asked([holding('other', 'm1=2')])[0]).toMatchObject({ taken: 'along', unknown: [] });
    });

    it('which is off where one that is scheduled has not: nothing goes along, and that is found', () => {
      const [config, web] = asked([without]);
      expect(config).toMatchObject({ taken: 'none', clusters: [], unknown: [] });
      expect(web).toMatchObject({ leavesBehind: [{ kind: 'ConfigMap', name: 'settings' }], unknown: [] });
      expect(web).not.toHaveProperty('takesAlong');
      expect(web && findingsOf(web)).toEqual([
        expect.objectContaining({
          code: 'gate-off',
          severity: 'warning',
          message:
            'deployment/web: its policy says propagateDeps, and the gate PropagateDeps of this Karmada is off: configmap/settings does not go along',
        }),
      ]);
    });

    it('as somebody says it, whatever bindings tell', () => {
      expect(asked([without], true)[0]).toMatchObject({ taken: 'along' });
      expect(asked([holding('other', 'm1=2')], false)[0]).toMatchObject({ taken: 'none' });
    });

    it('and where it is off, what was taken along before stays', () => {
      const [config] = ask([], [{ template: settings, binding: attached({ web: ['m2'] }) }], [holding('web', 'm1=2')], {
        propagatesDeps: false,
      });
      expect(lines(config)).toEqual(['m2 stays: goes along with resourcebinding/web-deployment']);
    });

    it('and is of no matter to what a policy of its own sends', () => {
      const resourceSelectors = [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' }];
      const own = policy('settings', to('m1'), { resourceSelectors });
      const [web] = ask([policy('web', to('m1')), own], [{ template: deployment('web') }], [], {
        propagatesDeps: false,
      });
      expect(web).not.toHaveProperty('leavesBehind');
    });
  });
});
