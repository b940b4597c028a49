// How much of Karmada's scheduler the cases reach: statements by package, and the functions that are reached too little.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../support/requirements.mjs';

export const bar = 90;

/** What Karmada does only where a feature gate is on that is off by default: no case can reach it. */
const gated = [
  { gate: 'WorkloadAffinity', of: /\/framework\/plugins\/workload(anti)?affinity\// },
  {
    gate: 'MultiplePodTemplatesScheduling',
    of: /\/core\/\S+ (isMultiTemplateSchedulingApplicable|calculateMultiTemplateAvailableSets|runMultiTemplateEstimator)$/,
  },
  { gate: 'SchedulingOvercommitProtection', of: /\/core\/\S+ buildAssumedWorkloadsByCluster$/ },
];

function go(args, cwd) {
  const { status, stdout, stderr, error } = spawnSync('go', args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new SetupError(`go ${args.join(' ')}: ${error?.message ?? stderr}`, undefined, 1);
  return stdout;
}

/** `go tool cover -func` as `{ file, line, name, percent }`. */
export const functionsOf = (text) =>
  text.split('\n').flatMap((line) => {
    const found = /^(\S+):(\d+):\s+(\S+)\s+([\d.]+)%$/.exec(line);
    return found ? [{ file: found[1], line: Number(found[2]), name: found[3], percent: Number(found[4]) }] : [];
  });

/** The blocks of a coverage profile, each once, however many runs list it. */
function blocksOf(profile) {
  const blocks = new Map();
  for (const text of profile.split('\n')) {
    const found = /^(.*\.go):((\d+)\.\S+) (\d+) (\d+)$/.exec(text);
    if (!found) continue;
    const [, file, place, line, statements, times] = found;
    const former = blocks.get(`${file}:${place}`);
    const reached = Number(times) > 0 || former?.reached === true;
    blocks.set(`${file}:${place}`, { file, line: Number(line), statements: Number(statements), reached });
  }
  return [...blocks.values()];
}

/** The oracle counts itself, or it would write nothing. */
const isOwn = (file) => file.startsWith('karmate/');

const gateOf = ({ file, name }) => gated.find(({ of }) => of.test(`${file} ${name}`))?.gate;

/** How many statements there are and how many are reached: by package, in all, and behind each gate. */
export function countStatements(profile, functions) {
  const functionOf = ({ file, line }) => functions.findLast((one) => one.file === file && one.line <= line) ?? { file };
  const counts = { packages: new Map(), gates: new Map(), total: { statements: 0, reached: 0 }, missed: [] };
  const count = (one, { statements, reached }) => {
    one.statements += statements;
    one.reached += reached ? statements : 0;
  };
  const within = (map, key) => map.get(key) ?? map.set(key, { statements: 0, reached: 0 }).get(key);
  for (const block of blocksOf(profile).filter(({ file }) => !isOwn(file))) {
    const gate = gateOf(functionOf(block));
    if (gate) count(within(counts.gates, gate), block);
    else {
      count(within(counts.packages, block.file.replace(/\/[^/]+$/, '')), block);
      count(counts.total, block);
      if (!block.reached) counts.missed.push({ file: block.file, line: block.line });
    }
  }
  return counts;
}

const percent = ({ statements, reached }) => (statements === 0 ? 100 : (100 * reached) / statements);

/** `counters` is the folder of GOCOVERDIR, `module` that of the Go module it was built in. */
export function coverage(counters, module) {
  const profile = join(counters, 'profile.txt');
  go(['tool', 'covdata', 'textfmt', `-i=${counters}`, `-o=${profile}`], module);
  const functions = functionsOf(go(['tool', 'cover', `-func=${profile}`], module));
  const counts = countStatements(readFileSync(profile, 'utf8'), functions);
  return { ...counts, functions, percent: percent(counts.total) };
}

const short = (name) => name.replace('github.com/karmada-io/karmada/', '');

export function coverageReport({ packages, gates, functions, total, missed }) {
  const line = (name, one) =>
    `  ${percent(one).toFixed(1).padStart(5)} %  ${name} (${one.reached} of ${one.statements})`;
  const low = functions.filter((one) => one.percent < bar && !gateOf(one) && !isOwn(one.file));
  return [
    'statements reached:',
    ...[...packages].sort().map(([name, one]) => line(short(name), one)),
    line('in all', total),
    'not counted, since their feature gate is off by default:',
    ...[...gates].map(([gate, { statements }]) => `  ${statements} statements of ${gate}`),
    'not reached, by file and line:',
    ...missed.map(({ file, line: at }) => `  ${short(file)}:${at}`),
    `functions below ${bar} %:`,
    ...low.map(({ file, name, percent: part }) => `  ${part.toFixed(1).padStart(5)} %  ${short(file)} ${name}`),
  ].join('\n');
}
