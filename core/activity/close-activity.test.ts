import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { activityId, answer, as, ask, codes, errorCodes, newMember } from '../member/testing.js';
import type { Context } from '../platform/context.js';
import type { ClosingObstacle } from '../platform/domain.js';
import { type TestPlatform, testPlatform } from '../platform/testing/platform.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(async () => {
  await p.close();
});

const mutation = `mutation ($input: CloseActivityInput!) { closeActivity(input: $input) {
  activity { status closedOn version viewerCan } violations { code } } }`;
const close = (ctx: Context, id: string, over: object = {}) =>
  ask(p, ctx, mutation, { input: { activityId: activityId(id), ...over } });

/** The same request on a platform whose domains have these obstacles. */
function amid(ctx: Context, closingObstacles: readonly ClosingObstacle[]): Context {
  const domains = p.platform.domains.map((domain) => ({ ...domain, closingObstacles: [] }));
  const domain = { ...(domains[0] as (typeof domains)[0]), closingObstacles };
  return { ...ctx, platform: { ...p.platform, domains: [...domains, domain] } };
}

test('an activity with nothing in the way closes today, and takes no new work', async () => {
  const id = p.activityIds['member-stage'];
  const { activity } = await answer(close(p.ctx('member-stage'), id, { version: 1 }));
  expect(activity).toEqual({
    status: 'CLOSED',
    closedOn: '2026-11-23',
    version: 2,
    viewerCan: [],
  });
  expect(codes(await answer(close(p.ctx('member-stage'), id)))).toEqual(['activity.closed']);
});

test('every obstacle of every domain is named at once, and nothing changes', async () => {
  const id = p.activityIds['member-film'];
  const asked: string[] = [];
  const says =
    (code: string): ClosingObstacle =>
    async (tx, activity) => {
      asked.push(activity.id);
      await tx.query('select 1');
      return [{ code }];
    };
  const ctx = amid(p.ctx('member-film'), [says('member.not-active'), says('invitation.ended')]);
  const refused = await answer(close(ctx, id));
  expect(refused.activity).toBeNull();
  expect(codes(refused)).toEqual(['member.not-active', 'invitation.ended']);
  expect(asked).toEqual([id, id]);
  const warned = amid(p.ctx('member-film'), [
    async () => [{ code: 'member.not-active', severity: 'WARNING' }],
  ]);
  expect(await answer(close(warned, id))).toMatchObject({
    activity: { status: 'CLOSED' },
    violations: [{ code: 'member.not-active' }],
  });
});

test('closing at once twice closes once; a dry run and a stale version close nothing', async () => {
  const id = p.activityIds['member-design'];
  const ctx = () => p.ctx('member-design');
  expect(codes(await answer(close(ctx(), id, { dryRun: true })))).toEqual([]);
  expect(errorCodes(await close(ctx(), id, { version: 9 }))).toEqual(['CONFLICT']);
  const both = await Promise.all([close(ctx(), id), close(ctx(), id)].map(answer));
  expect(both.flatMap(codes)).toEqual(['activity.closed']);
});

test('an invitation into a closed activity is no longer there to accept', async () => {
  const id = p.activityIds['member-startup'];
  const someone = await newMember(p);
  await p.admin.query(
    `insert into core.participation (cooperative_id, activity_id, member_id, role, status, since)
     values ($1, $2, $3, 'PARTICIPANT', 'INVITED', '2026-01-01')`,
    [p.cooperativeId, id, someone.id],
  );
  await answer(close(p.ctx('adviser'), id));
  const { invitations } = await answer(
    ask(p, as(p, someone), '{ viewer { invitations { activityName } } }'),
  );
  expect(invitations).toEqual([]);
  const accept = `mutation { acceptInvitation(input: { activityId: "${activityId(id)}" }) {
    violations { code } } }`;
  expect(codes(await answer(ask(p, as(p, someone), accept)))).toEqual(['activity.closed']);
});

test('others’ activities are not there to close', async () => {
  const foreign = p.other.activityIds['member-stage'];
  expect(errorCodes(await close(p.ctx('admin'), foreign))).toEqual(['NOT_FOUND']);
  expect(errorCodes(await close(p.ctx('member-film'), p.activityIds['member-stage']))).toEqual([
    'NOT_FOUND',
  ]);
  expect(errorCodes(await close(p.ctx('finance'), p.activityIds['member-stage']))).toEqual([
    'FORBIDDEN',
  ]);
});
