// How much of Karmada's scheduler the cases reach: statements by package, and the functions that are reached too little.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../support/requirements.mjs';

export const bar = 90;

function go(args, cwd) {
  const { status, stdout, stderr, error } = spawnSync('go', args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new SetupError(`go ${args.join(' ')}: ${error?.message ?? stderr}`, undefined, 1);
  return stdout;
}

/** Of a coverage profile: per package how many statements there are, and how many are reached. */
export function statementsByPackage(profile) {
  const blocks = new Map();
  for (const line of profile.split('\n').slice(1)) {
    const found = /^(.*)\/[^/]+\.go:\S+ (\d+) (\d+)$/.exec(line);
    if (!found) continue;
    const [, name, statements, times] = found;
    const key = line.slice(0, line.indexOf(' '));
    // The same block may be listed by several runs.
    const former = blocks.get(key);
    blocks.set(key, { name, statements: Number(statements), reached: Number(times) > 0 || former?.reached === true });
  }
  const packages = new Map();
  for (const { name, statements, reached } of blocks.values()) {
    const one = packages.get(name) ?? { statements: 0, reached: 0 };
    packages.set(name, { statements: one.statements + statements, reached: one.reached + (reached ? statements : 0) });
  }
  return packages;
}

/** `go tool cover -func` as `{ place, name, percent }`. */
export const functionsOf = (text) =>
  text.split('\n').flatMap((line) => {
    const found = /^(\S+):\d+:\s+(\S+)\s+([\d.]+)%$/.exec(line);
    return found ? [{ place: found[1], name: found[2], percent: Number(found[3]) }] : [];
  });

const percent = ({ statements, reached }) => (statements === 0 ? 100 : (100 * reached) / statements);

/** `counters` is the folder of GOCOVERDIR, `module` that of the Go module it was built in. */
export function coverage(counters, module) {
  const profile = join(counters, 'profile.txt');
  go(['tool', 'covdata', 'textfmt', `-i=${counters}`, `-o=${profile}`], module);
  const packages = statementsByPackage(readFileSync(profile, 'utf8'));
  const functions = functionsOf(go(['tool', 'cover', `-func=${profile}`], module));
  const total = { statements: 0, reached: 0 };
  for (const one of packages.values()) for (const key of Object.keys(total)) total[key] += one[key];
  return { packages, functions, total, percent: percent(total) };
}

const short = (name) => name.replace('github.com/karmada-io/karmada/', '');

export function coverageReport({ packages, functions, total }) {
  const line = (name, one) =>
    `  ${percent(one).toFixed(1).padStart(5)} %  ${name} (${one.reached} of ${one.statements})`;
  const low = functions.filter((one) => one.percent < bar);
  return [
    'statements reached:',
    ...[...packages].sort().map(([name, one]) => line(short(name), one)),
    line('in all', total),
    `functions below ${bar} %:`,
    ...low.map(({ place, name, percent: part }) => `  ${part.toFixed(1).padStart(5)} %  ${short(place)} ${name}`),
  ].join('\n');
}
