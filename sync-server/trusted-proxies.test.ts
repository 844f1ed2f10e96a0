import { describe, expect, it } from 'vitest';
import { callerAddress, isNetwork, LOOPBACK, networkOf, trustOf } from './trusted-proxies.ts';

describe('a proxy', () => {
  it.each([
    ['10.0.0.1', true],
    ['10.0.0.0/8', true],
    ['fd00::/8', true],
    ['::1', true],
    ['proxy.example.com', false],
    ['10.0.0.0/33', false],
    ['10.0.0.0/', false],
    ['10.0.0.0/8/8', false],
    ['', false],
  ])('is named by address or network: %s %s', (text, expected) => {
    expect(isNetwork(text)).toBe(expected);
  });

  const trusts = trustOf([...LOOPBACK, '10.0.0.0/8', 'fd00::/8', '192.0.2.9']);
  it.each([
    ['198.51.100.1', '203.0.113.5', '198.51.100.1'],
    ['127.0.0.1', '203.0.113.5', '203.0.113.5'],
    ['::ffff:10.0.0.1', '1.1.1.1, 203.0.113.5', '203.0.113.5'],
    ['fd00::7', '1.1.1.1, 203.0.113.5, 10.9.9.9', '203.0.113.5'],
    ['192.0.2.9', '203.0.113.5:51034', '203.0.113.5'],
    ['192.0.2.9', '[2001:db8::1]:443', '2001:db8::1'],
    ['192.0.2.9', '10.0.0.7, 10.0.0.8', '10.0.0.7'],
    ['192.0.2.9', undefined, '192.0.2.9'],
    ['192.0.2.9', ' , ', '192.0.2.9'],
    ['unknown', '203.0.113.5', 'unknown'],
  ])('at %s that forwards %s speaks for %s', (peer, forwarded, expected) => {
    expect(callerAddress(peer, forwarded, trusts)).toBe(expected);
  });
});

describe('a caller', () => {
  it.each([
    ['203.0.113.5', '203.0.113.5'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::77', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:1:2:3::', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('at %s is limited as %s', (address, expected) => {
    expect(networkOf(address)).toBe(expected);
  });
});
