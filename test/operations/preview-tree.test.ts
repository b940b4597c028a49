import { expect, it } from 'vitest';
import { preview } from '../../src/operations/preview/preview.ts';
import { renderView } from '../../src/output/render.ts';
import { answerOf } from '../support/fake-ports.ts';
import { deployment, policy, running } from '../support/preview-running.ts';
import { clusterPath } from '../support/preview-world.ts';
import { byWeight, cluster } from '../support/scheduled.ts';

it('is a tree on a terminal: what moves, and the others by what speaks against them', async () => {
  const world = running();
  for (const name of ['m3', 'm4']) world.put(clusterPath(name), cluster(name));
  world.files.set(
    'app.yaml',
    `${deployment('web')}\n---\n${policy('p', { ...byWeight({ m1: 1 }), clusterAffinity: { clusterNames: ['m1'] } })}`,
  );
  const answer = await answerOf(preview.invoke(world.ports, { filename: [{ from: 'app.yaml' }] }));
  expect(await renderView(answer.view({ wide: false, now: 0 }), false, { width: 80 })).toBe(
    [
      'deployment/web in default, 4 replicas',
      '├─ PropagationPolicy p holds it',
      '├─ m1  4  weight 1 of 1',
      '├─ m2  4 → -  the policy does not name it',
      '└─ not chosen',
      '   └─ m3, m4: the policy does not name it',
    ].join('\n'),
  );
});
