import { describe, expect, it } from 'vitest';
import { otherNames } from '../../src/core/certificate-names.ts';
import { readKubeconfig } from '../../src/core/kubeconfig.ts';
import {
  type Access,
  chosenOf,
  kubeconfigOf,
  memberAccess,
  outsideAccess,
  planMerge,
} from '../../src/core/kubeconfig-access.ts';

const access: Access = {
  name: 'karmada-apiserver',
  cluster: {
    server: 'https://karmada-apiserver.karmada-system.svc.cluster.local:5443',
    'certificate-authority-data': 'Q0E=',
  },
  user: { 'client-certificate-data': 'Q0VSVA==', 'client-key-data': 'S0VZ' },
};
const chosen = chosenOf(access, 'the Secret');

describe('a kubeconfig from the Secret', () => {
  it('leads to another address, and keeps the rest', () => {
    const outside = outsideAccess(chosen, { name: 'x', server: 'https://1.2.3.4:31443', insecure: false });
    expect(outside).toEqual({ ...access, name: 'x', cluster: { ...access.cluster, server: 'https://1.2.3.4:31443' } });
  });

  it('names what the certificate is to be looked at for', () => {
    const wish = { name: 'x', server: 'https://1.2.3.4', tlsServerName: 'localhost', insecure: false };
    expect(outsideAccess(chosen, wish).cluster['tls-server-name']).toBe('localhost');
  });

  it('that checks nothing has no authority, which would contradict it', () => {
    const { cluster } = outsideAccess(chosen, { name: 'x', server: 'https://1.2.3.4', insecure: true });
    expect(cluster).toEqual({ server: 'https://1.2.3.4', 'insecure-skip-tls-verify': true });
  });

  it('read again is the same', () => {
    const { clusters, users, contexts, currentContext } = readKubeconfig(
      'f',
      kubeconfigOf({ ...access, namespace: 'n' }),
    );
    expect(currentContext).toBe('karmada-apiserver');
    expect([clusters[0]?.value, users[0]?.value]).toEqual([access.cluster, access.user]);
    expect(contexts[0]?.value).toEqual({ cluster: access.name, user: access.name, namespace: 'n' });
  });
});

it.each([
  ['https://1.2.3.4:5443', 'https://1.2.3.4:5443'],
  ['https://karmada.example/', 'https://karmada.example'],
  ['https://proxy.example/k/karmada/?x', 'https://proxy.example/k/karmada'],
])('a member behind %s', (server, base) => {
  const of = memberAccess(chosenOf({ ...access, cluster: { server } }, 'f'), 'member1', 'm');
  expect(of.cluster.server).toBe(`${base}/apis/cluster.karmada.io/v1alpha1/clusters/member1/proxy`);
  expect([of.name, of.user]).toEqual(['m', access.user]);
});

describe('merging into a kubeconfig', () => {
  const other = { name: 'kind', cluster: { server: 'https://kind' } };
  const into = (root: object) => planMerge(readKubeconfig('f', root), access);
  const paths = (root: object): readonly string[] => into(root).edits.map(({ path }) => path.join('.'));

  it.each<[string, object, readonly string[], readonly string[]]>([
    ['that is empty sets all, the current context too', {}, ['clusters', 'contexts', 'users', 'current-context'], []],
    [
      'that has others adds behind them, and leaves the current context',
      { clusters: [other], contexts: [{ name: 'kind' }], users: [{ name: 'kind' }], 'current-context': 'kind' },
      ['clusters.1', 'contexts.1', 'users.1'],
      [],
    ],
    ['that has it already changes nothing', kubeconfigOf(access), [], []],
    [
      'that has another one of that name replaces it in its place, which is told',
      { ...kubeconfigOf(access), clusters: [{ name: 'karmada-apiserver', cluster: { server: 'https://old' } }, other] },
      ['clusters.0'],
      ['cluster "karmada-apiserver"'],
    ],
    [
      'that has another user of that name tells just that',
      { users: [{ name: 'karmada-apiserver', user: { token: 'x' } }], 'current-context': 'kind' },
      ['clusters', 'contexts', 'users.0'],
      ['user "karmada-apiserver"'],
    ],
  ])('%s', (_, root, expected, replaced) => {
    expect([paths(root), into(root).replaced]).toEqual([expected, replaced]);
  });
});

describe('the names that a certificate is for', () => {
  const refused = {
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    cert: { subjectaltname: 'DNS:localhost, IP Address:127.0.0.1' },
  };
  it.each<[string, unknown, readonly string[] | undefined]>([
    ['stand in the failure', { cause: refused }, ['localhost', '127.0.0.1']],
    ['may be none', { cause: { ...refused, cert: {} } }, []],
    ['are no matter of another failure', { cause: { code: 'ECONNREFUSED' } }, undefined],
    ['or of none', undefined, undefined],
  ])('%s', (_, error, names) => {
    expect(otherNames(error)).toEqual(names);
  });
});
