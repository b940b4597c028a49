import { defineOperation } from '../../contract/operation.ts';
import { defineParams } from '../../contract/params.ts';
import { filename, recursive } from '../apply/file-params.ts';
import { failOn } from '../lint/fail-on.ts';

export const params = defineParams({
  workloads: {
    type: 'list',
    positional: true,
    optional: true,
    about: 'What exists already: TYPE/NAME, in the namespace of -n.',
  },
  filename: { ...filename('Workloads, policies and overrides'), optional: true },
  recursive,
  from: {
    type: 'string',
    optional: true,
    value: 'file',
    complete: 'files',
    about: 'Preview against this snapshot (karmate snapshot); no control plane is asked.',
  },
  if: {
    type: 'list',
    optional: true,
    verbatim: true,
    value: 'change',
    about: 'What might happen: cluster/NAME=lost, cluster/NAME.region=eu; repeatable.',
  },
  render: {
    type: 'boolean',
    about: 'Also what would reach each cluster, overrides applied, as a diff to the template.',
  },
  replicas: {
    type: 'integer',
    optional: true,
    min: 0,
    about: 'Replicas of workloads whose kind Karmada alone can read.',
  },
  featureGates: {
    type: 'list',
    optional: true,
    value: 'gates',
    about: "Of Karmada's programs, where they differ from the defaults: NAME=true.",
  },
  failOn,
});

export const preview = defineOperation({
  name: 'preview',
  summary: 'Show where workloads would run, and why not elsewhere, before anything is applied.',
  details:
    'Answers as the detector and the scheduler of this Karmada release would: which policy takes a workload, which ' +
    'clusters pass its filters, what each gets. Writes nothing; a server that is asked is asked to rehearse what the files say ' +
    '(dry run). --if sets labels.KEY, region, provider, zone or taint of a cluster, or loses it. What cannot be known from here (estimators, quotas, webhooks, a random remainder before v1.16) is named.',
  examples: [
    'karmate preview -f app/',
    'karmate preview deployment/nginx -n web',
    'karmate preview -f app/ --render',
    'karmate preview -f policy.yaml --from fleet.json',
    'karmate preview --if cluster/member1=lost',
    'karmate preview --if cluster/member2.labels.env=dev',
    'karmate preview --if cluster/member3.taint=gpu=x:NoSchedule',
  ],
  effect: 'read',
  formats: ['sarif'],
  params,
  body: () => import('./preview.run.ts'),
});
