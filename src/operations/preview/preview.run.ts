import { type Failure, KnownError } from '../../contract/errors.ts';
import type { Outcome } from '../../contract/operation.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import type { AnyBinding } from '../../core/detector/binding-for.ts';
import { findingsOf } from '../../core/preview/findings.ts';
import { callObject, type Finding, type WorkloadPreview } from '../../core/preview/preview.ts';
import { previewWorkloads } from '../../core/preview/preview-workload.ts';
import { describeRelease } from '../../core/versions.ts';
import { sarifOf } from '../lint/sarif.ts';
import { gather } from './gather.ts';
import type { params } from './preview.ts';
import { type WorkloadResult, withDiffs } from './rendered-diff.ts';

export { view } from './preview-view.ts';

export interface Result {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'PreviewResult';
  /** The release that it was answered for: `v1.18`. */
  readonly karmada: string;
  readonly workloads: readonly WorkloadResult[];
  readonly findings: readonly Finding[];
  /** What counts for all of it and cannot be known from here. */
  readonly unknown: readonly string[];
  readonly failures: readonly Failure[];
  readonly failOn: Finding['severity'];
  /** How many workloads a question about all of them left as they are. */
  readonly unchanged: number;
  /** Where it ran. */
  readonly folder: string;
}

export async function run(ports: Ports, input: Input<typeof params>): Promise<Result> {
  checkInput(input);
  const { fleet, questions, rules, findings, unknown, failures, isAboutAll } = await gather(ports, input);
  ports.progress('Placing workloads');
  const previews = previewWorkloads(fleet, questions, rules);
  const all = questions.flatMap((question, index) => {
    const preview = previews[index];
    return preview ? [{ question, preview }] : [];
  });
  // Of a whole control plane only what changes is of interest.
  const workloads = all.filter(
    ({ preview, question }) => !(isAboutAll || question.isAside) || isMoved(preview, question.binding),
  );
  const held = fleet.resourceBindings.length + fleet.clusterResourceBindings.length;
  return {
    apiVersion: 'karmate.dev/v1',
    kind: 'PreviewResult',
    karmada: describeRelease({ ...fleet.karmada, source: 'given', grounds: [] }),
    workloads: workloads.map(({ preview }) => withDiffs(preview)),
    findings: [...findings, ...workloads.flatMap(({ preview, question }) => findingsOf(preview, question))],
    unknown,
    failures,
    failOn: input.failOn,
    unchanged: isAboutAll ? held - workloads.length : 0,
    folder: await ports.files.absolute('.'),
  };
}

/** What failed before, and fails still, was no fault of the change. */
function isMoved({ clusters, placement }: WorkloadPreview, binding: AnyBinding | undefined): boolean {
  if (clusters.some(({ change }) => change !== 'stays' && change !== 'not chosen')) return true;
  const failsAlready = binding?.status?.conditions?.some(
    ({ type, status }) => type === 'Scheduled' && status === 'False',
  );
  return placement?.outcome === 'failed' && !failsAlready;
}

function checkInput({ workloads = [], filename = [], from, if: changes = [] }: Input<typeof params>): void {
  if (workloads.length + filename.length + changes.length === 0) {
    throw new KnownError('usage', 'What to preview is not said.', {
      hint: 'Give manifests (-f), what exists (deployment/nginx), or what might happen (--if cluster/member1=lost).',
    });
  }
  if (from !== undefined && workloads.length > 0) {
    throw new KnownError('usage', 'A snapshot (--from) holds no workloads.', {
      hint: 'Give their manifests with -f, or ask the control plane itself.',
    });
  }
}

export function outcome({ findings, failures, failOn }: Result): Outcome {
  const [first] = failures;
  if (first) return { kind: 'partial', exit: first.code, failures };
  const counts = failOn === 'warning' ? findings : findings.filter(({ severity }) => severity === 'error');
  return { kind: counts.length > 0 ? 'findings' : 'ok' };
}

export const data = ({ failOn: _, folder: __, ...result }: Result): Omit<Result, 'failOn' | 'folder'> => result;

export const names = ({ workloads }: Result): readonly string[] =>
  workloads.map(({ workload }) => callObject(workload));

export const sarif = ({ findings, folder }: Result) =>
  sarifOf(
    findings.map(({ source = '', ...finding }) => {
      const [, file, line] = /^(.+):(\d+)$/s.exec(source) ?? [];
      return file === undefined ? finding : { ...finding, file, line: Number(line) };
    }),
    folder,
  );
