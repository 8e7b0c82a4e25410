import { describe, expect, test } from '@jest/globals';
import type { Viewer } from '../../../core/platform/viewer.js';
import { keyOf, networkOf } from './rate.js';

const viewer: Viewer = {
  ...{ subject: 's', cooperativeId: 'c', memberId: 'm', roles: [], grants: new Map(), token: null },
};

describe('a caller is counted', () => {
  test('by token, else by member, else by address', () => {
    const byToken = { ...viewer, token: { id: 't', name: 'program' } };
    expect(keyOf(byToken, '192.0.2.1')).toBe('token:t');
    expect(keyOf(viewer, '192.0.2.1')).toBe('member:c:m');
    expect(keyOf(null, '192.0.2.1')).toBe('ip:192.0.2.1');
  });

  test.each([
    ['192.0.2.1', 'ip:192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', 'ip:2001:db8:1:2'],
    ['2001:db8:1:2:ffff::1', 'ip:2001:db8:1:2'],
    ['2001:db8::1', 'ip:2001:db8:0:0'],
    ['::1', 'ip:0:0:0:0'],
    ['::', 'ip:0:0:0:0'],
    ['::ffff:192.0.2.1', 'ip:::ffff:192.0.2.1'],
    ['', 'ip:'],
  ])('%s as %s', (address, network) => expect(networkOf(address)).toBe(network));
});
