import { describe, expect, it } from 'vitest';
import { callerAddress, isNetwork, LOOPBACK, trustOf } from './trusted-proxies.ts';

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
