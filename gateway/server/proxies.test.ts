import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { addressReader } from './proxies.js';

const request = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

describe('the address of a caller', () => {
  const trusted = ['10.0.0.0/8', '2001:db8::/32', '192.0.2.7'];
  test.each<[string, string[], string, string | undefined, string]>([
    ['is that of the socket', [], '198.51.100.1', undefined, '198.51.100.1'],
    ['is not what the caller says', [], '198.51.100.1', '203.0.113.9', '198.51.100.1'],
    ['is not what a stranger says', trusted, '198.51.100.1', '203.0.113.9', '198.51.100.1'],
    ['is what a proxy says', trusted, '10.1.2.3', '203.0.113.9', '203.0.113.9'],
    ['is the last that a proxy saw', trusted, '10.1.2.3', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
    [
      'is seen through several proxies',
      trusted,
      '10.1.2.3',
      '203.0.113.9, 10.9.9.9',
      '203.0.113.9',
    ],
    ['is inside, when all are', trusted, '10.1.2.3', '10.0.0.5, 192.0.2.7', '10.0.0.5'],
    ['is the proxy, which says nothing', trusted, '10.1.2.3', undefined, '10.1.2.3'],
    ['is the proxy, which says nonsense', trusted, '10.1.2.3', 'unknown, <script>', '10.1.2.3'],
    [
      'is of version 4 in a socket for both',
      trusted,
      '::ffff:10.1.2.3',
      '203.0.113.9',
      '203.0.113.9',
    ],
    ['is of version 6', trusted, '2001:db8::5', '2001:4860::1', '2001:4860::1'],
    ['may be unknown', trusted, '', undefined, ''],
  ])('%s', (_what, proxies, socket, forwarded, address) => {
    expect(addressReader(proxies)(request(socket, forwarded))).toBe(address);
  });
});
