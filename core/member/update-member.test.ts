import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from '../platform/testing/platform.js';
import { type Answer, answer, as, ask, codes, errorCodes, memberId, newMember } from './testing.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(async () => {
  await p.close();
});

const fields = 'member { id displayName email status completion version leftOn contact { city } }';
const mutation = (name: string, input: string) =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ${fields} violations { code path } } }`;
const update = mutation('updateMember', 'UpdateMemberInput');
const identify = mutation('identifyMember', 'IdentifyMemberInput');
const changeStatus = mutation('changeMemberStatus', 'ChangeMemberStatusInput');

describe('changing what was filled in', () => {
  test('a member changes their own contact, and nothing that was not named', async () => {
    const someone = await newMember(p, { name: 'Before' });
    const input = { memberId: memberId(someone.id), city: 'Luik', version: 1 };
    const { member } = await answer(ask(p, as(p, someone), update, { input }));
    expect(member).toMatchObject({
      displayName: 'Before',
      email: someone.email,
      contact: { city: 'Luik' },
      version: 2,
    });
  });

  test('a version that is no longer the newest is a conflict, and nothing changes', async () => {
    const someone = await newMember(p, { name: 'Stale' });
    const change = (displayName: string) => {
      const input = { memberId: memberId(someone.id), displayName, version: 1 };
      return ask(p, as(p, someone), update, { input });
    };
    const both = await Promise.all([change('One'), change('Two')]);
    expect(both.flatMap(errorCodes)).toEqual(['CONFLICT']);
    const [row] = await p.admin.query('select version from core.member where id = $1', [
      someone.id,
    ]);
    expect(row).toEqual({ version: 2 });
  });

  test('without a version the last change holds', async () => {
    const someone = await newMember(p);
    const input = (displayName: string) => ({ memberId: memberId(someone.id), displayName });
    await answer(ask(p, as(p, someone), update, { input: input('One') }));
    const { member } = await answer(ask(p, as(p, someone), update, { input: input('Two') }));
    expect(member).toMatchObject({ displayName: 'Two', version: 3 });
  });

  test('an address of somebody else is refused, one’s own in capitals is not', async () => {
    const someone = await newMember(p);
    const other = await newMember(p);
    const change = (email: string) => {
      const input = { memberId: memberId(someone.id), email };
      return answer(ask(p, as(p, someone), update, { input }));
    };
    expect(codes(await change(other.email))).toEqual(['member.email-taken']);
    expect(codes(await change(someone.email.toUpperCase()))).toEqual([]);
  });

  test('who is identified keeps address and phone; who is not may take them away', async () => {
    const identified = await newMember(p);
    const registered = await newMember(p, { completion: 1 });
    const clear = (one: typeof identified) => {
      const input = { memberId: memberId(one.id), phone: '', city: null };
      return answer(ask(p, as(p, one), update, { input }));
    };
    expect((await clear(identified)).violations).toEqual([
      { code: 'member.contact-needed', path: ['phone'] },
      { code: 'member.contact-needed', path: ['city'] },
    ]);
    expect((await clear(registered)).member).toMatchObject({ completion: 0 });
  });

  test('somebody else’s contact is not there for a member, and not theirs to change', async () => {
    const someone = await newMember(p);
    const input = { memberId: memberId(someone.id), displayName: 'Mine' };
    const stranger = await ask(p, p.ctx('member-film'), update, { input });
    expect(errorCodes(stranger)).toEqual(['NOT_FOUND']);
    const adviser = await answer(ask(p, p.ctx('adviser'), update, { input }));
    expect(adviser.member.displayName).toBe('Mine');
  });

  test('a member of another co-operative is not there, what is no id is bad input', async () => {
    const foreign = memberId(p.other.memberIds['member-stage']);
    const ask1 = (id: string) =>
      ask(p, p.ctx('admin'), update, { input: { memberId: id, displayName: 'X' } });
    expect(errorCodes(await ask1(foreign))).toEqual(['NOT_FOUND']);
    for (const id of ['', '42', 'Member:', `Activity:${p.cooperativeId}`, 'Member:x'.repeat(99)]) {
      expect(errorCodes(await ask1(id))).toEqual(['BAD_USER_INPUT']);
    }
  });
});

describe('identifying', () => {
  const asked = (ctx: Parameters<typeof ask>[1], id: string, means = 'eid', dryRun = false) =>
    ask(p, ctx, identify, { input: { memberId: memberId(id), means, dryRun } });

  test('the co-operative identifies a member whose contact is complete', async () => {
    const someone = await newMember(p, { completion: 1 });
    expect(await answer(asked(p.ctx('adviser'), someone.id, 'eid', true))).toMatchObject({
      member: null,
      violations: [],
    });
    const { member } = await answer(asked(p.ctx('adviser'), someone.id));
    expect(member).toMatchObject({ completion: 2, version: 2 });
    const [row] = await p.admin.query('select * from core.member where id = $1', [someone.id]);
    expect(row).toMatchObject({
      identified_on: '2026-11-23',
      identified_by: p.memberIds.adviser,
      identified_with: 'eid',
    });
  });

  test('nobody identifies themselves, twice, or without an address', async () => {
    const bare = await newMember(p, { completion: 0 });
    const done = await newMember(p);
    const own = await answer(asked(p.ctx('adviser'), p.memberIds.adviser));
    expect(codes(own)).toContain('member.own-identity');
    expect(codes(await answer(asked(p.ctx('adviser'), bare.id)))).toEqual([
      'member.contact-incomplete',
    ]);
    expect(codes(await answer(asked(p.ctx('adviser'), done.id, 'No 123-4567')))).toEqual([
      'member.means-unreadable',
      'member.already-identified',
    ]);
    expect(errorCodes(await asked(as(p, bare), bare.id))).toEqual(['FORBIDDEN']);
  });
});

describe('where a member stands', () => {
  const move = (ctx: Parameters<typeof ask>[1], id: string, status: string) =>
    ask(p, ctx, changeStatus, { input: { memberId: memberId(id), status } });

  test('pending, active, suspended, active', async () => {
    const { id } = await newMember(p, { status: 'PENDING' });
    const steps: Answer[] = [];
    for (const status of ['SUSPENDED', 'ACTIVE', 'ACTIVE', 'SUSPENDED', 'PENDING', 'ACTIVE']) {
      const made = await answer(move(p.ctx('adviser'), id, status));
      steps.push(made.member?.status ?? codes(made)[0]);
    }
    const no = 'member.status-out-of-reach';
    expect(steps).toEqual([no, 'ACTIVE', no, 'SUSPENDED', no, 'ACTIVE']);
  });

  test('who leaves loses roles, adviser, places and tokens; the history stays', async () => {
    const someone = await newMember(p);
    const { id } = someone;
    const key = [p.cooperativeId, id];
    await p.admin.query(
      `insert into core.role_grant (cooperative_id, id, member_id, role, from_day)
       values ($1, gen_random_uuid(), $2, 'MEMBER', '2021-01-01'),
         ($1, gen_random_uuid(), $2, 'ADVISER', '2027-01-01')`,
      key,
    );
    await p.admin.query(
      `insert into core.advice (cooperative_id, id, member_id, adviser_id, from_day)
       values ($1, gen_random_uuid(), $2, $3, '2021-01-01')`,
      [...key, p.memberIds.adviser],
    );
    await p.admin.query(
      `insert into core.participation (cooperative_id, activity_id, member_id, role, status, since)
       values ($1, $3, $2, 'PARTICIPANT', 'ACTIVE', '2021-01-01')`,
      [...key, p.activityIds['member-stage']],
    );
    const { member } = await answer(move(p.ctx('admin'), id, 'LEFT'));
    expect(member).toMatchObject({ status: 'LEFT', leftOn: '2026-11-23' });
    const of = (table: string) =>
      p.admin.query(
        `select * from core.${table} where cooperative_id = $1 and member_id = $2`,
        key,
      );
    expect(await of('role_grant')).toEqual([
      expect.objectContaining({ role: 'MEMBER', until_day: '2026-11-23' }),
      expect.objectContaining({ role: 'ADVISER', from_day: '2027-01-01', until_day: '2027-01-01' }),
    ]);
    expect(await of('advice')).toMatchObject([{ until_day: '2026-11-23' }]);
    expect(await of('participation')).toMatchObject([{ status: 'LEFT', left_on: '2026-11-23' }]);
    const change = { input: { memberId: memberId(id), displayName: 'Back' } };
    expect(codes(await answer(ask(p, p.ctx('admin'), update, change)))).toEqual([
      'member.has-left',
    ]);
    const back = await answer(move(p.ctx('admin'), id, 'ACTIVE'));
    expect(back.member).toMatchObject({ status: 'ACTIVE', leftOn: null });
    expect(await of('role_grant')).toHaveLength(3);
  });

  test('who manages an open activity does not leave', async () => {
    const refused = await answer(move(p.ctx('admin'), p.memberIds['member-design'], 'LEFT'));
    expect(codes(refused)).toEqual(['member.still-manages']);
  });

  test('nobody changes their own status, and members nobody’s', async () => {
    const own = await answer(move(p.ctx('admin'), p.memberIds.admin, 'SUSPENDED'));
    expect(codes(own)).toEqual(['member.own-status']);
    const someone = await newMember(p);
    expect(errorCodes(await move(as(p, someone), someone.id, 'LEFT'))).toEqual(['FORBIDDEN']);
  });
});
