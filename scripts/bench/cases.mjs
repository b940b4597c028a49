// What is measured, and the bars. A case runs both programs in turn and gives their runs.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureNode24 } from '../support/node24.mjs';
import { makeNamespace, until } from './api.mjs';
import { order } from './statistics.mjs';

const tools = ['karmate', 'karmadactl'];

/** On Node 24 a start takes half of what it takes on Node 20. */
const startBar = (version) => ({ wall: Number.parseInt(version.slice(1), 10) >= 24 ? 1.0 : 1.4, lessMemory: true });

/** `bars` and `run(world)`; a world is what world.mjs makes. */
export const cases = [
  {
    name: 'get clusters',
    bars: startBar(process.version),
    run: (world) => getClusters(world, process.execPath),
  },
  {
    name: 'get clusters (node 24)',
    bars: startBar('v24'),
    run: async (world) => getClusters(world, await ensureNode24()),
  },
  { name: 'join', bars: { wall: 0.6 }, run: ({ spare, ...world }) => joinAll(world, spare.slice(0, 1)) },
  { name: 'join two', bars: { wall: 0.5 }, run: ({ spare, ...world }) => joinAll(world, spare) },
  { name: 'apply 300 new', bars: { wall: 0.8 }, run: (world) => applyNew(world, 300, 3) },
  { name: 'apply 300 unchanged', bars: { wall: 1 / 15 }, run: (world) => applyUnchanged(world, 300, 3, 2) },
  // karmadactl asks for one object after the other, and limits itself to some ten a second: it is measured once.
  { name: 'apply 2000 unchanged', bars: { peakMiB: 150 }, run: (world) => applyUnchanged(world, 2000, 3, 1) },
];

/** Runs both in turn: `once(tool, round)` gives one run; the rounds that a tool does not have are left out. */
async function inTurn(rounds, once, most = {}) {
  const runs = { karmate: [], karmadactl: [] };
  for (const tool of order(rounds, tools)) {
    const done = runs[tool].length;
    if (done < (most[tool] ?? rounds)) runs[tool].push(await once(tool, done));
  }
  return runs;
}

async function getClusters({ measure, karmadactl, karmate }, node) {
  const commands = { karmate: karmate(['get', 'clusters'], node), karmadactl: karmadactl(['get', 'clusters']) };
  for (const tool of tools) await measure(commands[tool]); // files into memory, code into its cache
  return inTurn(21, (tool) => measure(commands[tool]));
}

/** One after the other, as a script would; the time ends when all are Ready. */
async function joinAll({ measure, karmadactl, karmate, control }, members) {
  const cluster = (name) => `/apis/cluster.karmada.io/v1alpha1/clusters/${name}`;
  const from = ({ kubeconfig, context }) => ['--cluster-kubeconfig', kubeconfig, '--cluster-context', context];
  const isReady = async (name) => {
    const { body } = await control('GET', cluster(name));
    return body?.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true;
  };
  const isGone = async (ask, path) => (await ask('GET', path)).status === 404;
  const once = async (tool, round) => {
    const joins = members.map((member, at) => ({ name: `bench-${tool}-${round}-${at}`, member }));
    const start = performance.now();
    const runs = [];
    for (const { name, member } of joins) {
      const args = ['join', name, ...from(member)];
      runs.push(await measure(tool === 'karmate' ? karmate(args) : karmadactl(args)));
    }
    // karmadactl returns before the cluster can be used; the time of both ends when it is Ready.
    for (const { name } of joins) await until(`${name} is Ready`, () => isReady(name));
    const wall_s = (performance.now() - start) / 1000;
    for (const { name, member } of joins) {
      await measure(karmadactl(['unjoin', name, ...from(member)]));
      await until(`${name} is gone`, () => isGone(control, cluster(name)));
      await until(`the namespace of ${name} is gone`, () => isGone(control, `/api/v1/namespaces/karmada-es-${name}`));
      await until('the member is clean', () => isGone(member.ask, '/api/v1/namespaces/karmada-cluster'));
    }
    return together(runs, wall_s);
  };
  return inTurn(3, once);
}

/** Several runs as one: their CPU added up, the highest of their peaks. */
const together = (runs, wall_s) => ({
  ...runs[0],
  wall_s,
  user_s: runs.reduce((sum, { user_s }) => sum + user_s, 0),
  sys_s: runs.reduce((sum, { sys_s }) => sum + sys_s, 0),
  peak_mib: Math.max(...runs.map(({ peak_mib }) => peak_mib)),
});

async function applyNew(world, count, rounds) {
  const file = manifest(world.dir, count);
  return inTurn(rounds, async (tool, round) => {
    const namespace = `bench-new-${count}-${tool}-${round}`;
    await makeNamespace(world.control, namespace);
    return world.measure(applying(world, tool, file, namespace));
  });
}

async function applyUnchanged(world, count, ours, theirs) {
  const file = manifest(world.dir, count);
  const namespace = (tool) => `bench-same-${count}-${tool}`;
  for (const tool of tools) {
    await makeNamespace(world.control, namespace(tool));
    await world.measure(applying(world, tool, file, namespace(tool)));
  }
  const once = (tool) => world.measure(applying(world, tool, file, namespace(tool)));
  return inTurn(Math.max(ours, theirs), once, { karmate: ours, karmadactl: theirs });
}

const applying = ({ karmate, karmadactl }, tool, file, namespace) =>
  (tool === 'karmate' ? karmate : karmadactl)(['apply', '-n', namespace, '-f', file]);

function manifest(dir, count) {
  const one = (_, index) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: bench-${index}\n  labels:\n    app: bench\ndata:\n  index: "${index}"\n`;
  const file = join(dir, `configmaps-${count}.yaml`);
  writeFileSync(file, Array.from({ length: count }, one).join('---\n'));
  return file;
}
