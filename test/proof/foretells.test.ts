import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WorkloadPreview } from '../../src/core/preview/preview.ts';
import { disagreements } from '../support/proof/agree.ts';
import { mustSucceed, type ProofLab, startProofLab } from '../support/proof/control-plane.ts';
import { drawFleet } from '../support/proof/fleet.ts';
import { writeSets } from '../support/proof/folder.ts';
import { labelled, lost, placed, tainted } from '../support/proof/happenings.ts';
import { judge } from '../support/proof/judge.ts';
import { drawChanges, drawSet, selectsByLabels } from '../support/proof/sets.ts';
import type { State } from '../support/proof/state.ts';

/** How many namespaces, each with policies and workloads of its own; others with another seed. */
const count = Number(process.env.KARMATE_PREVIEW_SETS ?? 40);
const seed = Number(process.env.KARMATE_PREVIEW_SEED ?? 1);
const fleet = drawFleet(seed);
const patience = 300_000 + count * 15_000;

interface Answer {
  readonly workloads: readonly WorkloadPreview[];
  readonly failures: readonly { readonly message: string }[];
  readonly unknown: readonly string[];
}

/** It is among the controllers that the lab does not run: members would be asked. */
const withoutTaintManager = ['--feature-gates', 'Failover=false'];

/** `policies/set-3.json:2: PropagationPolicy a-1`: what was refused; why, each server words in its own way. */
const refused = ({ failures }: Pick<Answer, 'failures'>): readonly string[] =>
  failures.map(({ message }) => message.replace(/^(.*?:\d+: \S+ \S+): .*$/s, '$1')).toSorted();

/**
 * What was told right of what is refused: all of it, but for what no server could rehearse, since its namespace is in the
 * files too. That was named as not known; and what nobody has applied is nowhere.
 */
function withoutUntried(live: Answer, applied: Pick<Answer, 'failures'>): Answer {
  const place = (words: string): string => words.replace(/^(.*?:\d+).*$/s, '$1');
  const untried = new Set(live.unknown.filter((one) => one.includes(' is taken as written')).map(place));
  const told = refused(live);
  const beyond = refused(applied).filter((one) => !told.includes(one) && untried.has(place(one)));
  expect([...told, ...beyond].toSorted()).toEqual(refused(applied));
  const gone = new Set(beyond.map(place));
  return { ...live, workloads: live.workloads.filter(({ source }) => source === undefined || !gone.has(source)) };
}

/** What preview says before is what Karmada has done after: of random policies, workloads and clusters. */
describe.each(['v1.18.2', 'v1.10.7'] as const)('on Karmada %s a preview foretells', (karmada) => {
  const wish = { seed, karmada, count: fleet.length };
  const sets = Array.from({ length: count }, (_, index) => drawSet(wish, index));
  const dir = mkdtempSync(join(tmpdir(), 'preview-'));
  const snapshot = join(dir, 'fleet.json');
  let lab: ProofLab;
  let now: State;

  beforeAll(async () => {
    lab = await startProofLab(karmada, fleet);
    for (const { namespace, bringsNamespace } of sets)
      if (!bringsNamespace)
        await mustSucceed(lab.kube, 'POST', '/api/v1/namespaces', { metadata: { name: namespace } });
    now = await lab.atRest();
  });
  afterAll(async () => {
    await lab?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  async function answer(...args: readonly string[]): Promise<Answer> {
    const ran = await lab.run(...args, '-o', 'json', '-q');
    if (!ran.stdout.startsWith('{')) throw new Error(`karmate ${args.join(' ')}: ${ran.code} ${ran.stderr}`);
    return JSON.parse(ran.stdout) as Answer;
  }

  /** From Karmada itself, and from a snapshot of it. */
  async function ask(...args: readonly string[]): Promise<{ readonly live: Answer; readonly kept: Answer }> {
    await answer('snapshot', '--out', snapshot);
    return { live: await answer('preview', ...args), kept: await answer('preview', ...args, '--from', snapshot) };
  }

  /** The policies first, as long before the workloads as somebody takes to go on: else it is a race who is seen first. */
  async function apply(path: string): Promise<Pick<Answer, 'failures'>> {
    const policies = await answer('apply', '-f', join(path, 'policies'));
    await lab.atRest();
    const templates = await answer('apply', '-f', join(path, 'templates'));
    return { failures: [...policies.failures, ...templates.failures] };
  }

  async function compare(what: string, { workloads }: Answer, gone?: string): Promise<void> {
    const after = await lab.atRest();
    const { wrong, right } = judge(workloads, now, after, gone);
    console.log(`Karmada ${karmada}, ${what}: ${JSON.stringify(right)}, wrong: ${wrong.length}`);
    expect(wrong).toEqual([]);
    now = after;
  }

  test(
    'where new workloads go, and of which it was right to say that they are refused',
    async () => {
      writeSets(join(dir, 'new'), sets);
      const { live, kept } = await ask('-R', '-f', join(dir, 'new'));
      const { compared, wrong } = disagreements(kept.workloads, live.workloads);
      expect(wrong).toEqual([]);
      expect(compared).toBeGreaterThan(count);
      await compare('new workloads', withoutUntried(live, await apply(join(dir, 'new'))));
    },
    patience,
  );

  test(
    'what changed policies and changed workloads move, and what they leave',
    async () => {
      const changes = sets.map((set, index) => drawChanges(wish, index, set));
      writeSets(join(dir, 'changed'), changes);
      const { live, kept } = await ask('-R', '-f', join(dir, 'changed'));
      // A snapshot has no labels of workloads that are not in the files.
      const named = new Set(changes.filter((set) => !selectsByLabels(set)).map(({ namespace }) => namespace));
      const tellable = kept.workloads.filter(
        ({ source, workload }) => source !== undefined || named.has(workload.namespace ?? ''),
      );
      expect(disagreements(tellable, live.workloads).wrong).toEqual([]);
      await compare('changes', withoutUntried(live, await apply(join(dir, 'changed'))));
    },
    patience,
  );

  test('that nothing of what runs moves by itself', async () => {
    const workloads = [...now].filter(
      ([key, { reason }]) => /^(Deployment|ConfigMap) /.test(key) && reason === 'Success',
    );
    for (const [key, { clusters = [] }] of workloads.slice(0, 8)) {
      const [, kind, namespace = '', name] = /^(\S+) (.*)\/(.*)$/.exec(key) ?? [];
      const { workloads: told } = await answer('preview', `${kind}/${name}`, '-n', namespace);
      const after = told[0]?.clusters.flatMap((one) => one.after ?? []);
      expect([key, after]).toEqual([key, clusters.toSorted((a, b) => (a.name < b.name ? -1 : 1))]);
    }
  });

  test.each([
    labelled('m5', 'tier', '2'),
    placed('m9', 'region', 'eu'),
    tainted('m11', 'extra', 'x', 'NoSchedule'),
    placed('m20', 'provider', 'gcp'),
    labelled('m8', 'env', 'prod'),
    placed('m33', 'region', 'ap'),
    labelled('m20', 'tier', '1'),
    tainted('m41', 'gpu', 'x', 'NoExecute'),
    lost('m14', karmada),
  ])(
    'what moves if $said',
    async ({ said, comesAbout, lost: gone }) => {
      const { live, kept } = await ask('--if', said, ...withoutTaintManager);
      const { compared, wrong } = disagreements(kept.workloads, live.workloads);
      expect(wrong).toEqual([]);
      expect(compared).toBe(live.workloads.filter(({ placement }) => !placement?.undetermined).length);
      await comesAbout(lab);
      await compare(said, live, gone);
    },
    patience,
  );
});
