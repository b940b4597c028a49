import { describe, expect, it } from 'vitest';
import {
  type AddressFacts,
  addressesOf,
  type Ingress,
  localService,
  type Node,
  type Service,
  whyNoAddress,
} from '../../src/core/karmada-address.ts';

const service = (type: string, ports: object[], ingress?: object[]): Service =>
  ({
    metadata: { name: 'karmada-apiserver' },
    spec: { type, ports },
    status: { loadBalancer: { ingress } },
  }) as Service;
const node = (name: string, ready: string, ...addresses: [string, string][]): Node => ({
  metadata: { name },
  status: {
    conditions: [{ type: 'Ready', status: ready }],
    addresses: addresses.map(([type, address]) => ({ type, address })),
  },
});
const ingress = (name: string, host: string | undefined, backend: string): Ingress => ({
  metadata: { name },
  spec: { rules: [{ ...(host ? { host } : {}), http: { paths: [{ backend: { service: { name: backend } } }] } }] },
});
const nodePort = service('NodePort', [{ port: 5443, nodePort: 31443 }]);
const facts = (some: Partial<AddressFacts>): AddressFacts => ({
  service: undefined,
  nodes: [],
  ingresses: [],
  ...some,
});

describe('the address of Karmada is', () => {
  it.each<[string, Partial<AddressFacts>, readonly string[]]>([
    [
      'the NodePort of a node',
      { service: nodePort, nodes: [node('a', 'True', ['InternalIP', '172.18.0.2'], ['Hostname', 'a'])] },
      ['https://172.18.0.2:31443'],
    ],
    [
      'the external address of any node before an internal one, and nodes that are up first',
      {
        service: nodePort,
        nodes: [
          node('a', 'False', ['InternalIP', '10.0.0.1']),
          node('b', 'True', ['InternalIP', '10.0.0.2'], ['ExternalIP', '203.0.113.2']),
        ],
      },
      ['https://203.0.113.2:31443', 'https://10.0.0.2:31443', 'https://10.0.0.1:31443'],
    ],
    [
      'an address of six',
      { service: nodePort, nodes: [node('a', 'True', ['InternalIP', 'fd00::2'])] },
      ['https://[fd00::2]:31443'],
    ],
    [
      'that of the load balancer, by IP or by name, with the port of the Service',
      {
        service: service(
          'LoadBalancer',
          [{ port: 5443, nodePort: 30001 }],
          [{ ip: '198.51.100.7' }, { hostname: 'lb.example' }],
        ),
      },
      ['https://198.51.100.7:5443', 'https://lb.example:5443'],
    ],
    [
      'the NodePort below a load balancer that is not there yet',
      {
        service: service('LoadBalancer', [{ port: 5443, nodePort: 30001 }]),
        nodes: [node('a', 'True', ['InternalIP', '10.0.0.1'])],
      },
      ['https://10.0.0.1:30001'],
    ],
    [
      'without the port that https has',
      { service: service('LoadBalancer', [{ port: 443 }], [{ ip: '1.2.3.4' }]) },
      ['https://1.2.3.4'],
    ],
    [
      'that of an Ingress which routes to it, and of no other',
      {
        service: service('ClusterIP', [{ port: 5443 }]),
        ingresses: [
          ingress('theirs', 'shop.example', 'shop'),
          ingress('ours', 'karmada.example', 'karmada-apiserver'),
          ingress('nameless', undefined, 'karmada-apiserver'),
          ingress('pattern', '*.example', 'karmada-apiserver'),
        ],
      },
      ['https://karmada.example'],
    ],
    ['none inside the cluster alone', { service: service('ClusterIP', [{ port: 5443 }]) }, []],
    ['none where there is no Service', { nodes: [node('a', 'True', ['InternalIP', '10.0.0.1'])] }, []],
  ])('%s', (_, some, servers) => {
    expect(addressesOf(facts(some)).map(({ server }) => server)).toEqual(servers);
  });

  it('told with how it was found', () => {
    const nodes = [node('test1-control-plane', 'True', ['InternalIP', '172.18.0.2'])];
    expect(addressesOf(facts({ service: nodePort, nodes }))[0]?.by).toBe(
      'NodePort 31443 of the node test1-control-plane (InternalIP)',
    );
  });

  it.each<[string, Service | undefined, RegExp]>([
    ['no Service', undefined, /there is no Service/],
    ['a ClusterIP', service('ClusterIP', []), /type ClusterIP, and no Ingress/],
    ['a NodePort without nodes', nodePort, /NodePort, but no node has an address/],
    ['a load balancer that never comes', service('LoadBalancer', [{ port: 5443 }]), /waits for a load balancer/],
  ])('none, and why is said: %s', (_, held, words) => {
    expect(whyNoAddress(facts({ service: held }), 'karmada-system/karmada-apiserver')).toMatch(words);
  });
});

describe('the Service in an address', () => {
  it.each([
    [
      'https://karmada-apiserver.karmada-system.svc.cluster.local:5443',
      { name: 'karmada-apiserver', namespace: 'karmada-system' },
    ],
    ['https://a.b.svc:5443', { name: 'a', namespace: 'b' }],
    ['https://192.168.1.10:32443', undefined],
    ['https://karmada.example', undefined],
    ['no address', undefined],
  ])('%s', (server, expected) => {
    expect(localService(server)).toEqual(expected);
  });
});
