import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { stringify } from 'yaml';
import { well } from './helm-stand-in.ts';
import { karmate, type Ran, type RunOptions } from './karmate.ts';
import { type Recording, type Rule, recordProgram } from './recording.ts';
import { temporaryFolder } from './temporary.ts';

/** A kubeconfig for each cluster that kind is to have made: here, a member of a lab. */
export type MadeOf = Readonly<Record<string, { readonly server: string; readonly ca: string; readonly user: object }>>;

/** Stand-ins for docker, kind and helm. This kind remembers which clusters there are, and each leads to a real API server. */
export interface KindWorld {
  readonly dir: string;
  readonly docker: Recording;
  readonly helm: Recording;
  /** Every call of kind so far, its arguments joined by blanks. */
  readonly kind: () => readonly string[];
  readonly clusters: (names?: readonly string[]) => readonly string[];
  /** From now on, a cluster of that name that kind makes leads to where another one does: its id is another, too. */
  readonly leadTo: (name: string, other: string) => void;
  /** From now on the disk of that folder is full from when kind has made a cluster, before or after it is written down. */
  readonly fillAt: (when: string | undefined, at: 'before' | 'after', dir: string) => void;
  /** From now on kind fails where its arguments say that, with these words. */
  readonly failAt: (when: string | undefined, stderr?: string) => void;
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<Ran>;
}

export const dockerWell: readonly Rule[] = [
  { when: /^info/, stdout: '{"ServerVersion":"28.0.1","MemTotal":25769803776,"NCPU":8}' },
  { when: /^network ls/, stdout: '' },
  { when: /^ps .*=test1 /, stdout: '{"Names":"test1-control-plane","State":"running"}\n' },
  { when: /^ps .*=test2 /, stdout: '{"Names":"test2-control-plane","State":"running"}\n' },
  { when: /^inspect/, stdout: '127.0.0.1 \n' },
];

export function kindWorld(made: MadeOf): KindWorld {
  const root = temporaryFolder();
  const files = {
    state: join(root, 'clusters.json'),
    calls: join(root, 'kind.calls'),
    fail: join(root, 'kind.fail'),
    fill: join(root, 'kind.fill'),
    made: join(root, 'made'),
  };
  const docker = recordProgram(root, 'docker', dockerWell);
  const helm = recordProgram(root, 'helm', well);
  mkdirSync(files.made);
  for (const [name, { server, ca, user }] of Object.entries(made)) {
    const id = `kind-${name}`;
    const text = stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': id,
      clusters: [{ name: id, cluster: { server, 'certificate-authority-data': ca } }],
      contexts: [{ name: id, context: { cluster: id, user: id } }],
      users: [{ name: id, user }],
    });
    writeFileSync(join(files.made, name), text, { mode: 0o600 });
  }
  writeFileSync(files.state, '[]');
  writeFileSync(
    join(root, 'bin', 'kind'),
    `#!${process.execPath}\nconst files = ${JSON.stringify(files)};\n${program}`,
  );
  chmodSync(join(root, 'bin', 'kind'), 0o755);
  const env = {
    PATH: [join(root, 'bin'), process.env.PATH].join(delimiter),
    HOME: root,
    KUBECONFIG: join(root, 'own-kubeconfig'),
    XDG_STATE_HOME: join(root, 'state'),
  };
  return {
    dir: join(root, 'lab'),
    docker,
    helm,
    kind: () => (existsSync(files.calls) ? readFileSync(files.calls, 'utf8').split('\n').filter(Boolean) : []),
    clusters: (names) => {
      if (names) writeFileSync(files.state, JSON.stringify(names));
      return JSON.parse(readFileSync(files.state, 'utf8')) as readonly string[];
    },
    leadTo: (name, other) =>
      writeFileSync(
        join(files.made, name),
        readFileSync(join(files.made, other), 'utf8').replaceAll(`kind-${other}`, `kind-${name}`),
      ),
    fillAt: (when, at, dir) => writeFileSync(files.fill, when === undefined ? '' : JSON.stringify({ when, at, dir })),
    failAt: (when, stderr = 'ERROR: it was told to fail') =>
      writeFileSync(files.fail, when === undefined ? '' : JSON.stringify({ when, stderr })),
    run: (args, options = {}) => karmate(args, { ...options, env: { ...env, ...options.env } }),
  };
}

const program = `
const fs = require('node:fs');
const { join, dirname } = require('node:path');
const argv = process.argv.slice(2);
const line = argv.join(' ');
fs.appendFileSync(files.calls, line + '\\n');
const value = (flag) => argv[argv.indexOf(flag) + 1];
const clusters = () => JSON.parse(fs.readFileSync(files.state, 'utf8'));
const keep = (names) => fs.writeFileSync(files.state, JSON.stringify(names));
const fail = fs.existsSync(files.fail) ? fs.readFileSync(files.fail, 'utf8') : '';
const filling = fs.existsSync(files.fill) ? fs.readFileSync(files.fill, 'utf8') : '';
const fill = (now) => {
  const { when, at, dir } = filling === '' ? {} : JSON.parse(filling);
  if (at !== now || !line.includes(when)) return;
  const file = fs.openSync(join(dir, 'ballast'), 'a');
  try { for (;;) fs.writeSync(file, Buffer.alloc(4096)); } catch {}
};
const end = (code, words = '') => { fs.writeSync(2, words); process.exit(code); };
if (fail !== '' && line.includes(JSON.parse(fail).when)) end(1, JSON.parse(fail).stderr + '\\n');
if (argv[0] === 'version') end(0, fs.writeSync(1, 'kind v0.24.0 go1.22.6 linux/amd64\\n') && '');
if (line === 'get clusters') end(0, clusters().length > 0 ? fs.writeSync(1, clusters().join('\\n') + '\\n') && '' : 'No kind clusters found.\\n');
if (line.startsWith('create cluster')) {
  const name = value('--name');
  if (clusters().includes(name)) end(1, 'ERROR: failed to create cluster: node(s) already exist for a cluster with the name "' + name + '"\\n');
  fs.accessSync(value('--config'));
  fs.writeSync(2, 'Creating cluster "' + name + '" ...\\n • Preparing nodes 📦 📦   ...\\n ✓ Preparing nodes 📦 📦 \\n');
  keep([...clusters(), name]);
  fill('before');
  const path = value('--kubeconfig');
  const { parse, stringify } = require(${JSON.stringify(join(import.meta.dirname, '..', '..', 'node_modules', 'yaml'))});
  const held = fs.existsSync(path) ? parse(fs.readFileSync(path, 'utf8')) : { apiVersion: 'v1', kind: 'Config', clusters: [], contexts: [], users: [] };
  const own = parse(fs.readFileSync(join(files.made, name), 'utf8'));
  for (const list of ['clusters', 'contexts', 'users']) held[list] = [...held[list].filter((one) => one.name !== own[list][0].name), ...own[list]];
  try {
    fs.writeFileSync(path, stringify({ ...held, 'current-context': own['current-context'] }), { mode: 0o600 });
  } catch (error) {
    if (error.code !== 'ENOSPC') throw error;
    end(1, 'ERROR: failed to create cluster: failed to write KUBECONFIG: write ' + path + ': no space left on device\\n');
  }
  fill('after');
  end(0);
}
if (line.startsWith('delete cluster')) { keep(clusters().filter((name) => name !== value('--name'))); end(0); }
if (line.startsWith('get kubeconfig')) end(0, fs.writeSync(1, fs.readFileSync(join(files.made, value('--name')), 'utf8')) && '');
end(1, 'ERROR: unknown command ' + line + '\\n');
`;
