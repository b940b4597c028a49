import { describe, expect, it } from 'vitest';
import { freeSubnet, overlap, readAddress, readSubnet, type Subnet } from '../../../src/core/kind-lab/subnet.ts';

const subnet = (text: string): Subnet => {
  const read = readSubnet(text);
  if (!read) throw new Error(`${text} is no subnet`);
  return read;
};

it.each(['', '10', '10.0.0', '10.0.0.0.0', '10.0.0.256', '10.0.0.-1', '10.0.0.01', '0x0a.0.0.1', ' 10.0.0.1', '::1'])(
  '"%s" is no IPv4 address',
  (text) => {
    expect(readAddress(text)).toBeUndefined();
  },
);

it.each(['10.6.0.0', '10.6.0.0/', '10.6.0.0/33', '10.6.0.0/-1', '10.6.0.0/16/8', 'fd00::/64'])(
  '"%s" is no subnet',
  (text) => {
    expect(readSubnet(text)).toBeUndefined();
  },
);

describe('two ranges', () => {
  it.each([
    ['the same', '10.6.0.0/16', '10.6.0.0/16', true],
    ['one in the other', '10.0.0.0/8', '10.6.3.0/24', true],
    ['one address', '10.6.3.9/32', '10.6.3.8/29', true],
    ['neighbours', '10.6.0.0/16', '10.7.0.0/16', false],
    ['at the ends of the space', '0.0.0.0/1', '128.0.0.0/1', false],
    ['written from the middle', '192.168.1.10/24', '192.168.1.128/25', true],
  ])('%s: %s and %s', (_, a, b, expected) => {
    expect([overlap(subnet(a), subnet(b)), overlap(subnet(b), subnet(a))]).toEqual([expected, expected]);
  });
});

describe('a free range', () => {
  it.each([
    ['is the wished one where nothing is in the way', '10.6.0.0/16', [], '10.6.0.0/16'],
    ['is the next one behind what is', '10.6.0.0/16', ['10.6.0.0/16', '10.7.0.0/24'], '10.8.0.0/16'],
    ['begins again at the front', '10.255.0.0/16', ['10.255.0.0/16'], '10.0.0.0/16'],
    ['lies in another private range when one is full', '10.6.0.0/16', ['10.0.0.0/8'], '172.16.0.0/16'],
    ['is private, whatever was wished', '8.8.0.0/16', ['8.0.0.0/8'], '10.0.0.0/16'],
    ['may not be there', '10.6.0.0/16', ['0.0.0.0/0'], undefined],
  ])('%s', (_, wish, others, expected) => {
    expect(freeSubnet(subnet(wish), others.map(subnet))).toBe(expected);
  });
});
