import { describe, expect, it } from 'vitest';
import { manifest, moves, policy, policySpec, running } from '../support/preview-running.ts';
import { bindingPath, deploymentPath, policyPath } from '../support/preview-world.ts';

const settings = manifest('ConfigMap', 'v1', { name: 'settings', namespace: 'default' }, {});

/** web in m1 and m2, whose policy says propagateDeps; what it needs, Karmada has noted. */
function taking({ isTaken = true } = {}) {
  const world = running();
  const spec = policySpec({}, 'web', { propagateDeps: true });
  const held = world.karmada.objects.get(policyPath('p'));
  world.put(policyPath('p'), { ...held, spec });
  const template = { spec: { containers: [{ name: 'c', envFrom: [{ configMapRef: { name: 'settings' } }] }] } };
  const deployed = world.karmada.objects.get(deploymentPath('web'));
  world.put(deploymentPath('web'), { ...deployed, spec: { replicas: 4, template } });
  const web = world.karmada.objects.get(bindingPath('web-deployment')) as { metadata: object; spec: object };
  const needs = [{ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', name: 'settings' }];
  const annotations = {
    ...(web.metadata as { annotations: object }).annotations,
    'resourcebinding.karmada.io/dependencies': JSON.stringify(needs),
  };
  world.put(bindingPath('web-deployment'), {
    ...web,
    metadata: { ...web.metadata, annotations },
    spec: { ...web.spec, propagateDeps: true },
  });
  if (isTaken) {
    const clusters = ['m1', 'm2'].map((name) => ({ name, replicas: 4 }));
    world.put(bindingPath('settings-configmap'), {
      metadata: { name: 'settings-configmap', namespace: 'default' },
      spec: { resource: needs[0], requiredBy: [{ namespace: 'default', name: 'web-deployment', clusters }] },
    });
  }
  return world;
}

describe('preview of what others take along', () => {
  it('tells of a new ConfigMap that a workload waits for', async () => {
    const { exit, data, text } = await taking({ isTaken: false }).ask({}, settings);
    expect(moves(data)).toEqual(['settings m1 - - starts', 'settings m2 - - starts']);
    expect([exit, data.findings]).toEqual([0, []]);
    expect(text).toContain('configmap/settings in default\n  deployment/web takes it along (propagateDeps)');
  });

  it('reads the bindings of that namespace alone', async () => {
    const world = taking({ isTaken: false });
    const asked: string[] = [];
    const { list } = world.ports.karmada;
    Object.assign(world.ports.karmada, {
      list: (...args: Parameters<typeof list>) => {
        asked.push(`${args[0].resource} ${args[0].namespace ?? 'everywhere'}`);
        return list(...args);
      },
    });
    await world.ask({}, settings);
    expect(asked.filter((one) => one.includes('bindings'))).toEqual(['resourcebindings default']);
  });

  it('moves with what takes it along when a cluster is lost', async () => {
    const { data } = await taking().ask({ if: ['cluster/m1=lost'] });
    expect(moves(data).filter((line) => line.startsWith('settings'))).toEqual([
      'settings m1 - - stops',
      'settings m2 - - stays',
    ]);
  });

  it('is taken away where a policy takes nothing along any more, and is not shown where nothing changes', async () => {
    const quiet = policy('p', {}, 'web', { propagateDeps: false });
    const { data } = await taking().ask({}, quiet);
    expect(moves(data).filter((line) => line.startsWith('settings'))).toEqual([
      'settings m1 - - stops',
      'settings m2 - - stops',
    ]);
    const { data: same } = await taking().ask({}, policy('p', {}, 'web', { propagateDeps: true }));
    expect(same.workloads.map(({ workload }) => workload.name)).toEqual(['web']);
  });
});
