import { Argument, Command, CommanderError } from 'commander';
import { readDuration } from '../contract/duration.ts';
import { KnownError } from '../contract/errors.ts';
import type { Operation } from '../contract/operation.ts';
import type { Impersonation } from '../contract/ports.ts';
import { version } from '../core/version.ts';
import type { Format } from '../output/format.ts';
import { formats } from '../output/format.ts';
import { exitCodeHelp } from './exit-code-help.ts';
import { globalOptions, optionOf } from './flags.ts';

/** argv in, a plain Invocation out. Nothing runs here, so parsing is tested without a cluster. */
export interface Invocation {
  readonly operation: Operation;
  readonly input: Readonly<Record<string, unknown>>;
  readonly globals: Globals;
}

export interface Globals {
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  readonly namespace: string | undefined;
  readonly format: Format;
  readonly requestTimeoutMs: number | undefined;
  readonly quiet: boolean;
  readonly noHeaders: boolean;
  readonly verbosity: number;
  /** Whom to act as; undefined: as the kubeconfig says. */
  readonly impersonate: Impersonation | undefined;
}

export type Parsed =
  | { readonly kind: 'run'; readonly invocation: Invocation }
  | { readonly kind: 'print'; readonly text: string };

export interface Cli {
  readonly catalog: readonly Operation[];
  readonly groups: Readonly<Record<string, string>>;
  /** Columns that help may use. */
  readonly width: number;
}

/** What argv asks for: something to run, or a text to print (help). Throws a `usage` KnownError. */
export function parseArgv(argv: readonly string[], cli: Cli): Parsed {
  const printed: string[] = [];
  const chosen: Invocation[] = [];
  // Commands that are not meant need not be made: making them all takes longer than the rest of parsing.
  const meant = cli.catalog.filter(({ name }) => name.split(' ')[0] === argv[0]);
  const root = buildProgram(
    { ...cli, catalog: meant.length > 0 ? meant : cli.catalog },
    (text) => printed.push(text),
    (invocation) => chosen.push(invocation),
  );
  try {
    root.parse(argv.length === 0 ? ['--help'] : [...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const isHelp = error.exitCode === 0 || error.code === 'commander.help';
    if (isHelp) return { kind: 'print', text: printed.join('').trimEnd() };
    throw usageError(error);
  }
  const [invocation] = chosen;
  return invocation ? { kind: 'run', invocation } : { kind: 'print', text: root.helpInformation().trimEnd() };
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
  for (const option of globalOptions()) root.addOption(option);
  for (const operation of catalog) {
    const words = operation.name.split(' ');
    const verb = words.pop() ?? operation.name;
    const parent = words.reduce((above, word) => childOf(above, word, groups[word] ?? ''), root);
    addCommand(parent.command(verb), operation, root, choose);
  }
  return root;
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
    choose({ operation, input, globals: readGlobals(root.opts()) });
  });
}

function readGlobals(options: Readonly<Record<string, unknown>>): Globals {
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined);
  const output = text('output') ?? 'table';
  const format = formats.find((known) => known === output);
  if (!format) {
    throw new KnownError('usage', `There is no output "${output}".`, { hint: `Choose one of: ${formats.join(', ')}` });
  }
  const level = Number(text('v') ?? 0);
  if (!Number.isInteger(level) || level < 0 || level > 9)
    throw new KnownError('usage', '-v takes a number from 0 to 9.');
  const timeout = text('requestTimeout');
  return {
    kubeconfig: text('kubeconfig'),
    context: text('karmadaContext'),
    namespace: text('namespace'),
    format,
    requestTimeoutMs: timeout === undefined ? undefined : readDuration('request-timeout', timeout),
    quiet: options.quiet === true,
    noHeaders: options.headers === false,
    verbosity: level,
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

/** commander's own words, as ours: `error: unknown option '--x'\n(Did you mean --y?)`. */
function usageError({ message }: CommanderError): KnownError {
  const [first = '', ...rest] = message.replace(/^error: /, '').split('\n');
  const suggestion = rest.join(' ').replace(/^\((.*)\)$/, '$1');
  const words = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  return new KnownError('usage', /[.?]$/.test(words) ? words : `${words}.`, {
    hint: suggestion || 'See: karmate --help',
  });
}
