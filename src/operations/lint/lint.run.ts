import * as yaml from 'yaml';
import { KnownError } from '../../contract/errors.ts';
import type { Outcome } from '../../contract/operation.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { karmadaSchemas } from '../../core/karmada-schemas/karmada-schemas.ts';
import { type LintFinding, lint } from '../../core/lint/lint.ts';
import type { Severity } from '../../core/lint/rule.ts';
import { subjectOf } from '../../core/lint/subject.ts';
import type { Fleet } from '../../core/preview/fleet.ts';
import { minorOf } from '../../core/versions.ts';
import { readManifests } from '../apply/read-manifests.ts';
import { isSnapshot, loadFleet } from '../preview/load-fleet.ts';
import type { params } from './lint.ts';
import { readDocuments } from './read-documents.ts';
import { sarifOf } from './sarif.ts';

export { view } from './lint-view.ts';

export interface Result {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'LintResult';
  /** The release that it was checked for: `v1.18`. */
  readonly karmada: string;
  /** How many documents there are, those that cannot be read among them. */
  readonly documents: number;
  readonly findings: readonly LintFinding[];
  /** What cannot be said from here, in sentences. */
  readonly unknown: readonly string[];
  readonly failOn: Severity;
  /** Where it ran. */
  readonly folder: string;
}

export async function run(ports: Ports, { filename, recursive, from, failOn }: Input<typeof params>): Promise<Result> {
  const files = await ports.files.read(filename, { recursive });
  // One may lie beside manifests, and is none.
  const snapshots = files.filter(({ text }) => isSnapshot(text));
  const read = readManifests(files.filter((file) => !snapshots.includes(file)));
  if (read.manifests.length + read.unread.length === 0) {
    throw new KnownError('usage', 'There is no manifest in what was given.');
  }
  const { documents, unread } = readDocuments(read.manifests, ports.karmada.givenNamespace ?? 'default');
  const unreadable = [...read.unread, ...unread];
  const fleet = from === undefined ? undefined : await loadFleet(ports, from);
  const minor = await releaseOf(ports, fleet);
  const subject = subjectOf(documents, { minor, unreadable, yaml, ...(fleet ? { fleet } : {}) });
  return {
    apiVersion: 'karmate.dev/v1',
    kind: 'LintResult',
    karmada: `v1.${minor}`,
    documents: documents.length + unreadable.length,
    findings: lint(subject),
    unknown: [
      ...snapshots.map(({ name }) => `${name} is a snapshot of karmate: give it with --from`),
      ...doubtsAbout(minor),
      ...(fleet?.unread ?? []).map((kind) => `the snapshot holds no ${kind}`),
    ],
    failOn,
    folder: await ports.files.absolute('.'),
  };
}

const [oldest = 0, newest = 0] = [karmadaSchemas.minors[0], karmadaSchemas.minors.at(-1)];

/** What was said, else that of the snapshot, else the newest that is known. */
async function releaseOf({ karmada }: Ports, fleet: Fleet | undefined): Promise<number> {
  const { min, max } = (await karmada.givenRelease()) ?? fleet?.karmada ?? {};
  const release = max ?? min;
  return release === undefined ? newest : minorOf(release);
}

function doubtsAbout(minor: number): readonly string[] {
  if (minor >= oldest && minor <= newest) return [];
  const nearest = minor < oldest ? oldest : newest;
  return [`what the CRDs of v1.${minor} say is not known here: those of v1.${nearest} are taken`];
}

export function outcome({ findings, failOn }: Result): Outcome {
  const counts = failOn === 'warning' ? findings : findings.filter(({ severity }) => severity === 'error');
  return { kind: counts.length > 0 ? 'findings' : 'ok' };
}

export const data = ({ failOn: _, folder: __, ...result }: Result): Omit<Result, 'failOn' | 'folder'> => result;

/** The files of which there is something to say. */
export const names = ({ findings }: Result): readonly string[] => [...new Set(findings.map(({ file }) => file))];

export const sarif = ({ findings, folder }: Result) => sarifOf(findings, folder);
