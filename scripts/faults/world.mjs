// A lab with a member for each worker, which ends with this process, however that ends.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtPrograms, startLab } from '../bench/lab.mjs';
import { karmateBin } from '../setup.mjs';
import { step } from '../support/progress.mjs';
import { createEtcd } from './etcd.mjs';
import { createWorker } from './worker.mjs';

/** Which words the karmate at hand knows. */
export function abilities(env) {
  const help = (command) => spawnSync(process.execPath, [karmateBin, command, '--help'], { env, encoding: 'utf8' });
  const [join, unjoin] = [help('join'), help('unjoin')];
  return {
    apiEndpoint: join.stdout.includes('--api-endpoint'),
    unjoin: unjoin.status === 0,
  };
}

export async function startWorld(dir, { workers, karmada }) {
  const programs = await builtPrograms();
  const letters = Array.from({ length: workers }, (_, at) => String.fromCharCode(97 + at));
  const members = letters.map((letter) => `member-${letter}`);
  const { state: lab, stop } = await step('Starting a lab', () =>
    startLab(programs, join(dir, 'lab'), members, ['--nodes', '0', '--karmada', karmada]),
  );
  try {
    const cache = join(dir, 'cache');
    mkdirSync(cache);
    const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, KUBECONFIG: ___, ...plain } = process.env;
    const env = { ...plain, XDG_CACHE_HOME: cache };
    const has = abilities(env);
    const { ports } = JSON.parse(readFileSync(join(lab.dir, 'settings.json'), 'utf8'));
    const [ca, cert, key] = ['ca.crt', 'client.crt', 'client.key'].map((name) =>
      readFileSync(join(lab.dir, 'pki', 'etcd', name)),
    );
    const etcd = createEtcd({ port: ports['etcd/client'], ca, cert, key });
    const clusters = letters.map((letter) => `fault-${letter}`);
    const all = await Promise.all(
      lab.members.map((member, at) => {
        const cluster = clusters[at];
        const others = clusters.filter((name) => name !== cluster);
        return createWorker({ lab, member, cluster, others, dir, etcd, env, has });
      }),
    );
    const close = async () => {
      for (const worker of all) await worker.close();
      etcd.close();
      await stop();
    };
    return { workers: all, has, stop: close };
  } catch (error) {
    await stop();
    throw error;
  }
}
