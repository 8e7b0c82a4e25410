import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Context } from '../platform/context.js';
import { type TestPlatform, testPlatform } from '../platform/testing/platform.js';
import {
  answer,
  as,
  ask,
  codes,
  errorCodes,
  memberId,
  newMember,
  type TestMember,
} from './testing.js';

let p: TestPlatform;
let one: TestMember;
let two: TestMember;
beforeAll(async () => {
  p = await testPlatform();
  [one, two] = [await newMember(p), await newMember(p)];
});
afterAll(() => p.close());

const mutation = `mutation ($input: SetNationalNumberInput!) { setNationalNumber(input: $input) {
  member { id hasNationalNumber version } violations { code path message } } }`;
const set = (ctx: Context, of: TestMember, nationalNumber: string, more = {}) =>
  ask(p, ctx, mutation, { input: { memberId: memberId(of.id), nationalNumber, ...more } });
const kept = async (ctx: Context, of: TestMember) =>
  answer(ask(p, ctx, `{ member(id: "${memberId(of.id)}") { hasNationalNumber } }`));

test('a member gives their own once, and never sees it again', async () => {
  const me = as(p, one);
  expect(await kept(me, one)).toEqual({ hasNationalNumber: false });
  const tried = await answer(set(me, one, '93.05.18-223-61', { dryRun: true }));
  expect([tried.member, tried.violations]).toEqual([null, []]);
  expect(await kept(as(p, one), one)).toEqual({ hasNationalNumber: false });
  const { member } = await answer(set(as(p, one), one, '93.05.18-223-61'));
  expect(member).toMatchObject({ hasNationalNumber: true, version: 2 });
  expect(codes(await answer(set(as(p, one), one, '00012556777')))).toEqual(['member.number-kept']);
});

test('staff replace one, and nobody has another member’s', async () => {
  expect(codes(await answer(set(p.ctx('adviser'), one, '00.01.25-567-77')))).toEqual([]);
  const refused = await answer(set(p.ctx('adviser'), two, '00012556777'));
  expect(refused.violations).toMatchObject([
    { code: 'member.number-taken', path: ['nationalNumber'] },
  ]);
  expect(codes(await answer(set(p.ctx('adviser'), two, '93051822361')))).toEqual([]);
});

test.each(['93051822362', '00000000000', '93.13.18-223-61'])(
  'the number "%s" is false, and the answer says by which rule, and does not repeat it',
  async (number) => {
    const refused = await answer(set(p.ctx('adviser'), two, number));
    expect(refused).toMatchObject({
      member: null,
      violations: [{ code: 'member.number-false', path: ['nationalNumber'] }],
    });
    expect(JSON.stringify(refused)).not.toContain(number);
  },
);

test.each(['9305182236', '', '930518 223 61 x'])(
  'the number "%s" is no number, and the answer does not repeat it',
  async (number) => {
    const refused = await set(p.ctx('adviser'), two, number);
    expect(refused.data ?? null).toBeNull();
    expect(refused.errors).toHaveLength(1);
  },
);

test('others may not: a stranger finds nobody, a colleague of an activity may not write', async () => {
  expect(errorCodes(await set(as(p, two), one, '25041612376'))).toEqual(['NOT_FOUND']);
  const foreign = p.ctx('adviser', { foreign: true });
  expect(errorCodes(await set(foreign, one, '25041612376'))).toEqual(['NOT_FOUND']);
  expect(errorCodes(await set(p.ctx('finance'), one, '25041612376'))).toEqual(['FORBIDDEN']);
});

test('no event, audit line or row outside the vault holds it', async () => {
  const found = await p.admin.query<{ t: string }>(
    `select o::text as t from core.outbox o union all select a::text from core.audit a
     union all select m::text from core.member m`,
  );
  for (const { t } of found) expect(t).not.toMatch(/93051822361|00012556777/);
});
