import { KnownError } from '../contract/errors.ts';
import type { Operation } from '../contract/operation.ts';
import { didYouMean, nearest } from '../core/nearest.ts';
import { seeHelp } from './see-help.ts';

/** Commands of other programs that fingers may type here. What the catalog has is never looked up. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  karmadactl: [
    ...['addons', 'annotate', 'api-resources', 'api-versions', 'attach', 'cordon', 'create', 'deinit'],
    ...['delete', 'describe', 'edit', 'exec', 'explain', 'init', 'interpret', 'label', 'logs', 'patch', 'promote'],
    ...['register', 'taint', 'token', 'top', 'uncordon', 'unjoin', 'unregister'],
  ],
  kubectl: [
    ...['auth', 'autoscale', 'certificate', 'cluster-info', 'config', 'cp', 'debug', 'diff', 'drain', 'events'],
    ...['expose', 'kustomize', 'port-forward', 'proxy', 'replace', 'rollout', 'run', 'scale', 'set', 'wait'],
  ],
};

/** A word that is no command of the program or of a group. */
export function refuseWord(word: string, path: readonly string[], catalog: readonly Operation[]): KnownError {
  const program =
    path.length === 0 ? Object.keys(elsewhere).find((name) => elsewhere[name]?.includes(word)) : undefined;
  if (program) {
    const message = `karmate has no command '${word}'; ${program} has.`;
    return new KnownError('usage', message, { hint: `Use: ${program} ${word}. ${seeHelp([])}` });
  }
  const where = path.length === 0 ? '' : ` of "karmate ${path.join(' ')}"`;
  const hint = `${didYouMean(commandsLike(word, path, catalog))}${seeHelp(path)}`;
  return new KnownError('usage', `Unknown command '${word}'${where}.`, { hint });
}

/** Those at the same place that look alike; else those elsewhere in the catalog that are called exactly so. */
function commandsLike(word: string, path: readonly string[], catalog: readonly Operation[]): readonly string[] {
  const names = catalog.map(({ name }) => name.split(' '));
  const here = names.filter((words) => path.every((above, index) => words[index] === above));
  const near = nearest(
    word,
    here.map((words) => words[path.length] ?? ''),
  ).map((name) => ['karmate', ...path, name].join(' '));
  const exact = names.filter((words) => words.at(-1) === word).map((words) => ['karmate', ...words].join(' '));
  return near.length > 0 ? near : exact;
}
