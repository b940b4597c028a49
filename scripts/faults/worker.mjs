// A member cluster with a name in Karmada, proxies before both, and the ways to bring it into a known state.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askServer } from '../support/ask-server.mjs';
import { SetupError } from '../support/requirements.mjs';
import { hurry } from './hurry.mjs';
import { commandLine, startKarmate } from './karmate.mjs';
import { createProxy } from './proxy.mjs';
import { reset } from './reset.mjs';
import { createScript } from './script.mjs';
import { createStores } from './stores.mjs';
import { still } from './until.mjs';

const files = (dir, ...names) => names.map((name) => readFileSync(join(dir, name)));

/** A proxy for the API server of a plane, whose certificates lie in `pki`, and a kubeconfig that leads to it. */
async function proxyFor(pki, server, kubeconfig) {
  const [ca, cert, key] = files(pki, 'ca.crt', 'server.crt', 'server.key');
  const [proxyCert, proxyKey] = files(pki, 'front-proxy-client.crt', 'front-proxy-client.key');
  const proxy = await createProxy({ serving: { cert, key }, upstream: { server, ca, cert: proxyCert, key: proxyKey } });
  const [userCert, userKey] = files(pki, 'admin.crt', 'admin.key').map((file) => file.toString('base64'));
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'it', cluster: { server: proxy.url, 'certificate-authority-data': ca.toString('base64') } }],
    users: [{ name: 'it', user: { 'client-certificate-data': userCert, 'client-key-data': userKey } }],
    contexts: [{ name: 'it', context: { cluster: 'it', user: 'it' } }],
    'current-context': 'it',
  };
  writeFileSync(kubeconfig, JSON.stringify(config), { mode: 0o600 });
  return proxy;
}

const isStarted = (entries, member) =>
  ['serviceaccounts/default/default', 'configmaps/default/kube-root-ca.crt'].every((name) =>
    entries.some(({ key }) => key === `/${member}/${name}`),
  );

/** `lab` is its state; `others` are the names that the other workers' clusters have. */
export async function createWorker({ lab, member, cluster, others, dir, etcd, env, has }) {
  const paths = { karmada: join(dir, `${cluster}.karmada.config`), member: join(dir, `${cluster}.member.config`) };
  const servers = { karmada: lab.karmada.server, member: member.server };
  const proxies = {
    karmada: await proxyFor(join(lab.dir, 'pki', 'karmada'), servers.karmada, paths.karmada),
    member: await proxyFor(join(lab.dir, 'pki', member.name), servers.member, paths.member),
  };
  const ask = {
    karmada: await askServer(lab.karmada.kubeconfig, lab.karmada.context),
    member: await askServer(member.kubeconfig, member.context),
  };
  const stores = createStores({ etcd, ask, member: member.name, cluster, others });
  // A cluster's own controllers are not yet through with it when its API server is ready.
  const entries = await still(stores.everything, (found) => isStarted(found, member.name), { forSeconds: 4 });
  if (!entries) throw new SetupError(`The stores of ${member.name} do not come to rest.`, undefined, 1);
  const base = new Map(entries.map((entry) => [entry.key, entry]));

  /** Runs a command, with a fault or without; gives what it said and what was asked. */
  const run = async (command, { fault, limits } = {}) => {
    const process = { signal: () => {} };
    const script = createScript({ cluster, fault, signal: (name) => process.signal(name) });
    for (const [side, proxy] of Object.entries(proxies)) proxy.begin(script.of(side));
    const started = startKarmate(commandLine(command, { cluster, files: paths, servers, has }, limits), env);
    process.signal = started.signal;
    const start = performance.now();
    const ended = await started.ended;
    const title = `${command} ${cluster}: exit code ${ended.code}, ${Math.round(performance.now() - start)} ms`;
    const asked = script.log.map(
      ({ side, method, path, n, answered }) => `${side} ${method} ${path}#${n}${answered ? '' : ' (no answer)'}`,
    );
    appendFileSync(join(dir, 'said.log'), `${[title, ...asked].join('\n')}\n${ended.stdout}\n${ended.stderr}\n`);
    for (const proxy of Object.values(proxies)) await proxy.end();
    return { command, ...ended, log: script.log, fired: script.fired() };
  };

  const state = () => stores.read(base);
  const hurried = hurry({ etcd, ask, member: member.name, cluster });
  const close = async () => {
    await hurried.stop();
    for (const proxy of Object.values(proxies)) proxy.close();
  };
  return { cluster, run, state, contents: stores.contents, reset: () => reset({ cluster, ask, state }), close };
}
