import type { CommanderError } from 'commander';
import { KnownError } from '../contract/errors.ts';
import type { NormalArgv } from './normalize-argv.ts';
import { seeHelp } from './see-help.ts';

/** What commander finds wrong, in our words. */
export function refuseArguments(
  { code, message }: CommanderError,
  { path, operation, operands }: NormalArgv,
): KnownError {
  const hint = seeHelp(path);
  const positional = Object.entries(operation?.params ?? {}).filter(([, { positional }]) => positional);
  const command = `"karmate ${path.join(' ')}"`;
  if (code === 'commander.missingArgument') {
    const missing = positional.slice(operands.length).find(([, { optional }]) => !optional);
    if (missing) return new KnownError('usage', `${command} needs <${missing[0]}>: ${missing[1].about}`, { hint });
  }
  if (code === 'commander.excessArguments') {
    const extra = operands[positional.length] ?? '';
    const isTruth = /^(true|false)$/i.test(extra) ? `A flag takes it with "=": --flag=${extra}. ` : '';
    const limit = positional.length === 0 ? 'no arguments' : positional.map(([name]) => `<${name}>`).join(' ');
    return new KnownError('usage', `${command} takes ${limit}, so "${extra}" is too much.`, { hint: isTruth + hint });
  }
  const words = message.replace(/^error: /, '').replace(/\boption /, 'flag ');
  return new KnownError('usage', `${words.charAt(0).toUpperCase()}${words.slice(1).replace(/\.$/, '')}.`, { hint });
}
