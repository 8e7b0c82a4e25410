import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/**
 * Reads the network address of a caller. X-Forwarded-For is believed only as far as it was written
 * by the proxies that are trusted: the last address that is none of them is the caller's.
 */
export function addressReader(trusted: readonly string[]): (request: IncomingMessage) => string {
  const proxies = new BlockList();
  for (const network of trusted) {
    const [address = '', bits] = network.split('/');
    const family = familyOf(address);
    if (bits === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(bits), family);
  }
  const isProxy = (address: string) =>
    isIP(address) !== 0 && proxies.check(address, familyOf(address));
  return (request) => {
    const direct = plain(request.socket.remoteAddress ?? '');
    if (trusted.length === 0 || !isProxy(direct)) return direct;
    const hops = String(request.headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((hop) => plain(hop.trim()))
      .filter((hop) => isIP(hop) !== 0);
    return hops.findLast((hop) => !isProxy(hop)) ?? hops[0] ?? direct;
  };
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** A socket that listens for both versions names addresses of version 4 like this. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');
