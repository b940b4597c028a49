// Measures a preview beside Karmada's own scheduler, on the same fleets. Exit code 1: a bar was missed.
import { parseArgs } from 'node:util';
import { fleetOf } from './bench/fleet-of.mjs';
import { loadCore } from './differential/load-core.mjs';
import { installDependencies, isInstalled } from './support/dependencies.mjs';
import { oracle } from './support/oracle.mjs';
import { SetupError } from './support/requirements.mjs';
import { root, script } from './support/script.mjs';

const usage = `Usage: npm run bench:preview

The detector and the scheduler of karmate beside Karmada's scheduler alone, in one process each; the data is there already.
The first run is told too, and counts for no bar: then the compiler of Node has not seen the code yet.
`;

const karmada = 'v1.18.2';
const rules = { minor: 18 };
const cases = [
  { name: '1 template, 1000 clusters', clusters: 1000, templates: 1, rounds: 21, bar: 50 },
  { name: '2000 templates, 200 clusters', clusters: 200, templates: 2000, rounds: 3, bar: 5000 },
];
const mostTimes = 3;

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

function ours({ previewWorkloads }, { fleet, questions }) {
  const start = performance.now();
  const previews = previewWorkloads(fleet, questions, rules);
  const took = performance.now() - start;
  const unplaced = previews.find(({ placement }) => placement?.outcome !== 'scheduled');
  if (unplaced) throw new SetupError(`${unplaced.workload.name} was not scheduled: ${unplaced.because}`, undefined, 1);
  return { took, previews };
}

/** The bindings that the previews are of, as the scheduler gets them. */
const bindingOf = ({ detect }, fleet, { template }) =>
  detect({ template, policies: fleet.propagationPolicies }, { ...rules, preemption: false }).binding;

async function theirs({ ask }, clusters, bindings) {
  const spent = async () => (await ask({ ask: 'spent' })).spent.schedule ?? 0;
  const answers = [];
  // The clusters are read once, and that is not counted.
  await ask({ ask: 'schedule', binding: bindings[0], clusters });
  const before = await spent();
  for (const binding of bindings) answers.push(ask({ ask: 'schedule', binding }));
  const all = await Promise.all(answers);
  return { took: ((await spent()) - before) / 1000, all };
}

/** What is fast and wrong is worth nothing. */
function checkSame(previews, answers) {
  const text = (clusters = []) =>
    clusters
      .map(({ name, replicas }) => `${name}=${replicas}`)
      .toSorted()
      .join(' ');
  for (const [index, { placement, workload }] of previews.entries()) {
    const [theirs] = answers[index].answers;
    if (text(placement.clusters) !== text(theirs.clusters))
      throw new SetupError(`${workload.name}: ${text(placement.clusters)}, and Karmada ${text(theirs.clusters)}`);
  }
}

await script(async (args) => {
  const { values } = parseArgs({ args, options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) return void process.stdout.write(usage);
  if (!isInstalled(root)) await installDependencies(root);
  const core = await loadCore();
  const asked = await oracle({ karmada });
  let missed = 0;
  try {
    for (const { name, clusters, templates, rounds, bar } of cases) {
      const made = fleetOf(clusters, templates);
      const bindings = made.questions.map((question) => bindingOf(core, made.fleet, question));
      const [first, ...later] = Array.from({ length: rounds }, () => ours(core, made));
      const go = [];
      for (let round = 0; round < rounds; round++) go.push(await theirs(asked, made.fleet.clusters, bindings));
      checkSame(first.previews, go[0].all);
      const [own, karmadas] = [median(later.map(({ took }) => took)), median(go.map(({ took }) => took))];
      const ratio = own / karmadas;
      const verdicts = [
        [`time <= ${bar} ms`, own <= bar],
        [`ratio <= ${mostTimes}`, ratio <= mostTimes],
      ];
      missed += verdicts.filter(([, met]) => !met).length;
      process.stdout.write(
        `${name}: ${own.toFixed(1)} ms (first ${first.took.toFixed(1)} ms); Karmada ${karmadas.toFixed(1)} ms; ratio ${ratio.toFixed(2)}; ${verdicts.map(([words, met]) => `${words}: ${met ? 'met' : 'MISSED'}`).join(', ')}\n`,
      );
    }
  } finally {
    await asked.end();
  }
  return missed === 0 ? 0 : 1;
});
