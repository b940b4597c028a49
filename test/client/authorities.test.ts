import { describe, expect, it } from 'vitest';
import { createAuthorities, type NodeProcess, type Tls } from '../../src/client/authorities.ts';

const plain: NodeProcess = {
  version: 'v24.21.0',
  env: { NODE_EXTRA_CA_CERTS: '/ca.pem' },
  execArgv: [],
  config: { variables: {} },
};

function world() {
  const set: (readonly string[])[] = [];
  const tls: Tls = {
    rootCertificates: ['a', 'b'],
    getCACertificates: (type) => [type],
    setDefaultCACertificates: (certificates) => void set.push(certificates),
  };
  return { set, ...createAuthorities(tls) };
}

describe("Node's own authorities", () => {
  it('are forgotten once, and there again for who needs them, from then on', () => {
    const { set, forget, trust } = world();
    forget(plain);
    forget(plain);
    expect(set).toEqual([[]]);
    trust();
    trust();
    expect(set).toEqual([[], ['a', 'b', 'extra']]);
    forget(plain);
    expect(set).toHaveLength(2);
  });

  it('stay as they are where nobody has forgotten them', () => {
    const { set, forget, trust } = world();
    trust();
    forget(plain);
    expect(set).toEqual([]);
  });

  it.each<[string, Partial<NodeProcess>]>([
    ['none added to them', { env: {} }],
    ['another version of Node', { version: 'v26.0.0' }],
    ['those of the system in the environment', { env: { ...plain.env, NODE_USE_SYSTEM_CA: '1' } }],
    ['options in the environment', { env: { ...plain.env, NODE_OPTIONS: '--use-system-ca' } }],
    ['options of the command line', { execArgv: ['--use-openssl-ca'] }],
    ["the OpenSSL of a system's maker", { config: { variables: { node_shared_openssl: true } } }],
  ])('stay as they are with %s', (_, other) => {
    const { set, forget } = world();
    forget({ ...plain, ...other });
    expect(set).toEqual([]);
  });

  it('stay as they are where Node cannot set them', () => {
    const { forget, trust } = createAuthorities({ rootCertificates: [] });
    expect(() => {
      forget(plain);
      trust();
    }).not.toThrow();
  });
});
