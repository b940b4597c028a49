import { defineParams } from '../contract/params.ts';
import { formats } from '../output/format.ts';

export const outputAbout = (all: readonly string[]): string => `Output: ${all.join(', ')}.`;

/** Flags that every command has, with the meaning that kubectl and karmadactl give them. */
export const globalParams = defineParams({
  kubeconfig: {
    type: 'string',
    optional: true,
    value: 'file',
    complete: 'files',
    about: 'Kubeconfig of Karmada (default: KUBECONFIG, then ~/.kube/config).',
  },
  karmadaContext: {
    type: 'string',
    optional: true,
    value: 'name',
    complete: 'contexts',
    about: 'Context in it (default: its current one).',
  },
  namespace: {
    type: 'string',
    optional: true,
    alias: 'n',
    value: 'name',
    complete: 'namespaces',
    about: "Namespace (default: the context's, then default).",
  },
  output: { type: 'string', optional: true, alias: 'o', value: 'format', about: outputAbout(formats) },
  // kubectl's notation, where a bare number means seconds: no `duration`.
  requestTimeout: {
    type: 'string',
    optional: true,
    value: 'duration',
    about: 'Limit for one request: 5s, 1m, or a number of seconds; 0 is none (default: 30s).',
  },
  noHeaders: { type: 'boolean', about: 'Tables without their first line.' },
  karmadaVersion: {
    type: 'string',
    optional: true,
    value: 'release',
    about: 'Take Karmada for this release (1.10); else its schemas tell.',
  },
  as: { type: 'string', optional: true, value: 'user', about: 'Act as this user.' },
  asGroup: {
    type: 'list',
    optional: true,
    verbatim: true,
    value: 'group',
    about: 'Act as a member of this group; repeatable.',
  },
  asUid: { type: 'string', optional: true, value: 'uid', about: 'Act as this UID.' },
  noColor: { type: 'boolean', about: 'No colours; so does NO_COLOR.' },
  quiet: { type: 'boolean', alias: 'q', about: 'No progress on stderr.' },
  v: { type: 'string', optional: true, alias: 'v', value: 'level', about: 'Verbosity 0 to 9; see: karmate options.' },
});
