import { describe, expect, it } from 'vitest';
import { addressNotices, chooseAddress, type HostAddress } from '../../../src/core/kind-lab/address.ts';

const at = (name: string, address: string, internal = false): HostAddress => ({
  name,
  address,
  cidr: `${address}/24`,
  internal,
});
const loop = at('lo', '127.0.0.1', true);

describe('the address of a host', () => {
  it.each<[string, string | undefined, readonly HostAddress[], string | undefined, readonly string[]]>([
    ['is the only real one', undefined, [loop, at('eth0', '192.168.1.10')], '192.168.1.10', []],
    [
      'is the first of several, and the others are named',
      undefined,
      [loop, at('eth0', '192.168.1.10'), at('wlan0', '10.1.1.5')],
      '192.168.1.10',
      ['10.1.1.5'],
    ],
    [
      'is none of containers, virtual machines, tunnels or without a network',
      undefined,
      [
        at('docker0', '172.17.0.1'),
        at('br-0a1b', '172.18.0.1'),
        at('virbr0', '192.168.122.1'),
        at('utun3', '100.64.0.2'),
        at('bridge100', '192.168.64.1'),
        at('en5', '169.254.3.4'),
        at('en0', '192.168.1.10'),
      ],
      '192.168.1.10',
      [],
    ],
    ['is not found where there is none', undefined, [loop, at('docker0', '172.17.0.1')], undefined, []],
    ['is what was asked for', '172.17.0.1', [at('docker0', '172.17.0.1'), at('eth0', '10.0.0.1')], '172.17.0.1', []],
  ])('%s', (_, asked, all, address, others) => {
    const chosen = chooseAddress(asked, all);
    expect([chosen.address, chosen.others.map((other) => other.address)]).toEqual([address, others]);
  });
});

describe('what is said about it:', () => {
  const said = (asked: string | undefined, all: readonly HostAddress[], platform = 'linux-x64') =>
    addressNotices(chooseAddress(asked, all), platform).join('\n');

  it('that others reach the API servers, and how they do not', () => {
    expect(said(undefined, [at('eth0', '192.168.1.10')])).toMatch(/listen on 192\.168\.1\.10.*--address container$/);
  });

  it('which others there were', () => {
    const words = said(undefined, [at('eth0', '192.168.1.10'), at('wlan0', '10.1.1.5')]);
    expect(words).toMatch(/192\.168\.1\.10 \(eth0\) was taken.*--address: 10\.1\.1\.5 \(wlan0\)/);
  });

  it('that this machine does not have it', () => {
    expect(said('10.9.9.9', [at('eth0', '192.168.1.10')])).toMatch(/No interface of this machine has 10\.9\.9\.9/);
  });

  it('that with "container" nobody else reaches them', () => {
    expect(said('container', [])).toMatch(/127\.0\.0\.1 of this host only/);
    expect(said('container', [])).not.toContain('virtual machine');
    expect(said('container', [], 'darwin-arm64')).toContain('this host does not reach them');
  });
});
