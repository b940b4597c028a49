// The main job, as the commands that a person would type: each is printed, then run.
import { homedir } from 'node:os';
import { join } from 'node:path';
import util from 'node:util'; // by default import: an old Node without parseArgs is to get as far as its message
import { binDir, karmateBin, setUp } from './setup.mjs';
import { run } from './support/children.mjs';
import { elapsed } from './support/progress.mjs';
import { checkNode, SetupError } from './support/requirements.mjs';
import { root, script } from './support/script.mjs';

const usage = `Usage: npm run demo -- [--karmada VERSION] [--dir DIR] [--down]

  --karmada VERSION  which Karmada runs; another than the default gets a lab folder of its own
  --dir DIR          where the lab keeps its state
  --down             stop the lab at the end
`;

function parse(args) {
  const flag = { type: 'boolean' };
  const text = { type: 'string' };
  try {
    return util.parseArgs({ args, options: { karmada: text, dir: text, down: flag, help: { ...flag, short: 'h' } } });
  } catch (error) {
    throw new SetupError(error.message, usage.trimEnd(), 2);
  }
}

function readOptions(args) {
  const { values } = parse(args);
  const state = join(process.env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'karmate');
  const dir = values.dir || (values.karmada && join(state, `lab-${values.karmada}`));
  return { ...values, labArgs: dir ? ['--dir', dir] : [], dir: dir || join(state, 'lab') };
}

const hasColour = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
const paint = (code, text) => (hasColour ? `\x1b[${code}m${text}\x1b[0m` : text);
const print = (text = '') => process.stdout.write(`${text}\n`);
export const quote = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
const commandLine = (args) => ['karmate', ...args].map(quote).join(' ');

async function karmate(env, why, ...args) {
  print(`\n${paint('2', `# ${why}`)}\n${paint('1', `$ ${commandLine(args)}`)}`);
  const code = await run(commandLine(args), process.execPath, [karmateBin, ...args], { cwd: root, env });
  if (code !== 0)
    throw new SetupError(`The demo stopped: "${commandLine(args)}" ended with exit code ${code}.`, undefined, code);
}

async function mainJob({ dir, karmada, labArgs }) {
  const env = { ...process.env, KUBECONFIG: join(dir, 'karmada-config') };
  const version = karmada ? ['--karmada', karmada] : [];
  const members = join(dir, 'members.config');
  const join1 = (name, context) => ['join', name, '--cluster-kubeconfig', members, '--cluster-context', context];
  print(`${paint('2', '# In this shell: karmate on PATH')}\n${paint('1', `$ export PATH=${quote(binDir)}:"$PATH"`)}`);
  await karmate(
    process.env,
    'Start Karmada and two member clusters',
    'lab',
    'up',
    '--members',
    'test1,test2',
    '--nodes',
    '2',
    ...version,
    ...labArgs,
  );
  print(
    `\n${paint('2', '# Talk to that Karmada from here on')}\n${paint('1', `$ export KUBECONFIG=${quote(env.KUBECONFIG)}`)}`,
  );
  await karmate(env, 'Make the two clusters members', ...join1('member1', 'test1'));
  await karmate(env, 'and the second one', ...join1('member2', 'test2'));
  await karmate(
    env,
    'Apply a Deployment and the policy that spreads it; wait until its pods run',
    'apply',
    '-f',
    'examples/nginx',
    '--wait',
  );
  await karmate(env, 'What Karmada has now', 'get', 'clusters');
}

const howToLookFurther = ({ dir, labArgs }) => `
To look further:
  ${commandLine(['lab', 'status', ...labArgs])}
  less ${quote(join(dir, 'supervisor.log'))}   (and ${quote(join(dir, 'logs'))}/, one file for each component)
To stop it: ${commandLine(['lab', 'down', ...labArgs])}`;

const howToGoOn = ({ dir, labArgs }) => `
Everything above is yours to go on with by hand:
  export PATH=${quote(binDir)}:"$PATH"
  export KUBECONFIG=${quote(join(dir, 'karmada-config'))}
  karmate get clusters -o wide
  karmate apply -f examples/nginx --wait        # change replicas in deployment.yaml first
  ${commandLine(['lab', 'status', ...labArgs])}
To stop it (its data stays; "up" continues): ${commandLine(['lab', 'down', ...labArgs])}`;

await script(async (args) => {
  const start = Date.now();
  checkNode(root);
  const options = readOptions(args);
  if (options.help) return print(usage);
  await setUp({ labBuild: options.karmada ? ['--karmada', options.karmada] : [] });
  const down = () => karmate(process.env, 'Stop everything', 'lab', 'down', ...options.labArgs);
  try {
    await mainJob(options);
  } catch (error) {
    print(howToLookFurther(options));
    if (options.down && error.name !== 'Interrupted') await down().catch(() => {});
    throw error;
  }
  if (options.down) await down();
  else print(howToGoOn(options));
  print(`\nDone in ${elapsed(Date.now() - start)}.`);
});
