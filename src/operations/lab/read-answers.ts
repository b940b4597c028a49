import { KnownError } from '../../contract/errors.ts';
import type { DocumentSource } from '../../contract/params.ts';
import type { Files, Ports } from '../../contract/ports.ts';
import { type ChosenAddress, chooseAddress, type HostAddress } from '../../core/kind-lab/address.ts';
import { answerProblem } from '../../core/kind-lab/answer-problem.ts';
import { completeAnswers, containerAddress, type Given, type KindLabAnswers } from '../../core/kind-lab/answers.ts';
import { readLabFile } from './read-lab-file.ts';

/** The flags that answer what a lab on kind is asked. */
export interface AnswerFlags {
  readonly config: readonly DocumentSource[] | undefined;
  readonly address: string | undefined;
  readonly karmada: string | undefined;
  readonly mirror: string | undefined;
}

export interface Answered {
  /** What was said, by flags or in the file. */
  readonly given: Given;
  readonly addresses: readonly HostAddress[];
  readonly chosen: ChosenAddress;
  readonly answers: KindLabAnswers;
}

/** All answers: of flags, then of the file, then the address of this machine and the defaults. */
export async function readAnswers({ files, host }: Ports, flags: AnswerFlags): Promise<Answered> {
  const given = await readGiven(files, flags);
  const addresses = await host.addresses();
  const chosen = chooseAddress(given.address === undefined ? undefined : String(given.address), addresses);
  if (chosen.address === undefined) {
    throw new KnownError('config', 'This machine has no address by which others could reach it.', {
      hint: `Name one with --address, or let the clusters reach each other by container: --address ${containerAddress}`,
    });
  }
  return { given, addresses, chosen, answers: completeAnswers(given, chosen.address) };
}

/** What was said, and nothing else. */
export const readGiven = async (files: Files, flags: AnswerFlags): Promise<Given> => ({
  ...(await readConfig(files, flags)),
  ...fromFlags(flags),
});

async function readConfig(files: Files, { config }: AnswerFlags): Promise<Given> {
  if (!config) return {};
  const documents = await files.read(config, { recursive: false });
  const [first] = documents;
  if (!first || documents.length > 1) throw new KnownError('usage', '--config takes one file.');
  return readLabFile(first);
}

/** Flags win over the file. */
function fromFlags({ address, karmada, mirror }: AnswerFlags): Given {
  const flags = [
    { flag: '--address', path: 'address', type: 'address', value: address },
    { flag: '--karmada', path: 'karmada', type: 'version', value: karmada },
    { flag: '--mirror', path: 'mirror.registry', type: 'registry', value: mirror },
  ] as const;
  return Object.fromEntries(
    flags.flatMap(({ flag, path, type, value }) => {
      if (value === undefined) return [];
      const problem = answerProblem(type, value);
      if (problem) throw new KnownError('usage', `${flag} cannot be "${value}": ${problem}.`);
      return [[path, value]];
    }),
  );
}
