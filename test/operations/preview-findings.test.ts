import { expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { snapshot } from '../../src/operations/preview/snapshot.ts';
import { answerOf } from '../support/fake-ports.ts';
import { deployment, manifest, policy, running } from '../support/preview-running.ts';
import { bindingPath, deploymentPath, policyPath } from '../support/preview-world.ts';
import { fleetOf } from '../support/previewed.ts';
import { cluster } from '../support/scheduled.ts';

type World = ReturnType<typeof running>;
const fleetWithTwo = JSON.stringify(fleetOf({ clusters: ['m1', 'm2'].map((name) => cluster(name)) }));
const codes = async (world: World, text: string, input = {}) =>
  (await world.ask(input, text)).data.findings.map(({ code, source }) => `${code} ${source ?? '-'}`);

it('says that a policy is for nothing, unless something that may not be read could be it', async () => {
  const text = policy('q', {}, 'gone');
  expect(await codes(running(), text)).toEqual(['matches-nothing app.yaml:1']);
  const world = running();
  world.karmada.refuse.set('/apis/apps/v1/namespaces/default/deployments', new KnownError('forbidden', 'no'));
  const { data } = await world.ask({}, text);
  expect(data.findings).toEqual([]);
  expect(data.unknown).toContain('what PropagationPolicy q selects: you may not list any Deployment');
});

it('says that a policy takes what exists and is not in the files', async () => {
  const world = running();
  world.put(deploymentPath('idle'), {
    metadata: { name: 'idle', namespace: 'default', uid: 'i' },
    spec: { replicas: 1 },
  });
  expect(await codes(world, policy('q', {}, 'idle'))).toEqual(['takes-existing -']);
  expect(await codes(world, `${policy('q', {}, 'idle')}\n---\n${deployment('idle', 1)}`)).toEqual([]);
});

it('names what a workload needs and no policy sends along, in its file and of what exists', async () => {
  const podSpec = { containers: [{ name: 'a', image: 'b', envFrom: [{ configMapRef: { name: 'settings' } }] }] };
  const needy = { replicas: 1, selector: {}, template: { spec: podSpec } };
  const text = manifest('Deployment', 'apps/v1', { name: 'web', namespace: 'default' }, needy);
  expect(await codes(running(), text)).toEqual(['dependency-left-behind app.yaml:1']);
  const world = running();
  const held = world.karmada.objects.get(deploymentPath('web'));
  world.put(deploymentPath('web'), { ...held, spec: needy });
  const { data } = await world.ask({ workloads: ['deployment/web'] });
  expect(data.findings).toMatchObject([{ code: 'dependency-left-behind', object: { name: 'web' } }]);
  expect(data.findings[0]).not.toHaveProperty('source');
});

it('finds a misspelt field where no server would', async () => {
  const world = running();
  world.files.set('fleet.json', fleetWithTwo);
  const text = policy('q', { clusterAffinty: { clusterNames: ['m1'] } }, 'new');
  expect(await codes(world, `${text}\n---\n${deployment('new')}`, { from: 'fleet.json' })).toContain(
    'unknown-field app.yaml:1',
  );
});

it('does not know which of two policies that change at once takes what nobody holds', async () => {
  const world = running();
  world.put(deploymentPath('idle'), {
    metadata: { name: 'idle', namespace: 'default', uid: 'i' },
    spec: { replicas: 1 },
  });
  const two = `${policy('q', {}, 'idle')}\n---\n${policy('r', {}, 'idle')}`;
  const { data } = await world.ask({}, two);
  expect(data.workloads[0]?.unknown).toContain(
    'which takes it, PropagationPolicy q or PropagationPolicy r: they change at once, and the one of which Karmada hears first keeps it',
  );
  expect((await world.ask({}, policy('q', {}, 'idle'))).data.workloads[0]?.unknown).toEqual([]);
});

it('says once what Karmada would refuse: as a failure', async () => {
  const world = running();
  world.files.set('fleet.json', fleetWithTwo);
  const both = { clusterAffinity: { clusterNames: ['m1'] }, clusterAffinities: [{ affinityName: 'a' }] };
  const { data, exit } = await world.ask({ from: 'fleet.json' }, policy('q', both, 'new'));
  expect(data.failures.map(({ message }) => message)).toEqual([expect.stringContaining('Karmada would refuse it')]);
  expect([exit, data.findings]).toEqual([2, []]);
});

it.each([
  ['holds', true],
  ['would take, since no policy had it so far', false],
])('does not know from a snapshot whether a file changes what a lazy policy %s', async (_, isHeld) => {
  const world = running();
  if (!isHeld) world.karmada.objects.delete(bindingPath('web-deployment'));
  const note = 'whether this changes Deployment web: a snapshot holds no workloads, and the policy is lazy';
  const unknownOf = async (activationPreference: string | undefined) => {
    const held = world.karmada.objects.get(policyPath('p')) as unknown as { readonly spec: object };
    world.put(policyPath('p'), { ...held, spec: { ...held.spec, activationPreference } });
    await answerOf(snapshot.invoke(world.ports, { out: 'fleet.json' }));
    return (await world.ask({ from: 'fleet.json' }, deployment('web'))).data.workloads[0]?.unknown;
  };
  expect(await unknownOf('Lazy')).toContain(note);
  expect(await unknownOf(undefined)).not.toContain(note);
});

it('says once that a server does not answer, though it was asked many things at once', async () => {
  const world = running();
  const list = async (): Promise<never> => {
    throw new KnownError('unreachable', 'no route');
  };
  Object.assign(world.ports.karmada, { list });
  await expect(world.ask({}, deployment('web'))).rejects.toMatchObject({ code: 'unreachable' });
  // What nobody waits for any more would be told of here.
  await new Promise((resolve) => setTimeout(resolve, 0));
});
