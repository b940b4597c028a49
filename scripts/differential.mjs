// Asks karmate and Karmada's own code the same, at random, and compares. Exit code 1: they differ, or nothing was asked.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { asks } from './differential/asks.mjs';
import { compare } from './differential/compare.mjs';
import { releases } from './differential/releases.mjs';
import { installDependencies, isInstalled } from './support/dependencies.mjs';
import { SetupError } from './support/requirements.mjs';
import { root, script } from './support/script.mjs';

const usage = `Usage: npm run differential -- [--cases N] [--seed S] [--karmada VERSION] [--only ${Object.keys(asks).join('|')}]

  --cases N          how many (default: 1000), of each kind
  --skip K           without the first K, of each kind: to go on where a run was broken off
  --seed S           other cases (default: 1)
  --karmada VERSION  ${Object.keys(releases).join(' or ')} (default: v1.18.2)
  --only KIND        only this kind of question
  --case K           only case K, with both answers
  --file FILE        the cases of a file, a line each: what --out has written, or a test's cases
  --out FILE         where disagreements go, a line each (default: a file in a folder that is named)
  --jobs J           how many oracles run (default: 1)
  --record FILE      writes a few cases that show what all have shown, with the answers: those of a test
  --cover            how much of Karmada's scheduler the cases reach
`;

const text = { type: 'string' };
const options = {
  cases: { ...text, default: '1000' },
  skip: { ...text, default: '0' },
  seed: { ...text, default: '1' },
  karmada: { ...text, default: 'v1.18.2' },
  only: text,
  case: text,
  file: text,
  out: text,
  record: text,
  jobs: { ...text, default: '1' },
  cover: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

const isCount = (number) => Number.isInteger(number) && number >= 0;

function readOptions(args) {
  try {
    const { values } = parseArgs({ args, options });
    const [cases, skip, seed, jobs] = [values.cases, values.skip, values.seed, values.jobs].map(Number);
    const only = values.case === undefined ? undefined : Number(values.case);
    if (!isCount(cases)) throw new Error('--cases wants a number.');
    if (!isCount(skip)) throw new Error('--skip wants a number.');
    if (!isCount(seed)) throw new Error('--seed wants a whole number.');
    if (!(isCount(jobs) && jobs >= 1 && jobs <= 16)) throw new Error('--jobs wants 1 to 16.');
    if (only !== undefined && !isCount(only)) throw new Error('--case wants the number of a case.');
    if (!(values.karmada in releases)) throw new Error(`--karmada wants ${Object.keys(releases).join(' or ')}.`);
    if (values.only !== undefined && !(values.only in asks))
      throw new Error(`--only wants ${Object.keys(asks).join(' or ')}.`);
    return { ...values, cases, skip, seed, jobs, case: only };
  } catch (error) {
    throw new SetupError(error.message, usage.trimEnd(), 2);
  }
}

/** Without --file undefined: cases are made. */
function casesIn(file) {
  if (file === undefined) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line, index) => ({ index, ask: 'schedule', ...JSON.parse(line) }));
}

await script(async (args) => {
  const wish = readOptions(args);
  if (wish.help) return void process.stdout.write(usage);
  if (!isInstalled(root)) await installDependencies(root);
  const out = wish.out ?? join(mkdtempSync(join(tmpdir(), 'karmate-differential-')), 'disagreements.jsonl');
  const { isGood, report, lastLine } = await compare({ ...wish, out, given: casesIn(wish.file) });
  process.stdout.write(`${[...report, lastLine].join('\n')}\n`);
  return isGood ? 0 : 1;
});
