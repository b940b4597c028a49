import type { Operation } from '../contract/operation.ts';
import type { Param } from '../contract/params.ts';
import { exitCodeMeanings } from './exit-code-help.ts';
import { globalOptions, optionOf } from './flags.ts';

const effects: Readonly<Record<Operation['effect'], string>> = {
  read: 'Changes nothing.',
  write: 'Creates or changes something.',
  destroy: 'May delete something for good.',
};

/** The catalog as one page of Markdown: docs/commands.md. */
export function renderDocs(catalog: readonly Operation[]): string {
  const sections = [
    '# Commands',
    '<!-- Generated from the catalog of operations by `npm run docs`. Change it there. -->',
    'What `karmate COMMAND --help` says, on one page. As a plugin of kubectl: `kubectl karmate COMMAND`.',
    table(['command', 'what it does'], catalog.map(indexRow)),
    ...catalog.map(section),
    '## Flags of every command',
    flagTable(globalOptions()),
    '## Exit codes',
    table(
      ['code', 'meaning'],
      exitCodeMeanings.map(([code, words]) => [String(code), prose(words)]),
    ),
  ];
  return `${sections.join('\n\n')}\n`;
}

const indexRow = ({ name, summary }: Operation): readonly string[] => [
  `[\`${name}\`](#karmate-${name.replaceAll(' ', '-')})`,
  prose(summary),
];

function section({ name, summary, details, effect, params, examples, formats = [] }: Operation): string {
  const all = Object.entries(params);
  const positional = all.filter(([, { positional }]) => positional);
  const flags = all.filter(([, { positional }]) => !positional);
  const words = positional.map(([word, param]) => argument(word, param));
  const usage = ['karmate', name, ...words, ...(flags.length > 0 ? ['[flags]'] : [])].join(' ');
  return [
    `## karmate ${name}`,
    prose(summary),
    ...(details ? [prose(details)] : []),
    effects[effect],
    code([usage]),
    ...(positional.length > 0 ? [table(['argument', ''], positional.map(argumentRow))] : []),
    ...(flags.length > 0 ? [flagTable(flags.map(([flag, param]) => optionOf(flag, param)))] : []),
    ...(formats.length > 0 ? [`Output also as ${formats.map((format) => `\`-o ${format}\``).join(', ')}.`] : []),
    ...(examples ? ['Examples:', code(examples)] : []),
  ].join('\n\n');
}

function argument(name: string, param: Param): string {
  const word = `${name.toUpperCase()}${param.type === 'list' ? '...' : ''}`;
  return param.optional ? `[${word}]` : word;
}

const argumentRow = ([name, param]: readonly [string, Param]): readonly string[] => [
  `\`${argument(name, param)}\``,
  prose(param.about),
];

interface Flag {
  readonly flags: string;
  readonly description: string;
  readonly argChoices?: readonly string[] | undefined;
  readonly mandatory?: boolean;
}

const flagTable = (flags: readonly Flag[]): string =>
  table(
    ['flag', ''],
    flags.map(({ flags, description, argChoices, mandatory }) => {
      const choices = argChoices ? ` One of: ${argChoices.join(', ')}.` : '';
      return [`\`${flags}\``, `${prose(description)}${choices}${mandatory ? ' Required.' : ''}`];
    }),
  );

const code = (lines: readonly string[]): string => ['```sh', ...lines, '```'].join('\n');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Words as Markdown shows them unchanged. */
const prose = (words: string): string =>
  words
    .replace(/[<>&]/g, (letter) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[letter] ?? letter)
    .replace(/([*`])/g, '\\$1');
