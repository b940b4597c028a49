import { Argument, Command, CommanderError, Help } from 'commander';
import { KnownError } from '../contract/errors.ts';
import type { Operation } from '../contract/operation.ts';
import { readInput } from '../contract/read-input.ts';
import { verbosityLevels } from '../contract/verbosity.ts';
import { version } from '../core/version.ts';
import type { Cli, Invocation, Parsed } from './cli.ts';
import { exitCodeHelp } from './exit-code-help.ts';
import { calledOnCommandLine } from './flag-name.ts';
import { globalOptions, optionOf } from './flags.ts';
import type { NormalArgv } from './normalize-argv.ts';
import { readGlobals } from './read-globals.ts';
import { refuseArguments } from './refuse-arguments.ts';
import { seeHelp } from './see-help.ts';

/** What commander says of an argv that has been read by pflag's rules. Throws a `usage` KnownError. */
export function askProgram(words: NormalArgv, cli: Cli): Parsed {
  if (words.problem) throw words.problem;
  const { operation, path, asks } = words;
  if (asks === 'options') return { kind: 'print', text: optionsHelp(cli) };
  const printed: string[] = [];
  const chosen: Invocation[] = [];
  const root = buildProgram(
    // What was not chosen is of interest to the help alone.
    operation ? { ...cli, catalog: [operation] } : cli,
    (text) => printed.push(text),
    (invocation) => chosen.push(invocation),
  );
  try {
    root.parse(operation || asks ? [...words.argv] : [...path, '--help'], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw refuseArguments(error, words);
  }
  const [invocation] = chosen;
  if (invocation) return { kind: 'run', invocation };
  const text = printed.join('').trimEnd();
  const isVerbMissing = path.length > 0 && !asks;
  return isVerbMissing ? { kind: 'print', text, missing: missingVerb(path, cli) } : { kind: 'print', text };
}

/** A group alone does nothing: that is an error, and its help says more than a sentence can. */
function missingVerb(path: readonly string[], { catalog }: Cli): KnownError {
  const group = path.join(' ');
  const verbs = catalog
    .filter(({ name }) => name.startsWith(`${group} `))
    .map(({ name }) => name.slice(group.length + 1));
  return new KnownError('usage', `"karmate ${group}" needs a command: ${verbs.join(', ')}.`, { hint: seeHelp(path) });
}

function buildProgram(
  { catalog, groups, width }: Cli,
  write: (text: string) => void,
  choose: (chosen: Invocation) => void,
): Command {
  const root = new Command('karmate')
    .description('A kubectl-style command line for Karmada, and a real Karmada to try it on.')
    .exitOverride()
    .configureOutput({
      writeOut: write,
      writeErr: write,
      outputError: () => {},
      getOutHelpWidth: () => width,
      getErrHelpWidth: () => width,
    })
    .configureHelp({ showGlobalOptions: true, minWidthToWrap: 20 })
    .helpOption('-h, --help', 'Show this help.')
    .helpCommand('help [command]', 'Show the help of a command.')
    .version(version, '--version', 'Print the version of karmate.')
    .addHelpText('after', `\n${exitCodeHelp}`);
  const [only, ...others] = catalog;
  for (const option of globalOptions(others.length > 0 ? undefined : only)) root.addOption(option);
  for (const operation of catalog) {
    const words = operation.name.split(' ');
    const verb = words.pop() ?? operation.name;
    const parent = words.reduce((above, word) => childOf(above, word, groups[word] ?? ''), root);
    addCommand(parent.command(verb), operation, root, choose);
  }
  root.command('options').description('List the flags that every command has.');
  return root;
}

/** The flags that every command has, and what the levels of -v show. */
function optionsHelp({ width }: Cli): string {
  const help = new Help();
  help.prepareContext({ helpWidth: width });
  const list = (items: readonly (readonly [string, string])[]): readonly string[] => {
    const longest = Math.max(...items.map(([term]) => term.length));
    return items.map(([term, about]) => help.formatItem(term, longest, about, help));
  };
  return [
    'Every command takes these flags, before it or after it:',
    ...list(globalOptions().map((option) => [help.optionTerm(option), option.description])),
    '',
    'From which level on -v shows what, on stderr:',
    ...list(verbosityLevels.map(([level, shows]) => [String(level), shows])),
  ].join('\n');
}

const childOf = (parent: Command, word: string, about: string): Command =>
  parent.commands.find((command) => command.name() === word) ?? parent.command(word).description(about);

function addCommand(command: Command, operation: Operation, root: Command, choose: (chosen: Invocation) => void): void {
  const { summary, details, examples, params } = operation;
  command.summary(summary).description(details ? `${summary}\n\n${details}` : summary);
  if (examples) command.addHelpText('after', `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`);
  const positional: string[] = [];
  for (const [name, param] of Object.entries(params)) {
    if (!param.positional) {
      command.addOption(optionOf(name, param));
      continue;
    }
    const word = param.type === 'list' ? `${name}...` : name;
    command.addArgument(new Argument(param.optional ? `[${word}]` : `<${word}>`, param.about));
    positional.push(name);
  }
  command.action(() => {
    const given = Object.fromEntries(positional.map((name, index) => [name, command.processedArgs[index] as unknown]));
    const input = { ...command.opts<Record<string, unknown>>(), ...given };
    // The operation does this again, for whoever calls it; here a wrong value is told by the name of its flag.
    readInput(params, input, calledOnCommandLine(params));
    choose({ operation, input, globals: readGlobals(root.opts(), operation) });
  });
}
