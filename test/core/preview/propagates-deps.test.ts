import { describe, expect, it } from 'vitest';
import type { ResourceBinding } from '../../../src/core/karmada-types/work.ts';
import { findingsOf } from '../../../src/core/preview/findings.ts';
import { previewWorkloads } from '../../../src/core/preview/preview-workload.ts';
import { fleetOf } from '../../support/previewed.ts';
import {
  ask,
  attached,
  clusters,
  deployment,
  holding,
  lines,
  policy,
  settings,
  to,
} from '../../support/taking-along.ts';

describe('what goes along depends on the gate PropagateDeps', () => {
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

  it('of which one says nothing that is not scheduled yet', () => {
    const waiting: ResourceBinding = { ...without, spec: { ...without.spec, clusters: [] } };
    expect(asked([waiting])[0]?.unknown).toEqual([expect.stringContaining('PropagateDeps is on by default')]);
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
