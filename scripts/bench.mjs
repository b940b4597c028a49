// Measures karmate against karmadactl, in turn on the same lab. Exit code 1: a bar was missed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { cases } from './bench/cases.mjs';
import { table, toJson } from './bench/report.mjs';
import { runCases } from './bench/run-cases.mjs';
import { startWorld } from './bench/world.mjs';
import { setUp } from './setup.mjs';
import { elapsed } from './support/progress.mjs';
import { SetupError } from './support/requirements.mjs';
import { script } from './support/script.mjs';

const usage = `Usage: npm run bench -- [--json FILE] [--only NAME]…

  --json FILE  write the results there too
  --only NAME  only this case; one of: ${cases.map(({ name }) => `"${name}"`).join(', ')}
`;

function readOptions(args) {
  const text = { type: 'string' };
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: { json: text, only: { ...text, multiple: true }, help: { type: 'boolean', short: 'h' } },
    }));
  } catch (error) {
    throw new SetupError(error.message, usage.trimEnd(), 2);
  }
  const unknown = values.only?.find((wanted) => !cases.some(({ name }) => name === wanted));
  if (unknown !== undefined) throw new SetupError(`There is no case "${unknown}".`, usage.trimEnd(), 2);
  const chosen = values.only ? cases.filter(({ name }) => values.only.includes(name)) : cases;
  return { help: values.help === true, json: values.json, chosen };
}

await script(async (args) => {
  const start = Date.now();
  const { help, json, chosen } = readOptions(args);
  if (help) return void process.stdout.write(usage);
  await setUp({ labBuild: ['--with', 'karmadactl'] });
  const dir = mkdtempSync('/tmp/karmate-bench-');
  const forget = () => rmSync(dir, { recursive: true, force: true });
  const world = await startWorld(dir).catch((error) => {
    if (error.name === 'Interrupted') forget();
    else process.stderr.write(`The folder of the benchmark stays, with the logs of its lab: ${dir}\n`);
    throw error;
  });
  try {
    const { results, failure } = await runCases(chosen, world).finally(world.stop);
    if (results.length > 0) process.stdout.write(`${table(results)}\n`);
    if (failure) throw failure;
    if (json !== undefined) writeFileSync(json, toJson(results));
    process.stdout.write(`\nMedians; Node ${process.version}; done in ${elapsed(Date.now() - start)}.\n`);
    return results.every((result) => result.verdicts.every(({ met }) => met)) ? 0 : 1;
  } finally {
    forget();
  }
});
