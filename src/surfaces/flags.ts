import { Option } from 'commander';
import type { Param } from '../contract/params.ts';
import { formats } from '../output/format.ts';

/** How a parameter looks on the command line. */
export const flagName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export function optionOf(name: string, param: Param): Option {
  const short = param.alias ? `-${param.alias}, ` : '';
  const long = `${short}--${flagName(name)}`;
  if (param.type === 'boolean') return new Option(long, param.about);
  const value = param.value ?? param.type;
  const isOptional = param.type === 'string' && param.valueOptional !== undefined;
  const option = new Option(`${long} ${isOptional ? `[${value}]` : `<${value}>`}`, aboutOf(param));
  if (param.type === 'string' && param.valueOptional !== undefined) option.preset(param.valueOptional);
  if (param.type === 'string' && param.oneOf) option.choices(param.oneOf);
  if (param.type === 'list') option.argParser(collect((text) => text.split(',')));
  if (param.type === 'map') option.argParser(collect((text) => [text]));
  if (param.type === 'document') option.argParser(collect((from) => [{ from }]));
  if (!param.optional && !('default' in param)) option.makeOptionMandatory();
  return option;
}

const collect =
  <T>(read: (text: string) => readonly T[]) =>
  (text: string, before: readonly T[] | undefined): readonly T[] => [...(before ?? []), ...read(text)];

function aboutOf(param: Param): string {
  const given = 'default' in param ? param.default : undefined;
  const shown = Array.isArray(given) ? given.join(',') : given;
  return shown === undefined ? param.about : `${param.about} (default: ${String(shown)})`;
}

/** Flags that every command has, with the meaning that kubectl and karmadactl give them. */
export const globalOptions = (): readonly Option[] => [
  new Option('--kubeconfig <file>', 'Kubeconfig of Karmada (default: KUBECONFIG, then ~/.kube/config).'),
  new Option('--karmada-context <name>', 'Context in it (default: its current one).'),
  new Option('-n, --namespace <name>', "Namespace (default: the context's, then default)."),
  new Option('-o, --output <format>', `Output: ${formats.join(', ')}.`),
  new Option('--request-timeout <duration>', 'Limit for one request; 0 is none (default: 30s).'),
  new Option('--no-headers', 'Tables without their first line.'),
  new Option('--karmada-version <release>', 'Take Karmada for this release (1.10); else its schemas tell.'),
  new Option('--as <user>', 'Act as this user.'),
  new Option('--as-group <group>', 'Act as a member of this group; repeatable.').argParser(collect((text) => [text])),
  new Option('--as-uid <uid>', 'Act as this UID.'),
  new Option('--no-color', 'No colours; so does NO_COLOR.'),
  new Option('-q, --quiet', 'No progress on stderr.'),
  new Option('-v, --v <level>', 'Verbosity 0 to 9: from 6 on, every request on stderr.'),
];
