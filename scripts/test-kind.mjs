// The lab on kind for real: containers, kind and helm of this machine, from "lab up" to "lab down". Not a part of "npm test".
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import util from 'node:util';
import { karmateBin, setUp } from './setup.mjs';
import { run } from './support/children.mjs';
import { SetupError } from './support/requirements.mjs';
import { isMain, root, script } from './support/script.mjs';

const usage = `Usage: npm run test:kind -- [--karmada VERSION] [--address ADDRESS]

  --karmada VERSION  which Karmada: v1.18.2 or v1.10.7
  --address ADDRESS  address of this host, or "container"
`;

const clusters = ['test1', 'test2'];

/** Each has to work before anything is made; kind's own name for a cluster may not be in use. */
export function checkTools(env = process.env) {
  const ask = (name, ...args) => {
    const {
      error,
      status,
      stdout = '',
      stderr = '',
    } = spawnSync(name, args, { env, encoding: 'utf8', timeout: 60_000 });
    if (!error && status === 0) return stdout;
    const words = error?.code === 'ENOENT' ? `${name} was not found on PATH` : `"${name} ${args.join(' ')}" failed`;
    throw new SetupError(
      `npm run test:kind needs docker, kind and helm that work: ${words}. ${stderr?.trim() ?? ''}`.trim(),
      'It tests with real containers and has no stand-in for them. What runs without: npm test',
    );
  };
  ask('docker', 'version', '--format', '{{.Server.Version}}');
  ask('helm', 'version', '--short');
  const there = ask('kind', 'get', 'clusters').split('\n');
  const taken = clusters.filter((name) => there.includes(name));
  if (taken.length === 0) return;
  throw new SetupError(
    `There is a kind cluster ${taken.join(' and ')} already; this test makes its own of that name.`,
    'If it is of no more use: kind delete cluster --name NAME',
  );
}

/** What a program says, where it ends well. */
async function output(command, args, options = {}) {
  let text = '';
  const onOutput = (chunk) => {
    text += chunk;
  };
  const code = await run([command, ...args].join(' '), command, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    onOutput,
    ...options,
  });
  if (code !== 0) throw new Error(`"${[command, ...args].join(' ')}" ended with exit code ${code}: ${text.trim()}`);
  return text;
}

function expect(isSo, words) {
  if (!isSo) throw new Error(words);
}

function stepsFor(dir, env, flags) {
  const karmate = (...args) => output(process.execPath, [karmateBin, ...args], { cwd: root, env });
  const lab = (verb, ...args) => karmate('lab', verb, '--dir', dir, ...args);
  const json = async (verb) => JSON.parse(await lab(verb, '-o', 'json'));
  const up = ['--provider', 'kind', '--with-example', ...flags];
  const inNode = (name, ...args) =>
    output('docker', [
      'exec',
      `${name}-control-plane`,
      'kubectl',
      '--kubeconfig',
      '/etc/kubernetes/admin.conf',
      ...args,
    ]);
  return [
    ['lab up makes the lab', async () => process.stdout.write(await lab('up', ...up))],
    ...clusters.map((name) => [
      `nginx runs in ${name}`,
      () => inNode(name, 'rollout', 'status', 'deployment/nginx', '--timeout=120s'),
    ]),
    [
      'lab up again changes nothing',
      async () => {
        const again = JSON.parse(await lab('up', ...up, '-o', 'json'));
        expect(
          again.clusters.every(({ result }) => result === 'unchanged'),
          JSON.stringify(again.clusters),
        );
      },
    ],
    [
      'lab status tells that all of it runs',
      async () => {
        const { karmada, clusters: found, members } = await json('status');
        expect(karmada.answers, JSON.stringify(karmada));
        expect(found.length === 2 && found.every(({ state }) => state === 'running'), JSON.stringify(found));
        expect(members.length === 2 && members.every(({ ready }) => ready === 'True'), JSON.stringify(members));
      },
    ],
    [
      'lab doctor finds no error',
      async () => {
        // A warning about this machine ends with exit code 1, and may well be true.
        const { stdout } = spawnSync(process.execPath, [karmateBin, 'lab', 'doctor', '--dir', dir, '-o', 'json'], {
          cwd: root,
          env,
          encoding: 'utf8',
        });
        const errors = JSON.parse(stdout).findings.filter(({ severity }) => severity === 'error');
        expect(errors.length === 0, JSON.stringify(errors));
      },
    ],
  ];
}

