import { readDuration } from '../contract/duration.ts';
import { KnownError } from '../contract/errors.ts';
import { type Operation, ownFormats } from '../contract/operation.ts';
import type { Impersonation } from '../contract/ports.ts';
import { formatsOf } from '../output/format.ts';
import type { Globals } from './cli.ts';

/** The longest time that Node's timers can hold; a longer one would be over at once. */
const longestTimerMs = 2 ** 31 - 1;

/** The flags that every command has, of one of them, by the names of their parameters. Throws a `usage` KnownError. */
export function readGlobals(options: Readonly<Record<string, unknown>>, operation: Operation): Globals {
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined);
  const output = text('output') ?? 'table';
  const formats = formatsOf(operation);
  const format = formats.find((known) => known === output);
  if (!format) {
    const message = ownFormats.some((known) => known === output)
      ? `"karmate ${operation.name}" has no "-o ${output}".`
      : `There is no output "${output}".`;
    throw new KnownError('usage', message, { hint: `Choose one of: ${formats.join(', ')}` });
  }
  const level = text('v') ?? '0';
  if (!/^\+?\d+$/.test(level))
    throw new KnownError('usage', '-v takes a number from 0 to 9.', { hint: 'See: karmate options' });
  const timeout = text('requestTimeout');
  return {
    kubeconfig: text('kubeconfig'),
    context: text('karmadaContext'),
    namespace: text('namespace'),
    format,
    requestTimeoutMs: timeout === undefined ? undefined : readTimeout(timeout),
    quiet: options.quiet === true,
    noHeaders: options.noHeaders === true,
    // kubectl's 10 shows bodies too, which may hold secrets.
    verbosity: Math.min(Number(level), 9),
    karmadaVersion: text('karmadaVersion'),
    impersonate: readImpersonation(text('as'), texts(options.asGroup), text('asUid')),
  };
}

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

function readImpersonation(
  user: string | undefined,
  groups: readonly string[],
  uid: string | undefined,
): Impersonation | undefined {
  if (user !== undefined) return { user, groups, uid };
  if (groups.length === 0 && uid === undefined) return undefined;
  throw new KnownError('usage', '--as-group and --as-uid need a user: --as NAME.');
}

/** As client-go reads it (clientcmd, ParseTimeout): a bare number is seconds. */
function readTimeout(text: string): number {
  const ms = /^\+?\d+$/.test(text) ? Number(text) * 1000 : readDuration('--request-timeout', text);
  return Math.min(ms, longestTimerMs);
}
