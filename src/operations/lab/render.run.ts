import { KnownError } from '../../contract/errors.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { stack, text, type View } from '../../contract/view.ts';
import { addressNotices } from '../../core/kind-lab/address.ts';
import type { KindLabAnswers } from '../../core/kind-lab/answers.ts';
import { findClashes, portsToLookAt } from '../../core/kind-lab/clashes.ts';
import { planFillings } from '../../core/kind-lab/edits.ts';
import { nextCommands } from '../../core/kind-lab/next-commands.ts';
import { engineOnPath } from './find-engine.ts';
import { readAnswers } from './read-answers.ts';
import { refuseClashes } from './refuse-clashes.ts';
import type { params } from './render.ts';

export interface RenderedFile {
  readonly name: string;
  readonly path: string;
  readonly result: 'created' | 'configured' | 'unchanged';
}

export interface Result {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'LabFiles';
  readonly dir: string;
  readonly answers: KindLabAnswers;
  readonly files: readonly RenderedFile[];
  /** What to know about them. */
  readonly notices: readonly string[];
  /** What to do with them, in this order. */
  readonly commands: readonly string[];
}

export async function run(ports: Ports, input: Input<typeof params>): Promise<Result> {
  const { dir, force } = input;
  const { given, addresses, chosen, answers } = await readAnswers(ports, input);
  const fillings = planFillings(answers);
  const rendered = await Promise.all(
    fillings.map(async (filling) => {
      const path = `${dir.replace(/\/+$/, '')}/${filling.name}`;
      const [wanted, held] = await Promise.all([ports.lab.fill(filling), ports.files.find(path)]);
      return { name: filling.name, path, wanted, held };
    }),
  );
  const changed = rendered.filter(({ wanted, held }) => wanted !== held);
  // Files that stand already may have their clusters, and those have the ports then.
  if (changed.length > 0) {
    const takenPorts = await ports.host.takenPorts(portsToLookAt(answers));
    refuseClashes(findClashes(answers, { addresses, takenPorts }), given);
    refuseOverwriting(changed, force);
    await ports.files.write(changed.map(({ path, wanted }) => ({ name: path, text: wanted })));
  }
  return {
    apiVersion: 'karmate.dev/v1',
    kind: 'LabFiles',
    dir,
    answers,
    files: rendered.map(({ name, path, wanted, held }) => ({
      name,
      path,
      result: held === wanted ? 'unchanged' : held === undefined ? 'created' : 'configured',
    })),
    notices: addressNotices(chosen, ports.about.platform),
    commands: nextCommands(answers, dir, await engineOnPath(ports)),
  };
}

function refuseOverwriting(
  changed: readonly { readonly path: string; readonly held: string | undefined }[],
  force: boolean,
) {
  const others = changed.filter(({ held }) => held !== undefined).map(({ path }) => path);
  if (others.length === 0 || force) return;
  throw new KnownError('conflict', `There are other files already: ${others.join(', ')}. Nothing was written.`, {
    hint: 'Choose another folder, or write over them with --force.',
  });
}

export const names = ({ files }: Result): readonly string[] => files.map(({ path }) => path);

export const view = ({ files, notices, commands }: Result): View =>
  stack(
    { kind: 'table', head: ['FILE', 'RESULT'], rows: files.map(({ path, result }) => [path, result]) },
    text(...notices),
    text('Go on with:', ...commands.map((command) => `  ${command}`)),
  );