const endSteps = (dir, env) => [
  [
    'lab down removes it',
    () =>
      output(process.execPath, [karmateBin, 'lab', 'down', '--provider', 'kind', '--dir', dir, '--yes'], {
        cwd: root,
        env,
      }),
  ],
  [
    'nothing is left',
    async () => {
      const there = (await output('kind', ['get', 'clusters'])).split('\n').filter((name) => clusters.includes(name));
      expect(there.length === 0, `kind still has ${there.join(' and ')}`);
      for (const name of clusters) {
        const left = await output('docker', ['ps', '-a', '-q', '--filter', `label=io.x-k8s.kind.cluster=${name}`]);
        expect(left.trim() === '', `there are containers of ${name}: ${left.trim()}`);
      }
      expect(!existsSync(dir), `${dir} is still there`);
      expect(!existsSync(env.KUBECONFIG), 'a kubeconfig was written that nobody asked for');
    },
  ],
];

/** Before all of it is removed: why it may have failed. */
async function showPods() {
  for (const name of clusters) {
    const command = ['exec', `${name}-control-plane`, 'kubectl', '--kubeconfig', '/etc/kubernetes/admin.conf'];
    process.stdout.write(`\n# pods of ${name}\n`);
    await run(`pods of ${name}`, 'docker', [...command, 'get', 'pods', '-A', '-o', 'wide']);
  }
}

/** A step that fails ends the others, but not the clean-up. */
async function runSteps(steps, counted, goOn) {
  for (const [name, work] of steps) {
    process.stdout.write(`\n# ${name}\n`);
    try {
      await work();
      counted.passed += 1;
      process.stdout.write(`ok: ${name}\n`);
    } catch (error) {
      counted.failed += 1;
      process.stdout.write(`FAILED: ${name}: ${error.message}\n`);
      if (error.name === 'Interrupted') throw error;
      if (!goOn) return;
    }
  }
}

if (isMain(import.meta.url)) {
  await script(async (args) => {
    const text = { type: 'string' };
    const { values } = util.parseArgs({
      args,
      options: { karmada: text, address: text, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) return void process.stdout.write(usage);
    checkTools();
    await setUp({ controlplane: false });
    const scratch = mkdtempSync(join(tmpdir(), 'karmate-kind-'));
    const dir = join(scratch, 'lab');
    const env = { ...process.env, KUBECONFIG: join(scratch, 'kubeconfig'), XDG_STATE_HOME: join(scratch, 'state') };
    const flags = ['karmada', 'address'].flatMap((name) => (values[name] ? [`--${name}`, values[name]] : []));
    const counted = { passed: 0, failed: 0 };
    try {
      await runSteps(stepsFor(dir, env, flags), counted, false);
    } catch (error) {
      process.stdout.write(`\nWhat was made stays. Remove it with: karmate lab down --dir ${dir} --yes\n`);
      throw error;
    }
    if (counted.failed > 0) await showPods();
    await runSteps(endSteps(dir, env), counted, true);
    if (counted.failed === 0) rmSync(scratch, { recursive: true, force: true });
    else process.stdout.write(`\nWhat programs said is kept in ${scratch}\n`);
    process.stdout.write(`\n${counted.passed} passed, ${counted.failed} failed\n`);
    return counted.failed === 0 ? 0 : 1;
  });
}
