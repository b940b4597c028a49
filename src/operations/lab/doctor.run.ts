import { KnownError } from '../../contract/errors.ts';
import type { Outcome } from '../../contract/operation.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { bad, type Cell, dim, good, prose, stack, text, type View, warn } from '../../contract/view.ts';
import { kindChecks } from '../../core/kind-lab/doctor.ts';
import { embeddedChecks } from '../../core/kind-lab/doctor-embedded.ts';
import { type Checked, type Diagnosis, diagnose, type Finding } from '../../core/kind-lab/finding.ts';
import { engines } from '../../core/kind-lab/record.ts';
import { shellWord } from '../../core/shell-word.ts';
import type { params } from './doctor.ts';
import { gatherEmbeddedFacts } from './doctor-embedded-facts.ts';
import { gatherKindFacts } from './doctor-kind-facts.ts';
import { besideSentence, type EmbeddedBeside, findLab } from './find-lab.ts';
import { readGiven } from './read-answers.ts';

export interface Result extends Diagnosis {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'LabDiagnosis';
  readonly provider: 'kind' | 'embedded';
  readonly dir: string;
  /** Whether there is a lab; otherwise it is looked at what one would need. */
  readonly isThere: boolean;
  /** The embedded lab is there too, and was not looked at. */
  readonly beside: EmbeddedBeside | null;
}

const base = { apiVersion: 'karmate.dev/v1', kind: 'LabDiagnosis' } as const;

export async function run(ports: Ports, input: Input<typeof params>): Promise<Result> {
  const { config, address, provider } = input;
  const given = await readGiven(ports.files, { config, address, karmada: undefined, mirror: undefined });
  const found = await findLab(ports, input);
  const isForKind = found.provider === 'kind' || (provider === 'auto' && (await wantsKind(ports, input)));
  if (!isForKind) {
    refuseAnswers(input);
    const { dir, facts } = await gatherEmbeddedFacts(ports, input.dir);
    const isThere = facts.lab !== undefined || facts.keptPorts.length > 0;
    return { ...base, provider: 'embedded', dir, isThere, beside: null, ...diagnose(embeddedChecks, facts) };
  }
  const none = { record: undefined, beside: undefined };
  const { dir, record, beside } =
    found.provider === 'kind' ? found : { dir: await ports.kindLabs.folder(input.dir), ...none };
  const flags = input.dir === undefined ? '' : ` --dir ${shellWord(dir)}`;
  const facts = await gatherKindFacts(ports, { dir, flags, record, given });
  const diagnosis = diagnose(kindChecks, facts);
  return { ...base, provider: 'kind', dir, isThere: record !== undefined, beside: beside ?? null, ...diagnosis };
}

/** Without a lab on kind: whether one is meant all the same. */
async function wantsKind({ programs, lab, files }: Ports, input: Input<typeof params>): Promise<boolean> {
  if (input.config !== undefined || input.address !== undefined) return true;
  const { dir, lab: runs } = await lab.status(input.dir);
  if (runs || (await files.find(`${dir}/settings.json`)) !== undefined) return false;
  for (const name of engines) if ((await programs.find(name)) !== undefined) return true;
  return false;
}

function refuseAnswers({ config, address }: Input<typeof params>): void {
  const flag = config === undefined ? (address === undefined ? undefined : '--address') : '--config';
  if (flag) throw new KnownError('usage', `${flag} is for a lab on kind, --provider embedded for the other one.`);
}

export const outcome = ({ findings }: Result): Outcome =>
  findings.some(({ severity }) => severity !== 'info') ? { kind: 'findings' } : { kind: 'ok' };

export function view({ provider, dir, isThere, beside, checks, findings }: Result): View {
  const what = provider === 'kind' ? 'lab on kind' : 'embedded lab';
  return stack(
    text(isThere ? `The ${what} in ${dir}` : `There is no ${what} in ${dir} yet; this is what one would need:`),
    {
      kind: 'table',
      head: ['CHECK', 'RESULT', 'WHAT'],
      rows: checks.map(({ code, result, about }) => [code, resultCell(result), about]),
    },
    ...findings.map(findingText),
    text(...(beside ? [`${besideSentence(beside)}: karmate lab doctor --provider embedded`] : [])),
  );
}

function resultCell(result: Checked['result']): Cell {
  if (result === 'ok') return good(result);
  if (result === 'error') return bad(result);
  return result === 'warning' ? warn(result) : dim(result);
}

const findingText = ({ code, severity, words, next }: Finding): View => {
  const line = `${severity} (${code}): ${words}`;
  const toned = severity === 'error' ? bad(line) : severity === 'warning' ? warn(line) : line;
  return prose(toned, ...(next === undefined ? [] : next.split('\n').map((part) => `  ${part}`)));
};
