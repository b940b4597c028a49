import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fleet } from '../../src/core/preview/fleet.ts';
import type { Finding, WorkloadPreview } from '../../src/core/preview/preview.ts';
import { mustSucceed, type ProofLab, startProofLab } from '../support/proof/control-plane.ts';
import { drawFleet } from '../support/proof/fleet.ts';
import { writeSets } from '../support/proof/folder.ts';
import { judge } from '../support/proof/judge.ts';
import { type DrawnSet, drawChanges, drawSet } from '../support/proof/sets.ts';
import type { State } from '../support/proof/state.ts';

const count = Number(process.env.KARMATE_PREVIEW_SETS ?? 40);
const seed = Number(process.env.KARMATE_PREVIEW_SEED ?? 1);
const fleet = drawFleet(seed);

interface Answer {
  readonly workloads: readonly WorkloadPreview[];
  readonly findings: readonly Finding[];
  readonly failures: readonly { readonly message: string }[];
}

/** What preview says before is what Karmada has done after: of random policies, templates and clusters. */
describe.each(['v1.18.2', 'v1.10.7'] as const)('preview on Karmada %s', (karmada) => {
  const wish = { seed, karmada, count: fleet.length };
  const dir = mkdtempSync(join(tmpdir(), 'preview-'));
  let lab: ProofLab;
  let sets: readonly DrawnSet[];
  let now: State;

  beforeAll(async () => {
    lab = await startProofLab(karmada, fleet);
    now = await lab.atRest();
  });
  afterAll(async () => {
    await lab?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  async function ask(...args: readonly string[]): Promise<Answer> {
    const ran = await lab.run('preview', ...args, '-o', 'json', '-q');
    if (ran.stdout === '') throw new Error(`karmate preview ${args.join(' ')}: ${ran.code} ${ran.stderr}`);
    return JSON.parse(ran.stdout) as Answer;
  }

  /** The policies first, as long before the templates as somebody takes to go on: else it is a race who is seen first. */
  async function apply(path: string): Promise<readonly string[]> {
    const failures: string[] = [];
    for (const part of ['policies', 'templates']) {
      const ran = await lab.run('apply', '-f', join(path, part), '-o', 'json', '-q');
      const said = ran.stdout === '' ? undefined : (JSON.parse(ran.stdout) as Pick<Answer, 'failures'>);
      if (!said) throw new Error(`karmate apply ${part}: ${ran.code} ${ran.stderr}`);
      failures.push(...said.failures.map(({ message }) => message));
      await lab.atRest();
    }
    return failures;
  }

  test('where new workloads go', async () => {
    const all = Array.from({ length: count }, (_, index) => drawSet(wish, index));
    for (const { namespace } of all)
      await mustSucceed(lab.kube, 'POST', '/api/v1/namespaces', { metadata: { name: namespace } });
    writeSets(dir, all);
    const first = await ask('-R', '-f', dir);
    sets = all;
    const refused = await apply(dir);
    expect(first.failures.map(({ message }) => message)).toEqual(refused);
    const after = await lab.atRest();
    const { wrong, right } = judge(first.workloads, now, after);
    console.log(karmada, right, refused.length);
    expect(wrong).toEqual([]);
    now = after;
  });
});
