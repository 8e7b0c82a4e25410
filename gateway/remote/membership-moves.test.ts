import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from '../../core/platform/testing/platform.js';
import { samplePlugin } from '../../plugins/_template/plugin.js';
import { move } from './core-moves.js';
import { decode, encode } from './wire.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [samplePlugin] });
});
afterAll(() => p.close());

/** As a plugin elsewhere asks: what is told goes over the wire. */
const asked = async (name: string, order: unknown, as: 'admin' | 'member-stage' = 'admin') =>
  decode(encode(await move(p.ctx(as), samplePlugin.name, `memberships.${name}`, order)));

test('a plugin elsewhere asks of membership, and gives a member another adviser and back', async () => {
  const { adviser, 'member-film': memberId } = p.memberIds;
  const day = '2026-11-23';
  expect(await asked('countOn', [day, {}])).toBe(8);
  expect(await asked('countOn', [day, { shareholders: true }])).toBe(0);
  const order = { memberId, adviserId: adviser, expectedId: null };
  await asked('assignAdviser', order);
  expect(await asked('standing', [memberId, day])).toMatchObject({
    ...{ id: memberId, isMember: true, adviserId: adviser },
  });
  const page = { limit: 10 };
  expect(await asked('advisedBy', [adviser, page])).toEqual([
    { id: memberId, since: day, sectors: ['sector-two'] },
  ]);
  expect(await asked('standing', [memberId, day], 'member-stage')).toBeNull();
  const outdated = asked('assignAdviser', { ...order, adviserId: p.memberIds.admin });
  await expect(outdated).rejects.toMatchObject({ code: 'CONFLICT' });
});

test.each([
  ['standing', ['nobody', '2026-11-23']],
  ['standing', ['01900000-0000-7000-8000-000000000000', 'today']],
  ['countOn', ['2026-02-30', {}]],
  ['assignAdviser', { memberId: '01900000-0000-7000-8000-000000000000' }],
])('of "%s" what is not asked well is refused', async (name, order) => {
  await expect(asked(name, order)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});
