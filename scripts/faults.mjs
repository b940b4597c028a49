// Joins and unjoins with a fault at every single request, and looks into the stores after each. Exit code 1: not all is well.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runMatrix } from './faults/matrix.mjs';
import { casesOf, pointsOf, sampleOf, withoutRepetition } from './faults/points.mjs';
import { record } from './faults/record.mjs';
import { isGood, report } from './faults/report.mjs';
import { startWorld } from './faults/world.mjs';
import { setUp } from './setup.mjs';
import { throwIfInterrupted } from './support/children.mjs';
import { elapsed, step } from './support/progress.mjs';
import { SetupError } from './support/requirements.mjs';
import { script } from './support/script.mjs';

const usage = `Usage: npm run faults -- [--sample PERCENT] [--seed NUMBER] [--only POINT/FAULT]…

  --sample PERCENT    only so many of all cases (default: 100), chosen by the seed
  --seed NUMBER       another choice, in another order (default: 1)
  --only POINT/FAULT  only this case; a part of its name is enough
  --all               every kind at each of many reads in a row, too; else each of them meets three in turn
  --karmada VERSION   v1.18.2 or v1.10.7 (default: v1.18.2)
  --workers COUNT     members that are joined and unjoined at the same time (default: 4)
  --dir FOLDER        where the lab lies, and what came of everything; it stays (default: a folder that is deleted)
  --list              say which cases there are, and inject none
`;

const text = { type: 'string' };
const options = {
  sample: { ...text, default: '100' },
  seed: { ...text, default: '1' },
  only: { ...text, multiple: true },
  karmada: { ...text, default: 'v1.18.2' },
  workers: { ...text, default: '4' },
  dir: text,
  all: { type: 'boolean' },
  list: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

function readOptions(args) {
  try {
    const { values } = parseArgs({ args, options });
    const [percent, seed, workers] = [values.sample, values.seed, values.workers].map(Number);
    if (!(percent > 0 && percent <= 100)) throw new Error('--sample wants a number above 0 and at most 100.');
    if (!Number.isInteger(seed)) throw new Error('--seed wants a whole number.');
    if (!(Number.isInteger(workers) && workers > 0 && workers <= 8)) throw new Error('--workers wants 1 to 8.');
    return { ...values, percent, seed, workers: values.only ? Math.min(workers, 2) : workers };
  } catch (error) {
    throw new SetupError(error.message, usage.trimEnd(), 2);
  }
}

function choose(every, { only, percent, seed, list, all }) {
  const unknown = only?.find((wanted) => !every.some(({ id }) => id.includes(wanted)));
  if (unknown !== undefined)
    throw new SetupError(`No case is called "${unknown}".`, 'See them with: npm run faults -- --list', 2);
  if (only) return every.filter(({ id }) => only.some((wanted) => id.includes(wanted)));
  const cases = all ? every : withoutRepetition(every);
  if (percent === 100 && list) return cases;
  return sampleOf(cases, { seed, percent });
}

async function inject(world, dir, chosen, wish) {
  const recorded = await step('Joining and unjoining without any fault', () =>
    Promise.all(world.workers.map((worker) => record(worker, world.has))),
  );
  const commands = world.has.unjoin ? ['join', 'unjoin'] : ['join'];
  const points = commands.flatMap((command) =>
    pointsOf(
      command,
      recorded.map(({ logs }) => logs[command]),
    ),
  );
  throwIfInterrupted('the faults');
  const cases = chosen(casesOf(points));
  if (wish.list) return { listed: cases.map(({ id }) => id) };
  const workers = world.workers.map((worker, at) => ({ worker, joined: recorded[at].joined }));
  process.stderr.write(`- ${points.length} points, ${cases.length} faults to inject\n`);
  return step('Injecting faults', (note) => {
    const onResult = (result, count) => {
      appendFileSync(join(dir, 'results.jsonl'), `${JSON.stringify(result)}\n`);
      note(`${count} of ${cases.length}`);
      if (result.findings.length > 0) process.stderr.write(`✗ ${result.id}\n`);
    };
    return runMatrix(workers, cases, { has: world.has, onResult });
  });
}

await script(async (args) => {
  const start = Date.now();
  const wish = readOptions(args);
  if (wish.help) return void process.stdout.write(usage);
  await setUp({ labBuild: ['--karmada', wish.karmada] });
  const dir = wish.dir ?? mkdtempSync(join(process.env.TMPDIR ?? '/tmp', 'faults-')); // short: a socket lies below
  mkdirSync(dir, { recursive: true });
  let world;
  try {
    world = await startWorld(dir, wish);
    throwIfInterrupted('the faults');
    const { listed, results, failure } = await inject(world, dir, (every) => choose(every, wish), wish);
    if (listed) return void process.stdout.write(`${listed.join('\n')}\n`);
    const more = wish.karmada === 'v1.18.2' ? '' : `--karmada ${wish.karmada} `;
    process.stdout.write(`Karmada ${wish.karmada}, seed ${wish.seed}, in ${elapsed(Date.now() - start)}\n\n`);
    process.stdout.write(`${report(results, more)}\n`);
    if (failure) throw failure;
    return isGood(results) ? 0 : 1;
  } finally {
    await world?.stop();
    if (wish.dir === undefined) rmSync(dir, { recursive: true, force: true });
  }
});
