import { describe, expect, it } from 'vitest';
import { aggregated, byWeight } from '../../support/scheduled.ts';
import { ask, attached, deployment, holding, lines, policy, settings, to } from '../../support/taking-along.ts';

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

  it('is not taken along by what is being deleted', () => {
    const held = holding('web', 'm1=2');
    const going = { ...held, metadata: { ...held.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } };
    expect(ask([], [{ template: settings }], [going])[0]).toMatchObject({ taken: 'none', clusters: [] });
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
});
