import { exitCodes } from '../contract/errors.ts';

/** The exit codes as the help shows them; the numbers are the contract's. */
export const exitCodeMeanings: readonly (readonly [number, string])[] = [
  [exitCodes.ok, 'done'],
  [exitCodes.findings, 'findings, or differences'],
  [exitCodes.usage, 'wrong usage or input'],
  [exitCodes.config, 'kubeconfig or set-up'],
  [exitCodes.unreachable, 'server not reachable'],
  [exitCodes['not-found'], 'not found'],
  [exitCodes.conflict, 'conflict'],
  [exitCodes.forbidden, 'not allowed'],
  [exitCodes.timeout, 'not in time'],
  [exitCodes.partial, 'a part is done, a part failed'],
  [exitCodes.failed, 'the work failed: a build, a start, an HTTP 500'],
  [exitCodes.bug, 'a bug in karmate'],
  [exitCodes.interrupted, 'interrupted'],
];

export const exitCodeHelp = [
  'Exit codes:',
  ...exitCodeMeanings.map(([code, words]) => `  ${String(code).padEnd(4)} ${words}`),
].join('\n');
