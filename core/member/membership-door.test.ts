import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from '../platform/testing/platform.js';
import { refusalOf } from '../sdk/refusal.js';
import { memberships } from './membership-door.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p.close());

const day = '2026-11-23';
const door = (as: Parameters<TestPlatform['ctx']>[0]) => memberships(p.ctx(as));
const idOf = (who: keyof TestPlatform['memberIds']) => p.memberIds[who];

test('tells of a day whether somebody was a member, and with how many shares', async () => {
  await p.admin.query(
    `insert into core.share_movement (cooperative_id, id, member_id, class, quantity, price_minor,
       currency, on_day, reference)
     values ($1, gen_random_uuid(), $2, 'A', 2, 3000, 'EUR', '2026-11-20', 'test')`,
    [p.cooperativeId, idOf('member-stage')],
  );
  const of = (on: string) => door('admin').standing(idOf('member-stage'), on);
  expect(await of(day)).toMatchObject({ isMember: true, shares: 2, isAdviser: false });
  expect(await of('2026-11-19')).toMatchObject({ isMember: true, shares: 0 });
  expect(await of('2019-12-31')).toMatchObject({ isMember: false, joinedOn: '2020-01-01' });
  expect(await door('admin').countOn(day)).toBe(8);
  expect(await door('admin').countOn('2019-12-31')).toBe(0);
  const shareholders = (on: string) => door('admin').countOn(on, { shareholders: true });
  expect(await Promise.all([day, '2026-11-19'].map(shareholders))).toEqual([1, 0]);
});

test('gives a member another adviser, once, and tells whom somebody advises', async () => {
  const order = {
    ...{ memberId: idOf('member-film'), adviserId: idOf('adviser'), expectedId: null },
  };
  await door('admin').assignAdviser(order);
  await door('admin').assignAdviser(order);
  expect(await door('adviser').advisedBy(idOf('adviser'))).toEqual([
    { id: idOf('member-film'), since: day, sectors: ['sector-two'] },
  ]);
  expect(await door('adviser').advisedBy(idOf('adviser'), { after: idOf('member-film') })).toEqual(
    [],
  );
  const refused = await door('admin')
    .assignAdviser({ ...order, adviserId: idOf('finance'), expectedId: idOf('adviser') })
    .catch(refusalOf);
  expect(refused).toMatchObject({ code: 'REFUSED', findings: [{ code: 'member.not-an-adviser' }] });
  const outdated = door('admin').assignAdviser({ ...order, adviserId: idOf('finance') });
  await expect(outdated).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('tells a member nothing of others, and lets none choose an adviser', async () => {
  expect(await door('member-stage').standing(idOf('member-design'), day)).toBeNull();
  expect(await door('member-stage').standing(idOf('member-stage'), day)).not.toBeNull();
  expect(await door('admin').standing(p.other.memberIds.adviser, day)).toBeNull();
  expect(await door('member-design').advisedBy(idOf('adviser'))).toEqual([]);
  const order = { memberId: idOf('member-design'), adviserId: idOf('adviser'), expectedId: null };
  await expect(door('member-design').assignAdviser(order)).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});
