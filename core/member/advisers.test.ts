import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from '../platform/testing/platform.js';
import { answer, as, ask, codes, errorCodes, memberId, newMember } from './testing.js';

let p: TestPlatform;
let second: string;
beforeAll(async () => {
  p = await testPlatform();
  second = (await newMember(p, { category: 'STAFF', name: 'Second adviser' })).id;
  await p.admin.query(
    `insert into core.role_grant (cooperative_id, id, member_id, role, from_day)
     values ($1, gen_random_uuid(), $2, 'ADVISER', '2021-01-01')`,
    [p.cooperativeId, second],
  );
});
afterAll(async () => {
  await p.close();
});

const mutation = `mutation ($input: AssignAdviserInput!) { assignAdviser(input: $input) {
  member { adviser { displayName } advisers { adviser { displayName } from until } }
  violations { code path } } }`;
const assign = (id: string, adviser: string, ctx = p.ctx('admin')) =>
  ask(p, ctx, mutation, { input: { memberId: memberId(id), adviserId: memberId(adviser) } });

test('the adviser of now is one, and the ones before stay with their dates', async () => {
  const { id } = await newMember(p);
  await answer(assign(id, p.memberIds.adviser));
  p.setToday('2026-12-01');
  const { member } = await answer(assign(id, second));
  p.setToday('2026-11-23');
  expect(member).toEqual({
    adviser: { displayName: 'Second adviser' },
    advisers: [
      { adviser: { displayName: 'Second adviser' }, from: '2026-12-01', until: null },
      { adviser: { displayName: 'Test adviser' }, from: '2026-11-23', until: '2026-12-01' },
    ],
  });
});

test('a member sees their own adviser, and other members not even that there is one', async () => {
  const someone = await newMember(p);
  await answer(assign(someone.id, second));
  const query = `{ member(id: "${memberId(someone.id)}") { adviser { displayName email } } }`;
  expect(await answer(ask(p, as(p, someone), query))).toEqual({
    adviser: { displayName: 'Second adviser', email: null },
  });
  expect(await answer(ask(p, p.ctx('member-film'), query))).toBeNull();
});

test('only an adviser advises, and nobody themselves', async () => {
  const { id } = await newMember(p);
  const ordinary = p.memberIds['member-film'];
  expect(codes(await answer(assign(id, ordinary)))).toEqual(['member.not-an-adviser']);
  expect(codes(await answer(assign(second, second)))).toEqual(['member.advises-oneself']);
  await answer(assign(id, second));
  expect(codes(await answer(assign(id, second)))).toEqual(['member.same-adviser']);
});

test('an adviser whose role has ended advises no more', async () => {
  const { id } = await newMember(p);
  const former = await newMember(p);
  await p.admin.query(
    `insert into core.role_grant (cooperative_id, id, member_id, role, from_day, until_day)
     values ($1, gen_random_uuid(), $2, 'ADVISER', '2021-01-01', '2026-11-23')`,
    [p.cooperativeId, former.id],
  );
  expect(codes(await answer(assign(id, former.id)))).toEqual(['member.not-an-adviser']);
});

test('assigned twice at once and crosswise: one after the other, none lost', async () => {
  const { id } = await newMember(p);
  const answers = await Promise.all([
    ...[assign(id, second), assign(id, p.memberIds.adviser), assign(id, second)].map(answer),
    answer(assign(second, p.memberIds.adviser)),
    answer(assign(p.memberIds.adviser, second)),
  ]);
  const [row] = await p.admin.query(
    'select count(*) as open from core.advice where member_id = $1 and until_day is null',
    [id],
  );
  expect(row).toEqual({ open: 1n });
  expect(codes(answers[3])).toEqual([]);
  expect(codes(answers[4])).toEqual([]);
});

test('a member chooses no adviser, and one of another co-operative is not found', async () => {
  const someone = await newMember(p);
  expect(errorCodes(await assign(someone.id, second, as(p, someone)))).toEqual(['FORBIDDEN']);
  expect(errorCodes(await assign(someone.id, p.other.memberIds.adviser))).toEqual(['NOT_FOUND']);
  expect(errorCodes(await assign(p.other.memberIds.adviser, second))).toEqual(['NOT_FOUND']);
});
