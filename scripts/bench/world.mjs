// What the cases work with: a lab, both programs, and a way to prepare and clean up beside them.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { karmateBin } from '../setup.mjs';
import { askServer } from '../support/ask-server.mjs';
import { step } from '../support/progress.mjs';
import { builtPrograms, startLab } from './lab.mjs';
import { buildMeasure, createMeasure } from './measure.mjs';

/** Two members stay joined; the others are joined and unjoined by the cases. */
export async function startWorld(dir) {
  const programs = await builtPrograms();
  const measureProgram = await buildMeasure(dir);
  const { state, stop } = await step('Starting a lab', () =>
    startLab(programs, join(dir, 'lab'), ['one', 'two', 'three', 'four']),
  );
  try {
    const { kubeconfig, context } = state.karmada;
    const cache = join(dir, 'cache');
    mkdirSync(cache);
    // A cache of its own, so that a run begins as on a machine where karmate has been used before, and no other way.
    // Nor does Node do more at each start than on most machines: NODE_EXTRA_CA_CERTS alone doubles that of Node 20.
    const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...plain } = process.env;
    const env = { ...plain, KUBECONFIG: kubeconfig, XDG_CACHE_HOME: cache };
    const run = createMeasure(measureProgram, dir);
    const measure = (command) => run(env, command);
    const karmate = (args, node = process.execPath) => [node, karmateBin, ...args];
    const karmadactl = (args) => [join(programs, 'karmadactl'), ...args];
    const spare = await Promise.all(
      state.members
        .slice(2)
        .map(async (member) => ({ ...member, ask: await askServer(member.kubeconfig, member.context) })),
    );
    await step('Joining two members', async () => {
      for (const { name, kubeconfig: file, context: from } of state.members.slice(0, 2))
        await measure(karmate(['join', name, '--cluster-kubeconfig', file, '--cluster-context', from]));
    });
    return { dir, measure, karmate, karmadactl, control: await askServer(kubeconfig, context), spare, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
