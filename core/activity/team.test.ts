import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  activityId,
  answer,
  as,
  ask,
  codes,
  errorCodes,
  memberId,
  newMember,
  type TestMember,
} from '../member/testing.js';
import type { Context } from '../platform/context.js';
import { type TestPlatform, testPlatform } from '../platform/testing/platform.js';
import { teamLimit } from './invite-to-activity.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(async () => {
  await p.close();
});

const act = (name: string, input: string) => (ctx: Context, over: object) =>
  ask(
    p,
    ctx,
    `mutation ($input: ${input}!) { ${name}(input: $input) {
      activity { name version member { id } team { role status member { displayName } } }
      violations { code path } } }`,
    { input: over },
  );
const invite = act('inviteToActivity', 'InviteToActivityInput');
const accept = act('acceptInvitation', 'AnswerInvitationInput');
const decline = act('declineInvitation', 'AnswerInvitationInput');
const end = act('endParticipation', 'EndParticipationInput');
const handOver = act('handOverActivity', 'HandOverActivityInput');
const ours = () => activityId(p.activityIds['member-stage']);
const manager = () => p.ctx('member-stage');
const invitations = async (member: TestMember) =>
  (
    await answer(
      ask(p, as(p, member), '{ viewer { invitations { activityId activityName managerName } } }'),
    )
  ).invitations;
const sees = async (member: TestMember, id = ours()) =>
  (await answer(ask(p, as(p, member), `{ activity(id: "${id}") { id } }`))) !== null;
const statusOf = async (member: TestMember) => {
  const [row] = await p.admin.query<{ status: string }>(
    'select status from core.participation where member_id = $1',
    [member.id],
  );
  return row?.status;
};

describe('inviting', () => {
  test('by id or by address; the invited member finds it, accepts, sees the activity', async () => {
    const byId = await newMember(p, { name: 'By id' });
    const byEmail = await newMember(p, { name: 'By address' });
    const input = { activityId: ours() };
    await answer(invite(manager(), { ...input, memberId: memberId(byId.id) }));
    const { activity } = await answer(
      invite(manager(), { ...input, email: byEmail.email.toUpperCase() }),
    );
    expect(activity.team.slice(1).map(({ status }: { status: string }) => status)).toEqual([
      ...['INVITED', 'INVITED'],
    ]);
    expect(await invitations(byId)).toEqual([
      {
        activityId: ours(),
        activityName: 'Activity of member-stage',
        managerName: 'Test member-stage',
      },
    ]);
    expect(await sees(byId)).toBe(false);
    const joined = await answer(accept(as(p, byId), input));
    expect(joined.activity.team).toContainEqual({
      role: 'PARTICIPANT',
      status: 'ACTIVE',
      member: { displayName: 'By id' },
    });
    expect(await sees(byId)).toBe(true);
    expect(await sees(byEmail)).toBe(false);
    expect(await invitations(byId)).toEqual([]);
  });

  test('one after the other: the second hears that it has been done', async () => {
    const someone = await newMember(p);
    const input = { activityId: ours(), email: someone.email };
    await answer(invite(manager(), input));
    expect(codes(await answer(invite(manager(), input)))).toEqual(['invitation.already-invited']);
    await answer(accept(as(p, someone), { activityId: input.activityId }));
    expect(codes(await answer(invite(manager(), input)))).toEqual([
      'invitation.already-takes-part',
    ]);
  });

  test('at the same moment: one invitation', async () => {
    const someone = await newMember(p);
    const input = { activityId: ours(), email: someone.email };
    const all = await Promise.all([1, 2, 3, 4].map(() => answer(invite(manager(), input))));
    expect(all.flatMap(codes)).toEqual(Array(3).fill('invitation.already-invited'));
  });

  test('accepting and declining at the same moment: one of the two', async () => {
    const someone = await newMember(p);
    const input = { activityId: ours() };
    await answer(invite(manager(), { ...input, email: someone.email }));
    const both = await Promise.all([
      answer(accept(as(p, someone), input)),
      answer(decline(as(p, someone), input)),
    ]);
    expect(both.flatMap(codes)).toHaveLength(1);
    expect(['ACTIVE', 'DECLINED']).toContain(await statusOf(someone));
  });

  test('who declined or left may be asked again', async () => {
    const someone = await newMember(p);
    const input = { activityId: ours() };
    const ask1 = () => answer(invite(manager(), { ...input, memberId: memberId(someone.id) }));
    await ask1();
    expect(await answer(decline(as(p, someone), input))).toEqual({
      activity: null,
      violations: [],
    });
    expect(codes(await answer(accept(as(p, someone), input)))).toEqual(['invitation.ended']);
    expect(codes(await ask1())).toEqual([]);
    await answer(accept(as(p, someone), input));
    expect(codes(await answer(accept(as(p, someone), input)))).toEqual([
      'invitation.already-accepted',
    ]);
    await answer(end(as(p, someone), input));
    expect(await statusOf(someone)).toBe('LEFT');
    expect(await sees(someone)).toBe(false);
    expect(codes(await ask1())).toEqual([]);
  });

  test('nobody, a stranger to the co-operative and who is not active', async () => {
    const input = { activityId: ours() };
    const suspended = await newMember(p, { status: 'SUSPENDED' });
    const to = async (over: object) =>
      codes(await answer(invite(manager(), { ...input, ...over })));
    expect(await to({ email: 'nobody@example.org' })).toEqual(['invitation.nobody']);
    expect(await to({ email: suspended.email })).toEqual(['invitation.member-not-active']);
    const foreign = memberId(p.other.memberIds['member-film']);
    expect(errorCodes(await invite(manager(), { ...input, memberId: foreign }))).toEqual([
      'NOT_FOUND',
    ]);
    expect(errorCodes(await invite(manager(), input))).toEqual(['BAD_USER_INPUT']);
    expect(
      errorCodes(await invite(manager(), { ...input, memberId: foreign, email: 'a@b.be' })),
    ).toEqual(['BAD_USER_INPUT']);
  });

  test('is for the manager; a participant sees the activity and may not', async () => {
    const someone = await newMember(p);
    const other = await newMember(p);
    await answer(invite(manager(), { activityId: ours(), email: someone.email }));
    await answer(accept(as(p, someone), { activityId: ours() }));
    const input = { activityId: ours(), email: other.email };
    expect(errorCodes(await invite(as(p, someone), input))).toEqual(['FORBIDDEN']);
    expect(errorCodes(await invite(as(p, other), input))).toEqual(['NOT_FOUND']);
    const foreign = { ...input, activityId: activityId(p.other.activityIds['member-stage']) };
    expect(errorCodes(await invite(manager(), foreign))).toEqual(['NOT_FOUND']);
    expect(errorCodes(await accept(as(p, other), { activityId: ours() }))).toEqual(['NOT_FOUND']);
  });

  test('a dry run invites nobody', async () => {
    const someone = await newMember(p);
    const input = { activityId: ours(), email: someone.email, dryRun: true };
    expect(await answer(invite(manager(), input))).toEqual({ activity: null, violations: [] });
    expect(await statusOf(someone)).toBeUndefined();
  });

  test('a team has a limit', async () => {
    const activity = p.activityIds['member-startup'];
    await p.admin.query(
      `with people as (
         insert into core.member (cooperative_id, id, display_name, email, locale, status,
           completion, category, joined_on)
         select $1, gen_random_uuid(), 'Crowd', 'crowd' || n || '@example.org', 'en', 'ACTIVE', 2,
           'USER', '2021-01-01' from generate_series(2, $3::int) n returning id)
       insert into core.participation (cooperative_id, activity_id, member_id, role, status, since)
       select $1, $2, id, 'PARTICIPANT', 'ACTIVE', '2021-01-01' from people`,
      [p.cooperativeId, activity, teamLimit],
    );
    const late = await newMember(p);
    const input = { activityId: activityId(activity), email: late.email };
    expect(codes(await answer(invite(p.ctx('member-startup'), input)))).toEqual([
      'activity.team-full',
    ]);
  });
});

