// Whose word about a caller's address is believed: the proxies that stand in front of the server.
import { BlockList, isIP } from 'node:net';

/** What is believed where nothing else is said: a proxy on this machine. */
export const LOOPBACK = ['127.0.0.0/8', '::1'];

/** Whether the text is an address, or a network such as 10.0.0.0/8. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const kind = isIP(address);
  if (kind === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (kind === 4 ? 32 : 128));
}

/** Tells whether an address belongs to one of these networks, each of which `isNetwork`. */
export function trustOf(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (given) => {
    const address = withoutPort(given);
    const kind = isIP(address);
    return kind !== 0 && list.check(address, kind === 4 ? 'ipv4' : 'ipv6');
  };
}

/** The address of an entry of X-Forwarded-For; some proxies add the port, and IPv4 may come spelled as IPv6. */
export function withoutPort(entry: string): string {
  const address = /^\[([^\]]+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry;
  return /^::ffff:([\d.]+)$/i.exec(address)?.[1] ?? address;
}

/**
 * The caller's address: the connection's own, unless that is a trusted proxy's. Then the last entry of X-Forwarded-For
 * that is no trusted proxy too: what comes before it is the caller's word.
 */
export function callerAddress(
  peer: string,
  forwarded: string | undefined,
  trusts: (address: string) => boolean,
): string {
  if (!trusts(peer)) return withoutPort(peer);
  const entries = (forwarded ?? '').split(',').flatMap((entry) => {
    const address = withoutPort(entry.trim());
    return address === '' ? [] : [address];
  });
  return entries.findLast((entry) => !trusts(entry)) ?? entries[0] ?? withoutPort(peer);
}

/**
 * What a caller cannot change at will: an IPv4 address itself, of an IPv6 address the first 64 bits, since whoever has one
 * address of such a network has all of them. Source: RFC 4291, 2.5.1. What is no address stays as it is.
 */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const groupsOf = (part: string) => part.split(':').filter((group) => group !== '');
  const ends = groupsOf(tail ?? '');
  // An IPv4 address at the end stands for two groups.
  const room = 8 - groupsOf(head).length - ends.length - (tail?.includes('.') ? 1 : 0);
  const filled = tail === undefined ? [] : Array.from({ length: Math.max(0, room) }, () => '0');
  const groups = [...groupsOf(head), ...filled, ...ends].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
