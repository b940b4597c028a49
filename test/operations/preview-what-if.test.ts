import { describe, expect, it } from 'vitest';
import { bindingPath } from '../support/preview-world.ts';
import { deployment, id, moves, policy, running } from '../support/running-web.ts';
import { binding, byWeight } from '../support/scheduled.ts';

describe('preview of what might happen', () => {
  it('says of all that there is what moves, and how much stays', async () => {
    const world = running();
    world.put(bindingPath('quiet-deployment'), {
      ...binding({
        placement: byWeight({ m2: 1 }),
        applied: byWeight({ m2: 1 }),
        on: 'm2=10',
        metadata: { labels: id },
      }),
    });
    const { exit, data, text } = await world.ask({ if: ['cluster/m1=lost'] });
    expect(exit).toBe(0);
    expect(moves(data)).toEqual(['web m1 4 - stops', 'web m2 4 4 stays']);
    expect(data.unchanged).toBe(1);
    expect(text).toContain('1 workload stays as it is.');
  });

  it('says nothing of what has failed before and fails still, and is well', async () => {
    const world = running();
    const tooMany = { spreadConstraints: [{ spreadByField: 'cluster' as const, minGroups: 9, maxGroups: 9 }] };
    const conditions = [
      { type: 'Scheduled', status: 'False' as const, reason: 'Unschedulable', message: 'm', lastTransitionTime: '' },
    ];
    const failing = (status: object) =>
      binding({ placement: tooMany, metadata: { name: 'f-deployment', labels: id }, ...status });
    world.put(bindingPath('f-deployment'), failing({ status: { conditions } }));
    const told = await world.ask({ if: ['cluster/m2.labels.env=dev'] });
    expect([told.exit, told.data.workloads, told.data.unchanged]).toEqual([0, [], 2]);
    world.put(bindingPath('f-deployment'), failing({}));
    const fresh = await world.ask({ if: ['cluster/m2.labels.env=dev'] });
    expect([fresh.exit, fresh.data.findings.map(({ code }) => code)]).toEqual([1, ['not-scheduled']]);
  });

  it('leaves alone what the scheduler does not hear of', async () => {
    const world = running({ clusterAffinity: { clusterNames: ['m2'] } });
    const { data } = await world.ask({ if: ['cluster/m1.region=eu'] });
    expect(data).toMatchObject({ workloads: [], unchanged: 1 });
  });

  it('together with a file says what that would do then', async () => {
    const { data } = await running().ask(
      { if: ['cluster/m1.taint=gpu:NoSchedule'] },
      `${deployment('new')}\n---\n${policy('q', {}, 'new')}`,
    );
    expect(moves(data)).toEqual(['new m1 - - not chosen', 'new m2 - 4 starts']);
  });

  it('ends where that cluster is not there', async () => {
    await expect(running().ask({ if: ['cluster/m3=lost'] })).rejects.toMatchObject({ code: 'not-found' });
  });
});