describe('leaving', () => {
  test('the manager ends a participation and withdraws an invitation; others do not', async () => {
    const one = await newMember(p);
    const two = await newMember(p);
    const input = { activityId: ours() };
    for (const { email } of [one, two]) await answer(invite(manager(), { ...input, email }));
    await answer(accept(as(p, one), input));
    const ends = { ...input, memberId: memberId(two.id) };
    expect(errorCodes(await end(as(p, one), ends))).toEqual(['FORBIDDEN']);
    await answer(end(manager(), ends));
    expect(await statusOf(two)).toBe('LEFT');
    expect(codes(await answer(end(manager(), ends)))).toEqual(['activity.not-in-team']);
    await answer(end(manager(), { ...input, memberId: memberId(one.id) }));
    expect(await sees(one)).toBe(false);
  });

  test('the manager does not leave', async () => {
    const input = { activityId: ours() };
    expect(codes(await answer(end(manager(), input)))).toEqual(['activity.manager-stays']);
  });
});

describe('handing over', () => {
  test('makes a participant the manager, and there is one at every moment', async () => {
    const next = await newMember(p, { name: 'Next' });
    const id = activityId(p.activityIds['member-film']);
    const lender = () => p.ctx('member-film');
    const input = { activityId: id, memberId: memberId(next.id), version: 1 };
    expect(codes(await answer(handOver(lender(), input)))).toEqual(['activity.not-in-team']);
    await answer(invite(lender(), { activityId: id, email: next.email }));
    await answer(accept(as(p, next), { activityId: id }));
    const { activity } = await answer(handOver(lender(), input));
    expect(activity).toMatchObject({ version: 2, member: { id: memberId(next.id) } });
    expect(activity.team).toEqual([
      { role: 'MANAGER', status: 'ACTIVE', member: { displayName: 'Next' } },
      { role: 'PARTICIPANT', status: 'ACTIVE', member: { displayName: 'Test member-film' } },
    ]);
    expect(errorCodes(await handOver(lender(), input))).toEqual(['FORBIDDEN']);
    const back = { ...input, memberId: memberId(p.memberIds['member-film']) };
    expect(errorCodes(await handOver(as(p, next), back))).toEqual(['CONFLICT']);
    expect(codes(await answer(handOver(as(p, next), { ...back, version: 2 })))).toEqual([]);
  });

  test('only to somebody active and identified', async () => {
    const next = await newMember(p, { completion: 1 });
    const id = activityId(p.activityIds['member-design']);
    await answer(invite(p.ctx('member-design'), { activityId: id, email: next.email }));
    await answer(accept(as(p, next), { activityId: id }));
    const input = { activityId: id, memberId: memberId(next.id) };
    expect(codes(await answer(handOver(p.ctx('member-design'), input)))).toEqual([
      'activity.member-not-identified',
    ]);
  });
});
