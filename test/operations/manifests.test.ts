import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/client/files.ts';
import { readManifests } from '../../src/operations/apply/read-manifests.ts';

/** What kubectl makes of a text is written and held by controlplane/internal/manifests. */
interface Reading {
  readonly documents: readonly { readonly [field: string]: string }[];
  readonly refuses: boolean;
}
interface Example {
  readonly name: string;
  readonly input: string;
  readonly utf16?: 'le' | 'be';
  readonly kubectl: Reading;
  /** Only where karmate is stricter, or goes on where kubectl stops; `why` says it. */
  readonly karmate?: Reading;
  readonly why?: string;
}

const golden = new URL('../../controlplane/internal/manifests/testdata/', import.meta.url);
const examples = JSON.parse(readFileSync(new URL('cases.json', golden), 'utf8')) as readonly Example[];

function bytesOf({ input, utf16 }: Example): Buffer {
  if (!utf16) return Buffer.from(input);
  const bytes = Buffer.from(`\uFEFF${input}`, 'utf16le');
  return utf16 === 'le' ? bytes : bytes.swap16();
}

const read = (example: Example) =>
  readManifests([{ name: 'case.yaml', text: decodeText('case.yaml', bytesOf(example)) }]);

const identify = ({ apiVersion, kind, name, namespace }: ReturnType<typeof read>['manifests'][number]) => ({
  apiVersion,
  kind,
  name,
  ...(namespace ? { namespace } : {}),
});

describe('a manifest is what it is to kubectl:', () => {
  it.each(examples)('$name', (example) => {
    const { manifests, failures } = read(example);
    const expected = example.karmate ?? example.kubectl;
    expect({ documents: manifests.map(identify), refuses: failures.length > 0 }).toEqual(expected);
    expect(example.karmate === undefined).toBe(example.why === undefined);
  });
});

it('karmate refuses where it differs, or goes on where kubectl stops; it never sends to another place', () => {
  for (const { name, kubectl, karmate = kubectl } of examples) {
    const known = kubectl.documents.map((document) => JSON.stringify(document));
    const strangers = karmate.documents.filter((document) => !known.includes(JSON.stringify(document)));
    expect(strangers.length === 0 || kubectl.refuses, name).toBe(true);
    expect(karmate.documents.length >= known.length || karmate.refuses, name).toBe(true);
  }
});

it('what is sent is held against kubectl in controlplane/internal/manifests', async () => {
  const sent = Object.fromEntries(
    examples.map((example) => [
      example.name,
      read(example).manifests.map((manifest) => ({ identity: identify(manifest), text: manifest.text })),
    ]),
  );
  await expect(`${JSON.stringify(sent, null, 2)}\n`).toMatchFileSnapshot(
    '../../controlplane/internal/manifests/testdata/sent.json',
  );
});
