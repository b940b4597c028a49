import { beforeAll, describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import type { KubeObject } from '../../src/core/object.ts';
import type { fakeKube } from '../support/fake-ports.ts';
import { hostWorld, secretPath, servicePath } from '../support/host-world.ts';

/** What loads lazily is no part of what a test takes. */
beforeAll(() => import('../../src/operations/host/kubeconfig.run.ts'), 60_000);

const nodePort = (host: ReturnType<typeof fakeKube>, ...addresses: readonly string[]): void => {
  const spec = { type: 'NodePort', ports: [{ port: 5443, nodePort: 31443 }] };
  host.objects.set(servicePath, { metadata: { name: 'karmada-apiserver' }, ...{ spec } } as KubeObject);
  for (const address of addresses) {
    const status = { addresses: [{ type: 'InternalIP', address }] };
    host.objects.set(`/api/v1/nodes/${address}`, { metadata: { name: `n-${address}` }, ...{ status } } as KubeObject);
  }
};
const refusedName = (): KnownError =>
  new KnownError('unreachable', 'no', {
    cause: Object.assign(new Error('x'), {
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      cert: { subjectaltname: 'DNS:*.svc, DNS:localhost, IP Address:127.0.0.1' },
    }),
  });

describe('kubeconfig', () => {
  it('gives Karmada at the address that was named, on stdout with its credentials', async () => {
    const { run, asked } = hostWorld();
    const found = await run({ server: 'https://1.2.3.4:31443/' });
    expect(found).toMatchObject({
      kind: 'Config',
      'current-context': 'karmada-apiserver',
      clusters: [{ cluster: { server: 'https://1.2.3.4:31443' } }],
      users: [{ user: { token: 'a-token' } }],
    });
    expect(asked).toEqual(['https://1.2.3.4:31443']);
  });

  it('told of a file that was written holds no credentials', async () => {
    const { run, host, written } = hostWorld();
    nodePort(host, '10.0.0.1');
    const record = await run({ out: 'karmada.config', contextName: 'k' });
    expect(record).toEqual({
      apiVersion: 'karmate.dev/v1',
      kind: 'KubeconfigResult',
      path: 'karmada.config',
      result: 'created',
      context: 'k',
      server: 'https://10.0.0.1:31443',
      foundBy: 'NodePort 31443 of the node n-10.0.0.1 (InternalIP)',
      kubernetesVersion: 'v1.35.3',
      insecure: false,
    });
    expect(written.get('karmada.config')?.user).toEqual({ token: 'a-token' });
  });

  it('takes an address that the Secret has from outside already', async () => {
    const { run } = hostWorld('https://192.168.1.10:32443');
    expect(await run({ out: 'x' })).toMatchObject({
      server: 'https://192.168.1.10:32443',
      foundBy: 'the Secret itself',
    });
  });

  it('tries the addresses there are until one works', async () => {
    const { run, host, outside, asked } = hostWorld();
    nodePort(host, '10.0.0.1', '10.0.0.2');
    let calls = 0;
    outside.version = async () => {
      if (++calls === 1) throw new KnownError('unreachable', 'https://10.0.0.1:31443 did not answer.');
      return 'v1.35.3';
    };
    expect(await run({ out: 'x' })).toMatchObject({ server: 'https://10.0.0.2:31443' });
    expect(asked).toHaveLength(2);
  });

  it.each<[string, (w: ReturnType<typeof hostWorld>) => void, object, object]>([
    [
      'no Secret',
      ({ host }) => void host.objects.delete(secretPath),
      {},
      { code: 'not-found', hint: expect.stringMatching(/karmate install/) },
    ],
    [
      'Karmada in the place of its host cluster',
      ({ host, outside }) => {
        host.objects.delete(secretPath);
        host.resolve = outside.resolve;
      },
      {},
      { code: 'config', message: expect.stringMatching(/is Karmada itself/) },
    ],
    [
      'a Secret of something else',
      ({ host }) => void host.objects.set(secretPath, { metadata: { name: 's' }, ...{ data: { token: 'eA==' } } }),
      {},
      { code: 'config', message: expect.stringMatching(/holds no kubeconfig, but token/) },
    ],
    [
      'no address',
      () => {},
      {},
      {
        code: 'config',
        message: expect.stringMatching(/there is no Service/),
        hint: expect.stringMatching(/--server.*port-forward/),
      },
    ],
    [
      'nodes that may not be listed',
      ({ host }) => {
        nodePort(host);
        host.refuse.set('/api/v1/nodes', new KnownError('forbidden', 'no'));
      },
      {},
      { code: 'config', message: expect.stringMatching(/no node has an address \(the nodes could not be listed\)/) },
    ],
    [
      'an http address',
      () => {},
      { server: 'http://x' },
      { code: 'usage', message: expect.stringMatching(/https address/) },
    ],
    [
      'a password in the address',
      () => {},
      { server: 'https://a:geheim@x' },
      { code: 'usage', message: expect.stringMatching(/^(?!.*geheim)/) },
    ],
    [
      'a certificate for other names',
      ({ outside }) => void outside.refuse.set('/version', refusedName()),
      { server: 'https://1.2.3.4' },
      {
        code: 'unreachable',
        message: expect.stringMatching(/not for "1.2.3.4", but for \*.svc, localhost, 127.0.0.1/),
        hint: expect.stringMatching(/certs.auto.hosts.*--address 1.2.3.4.*--tls-server-name localhost.*--insecure/),
      },
    ],
    [
      'a certificate for other names at one of several addresses, before what leads nowhere',
      ({ host, outside }) => {
        nodePort(host, '10.0.0.1', '10.0.0.2');
        let calls = 0;
        outside.version = async () => {
          throw ++calls === 1 ? new KnownError('unreachable', 'nobody there.') : refusedName();
        };
      },
      {},
      { message: expect.stringMatching(/not for "10.0.0.2"/) },
    ],
    [
      'addresses that lead nowhere',
      ({ host, outside }) => {
        nodePort(host, '10.0.0.1', '10.0.0.2');
        outside.refuse.set('/version', new KnownError('unreachable', 'nobody there.'));
      },
      {},
      {
        code: 'unreachable',
        message: expect.stringMatching(/None of the addresses.*10.0.0.1:31443.*10.0.0.2:31443/),
        hint: expect.stringMatching(/--server/),
      },
    ],
    [
      'a server that is no Karmada',
      ({ outside }) => {
        outside.resolve = async () => undefined;
      },
      { server: 'https://1.2.3.4' },
      { code: 'config', message: expect.stringMatching(/no Karmada/) },
    ],
    [
      'a Karmada whose own API does not answer',
      ({ outside }) => {
        outside.resolve = async () => {
          throw new KnownError('unreachable', '503');
        };
      },
      { server: 'https://1.2.3.4' },
      {
        code: 'unreachable',
        message: expect.stringMatching(/cluster.karmada.io behind it does not/),
        hint: expect.stringMatching(/karmada-aggregated-apiserver/),
      },
    ],
  ])('writes nothing with %s', async (_, change, input, failure) => {
    const all = hostWorld();
    change(all);
    await expect(all.run({ out: 'x', ...input })).rejects.toMatchObject(failure);
    expect(all.written.size).toBe(0);
  });

  it('says plainly that a certificate is not checked', async () => {
    const { run } = hostWorld();
    expect(await run({ out: 'x', server: 'https://1.2.3.4', insecureSkipTlsVerify: true })).toMatchObject({
      insecure: true,
    });
  });
});
