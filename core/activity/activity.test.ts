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
} from '../member/testing.js';
import type { Context } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import { type TestPlatform, testPlatform } from '../platform/testing/platform.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(async () => {
  await p.close();
});

async function newActivity(managerId: string, name: string, status = 'OPEN'): Promise<string> {
  const id = newId();
  await p.admin.query(
    `with activity as (
       insert into core.activity (cooperative_id, id, name, manager_id, host_entity_id, sector,
         status, currency, opened_on)
       values ($1, $2, $3, $4, $5, 'sector-one', $6, 'EUR', '2026-01-01') returning id)
     insert into core.participation (cooperative_id, activity_id, member_id, role, status, since)
     select $1, id, $4, 'MANAGER', 'ACTIVE', '2026-01-01' from activity`,
    [p.cooperativeId, id, name, managerId, p.hostEntityId, status],
  );
  return id;
}

const update = (ctx: Context, input: object) =>
  ask(
    p,
    ctx,
    `mutation ($input: UpdateActivityInput!) { updateActivity(input: $input) {
      activity { name description version } violations { code path } } }`,
    { input },
  );

describe('who sees which activity', () => {
  test('those who take part and the co-operative’s people; nobody else hears of it', async () => {
    const query = `{ activity(id: "${activityId(p.activityIds['member-stage'])}") { name } }`;
    const seen = async (ctx: Context) => (await answer(ask(p, ctx, query))) !== null;
    expect(await seen(p.ctx('member-stage'))).toBe(true);
    expect(await seen(p.ctx('adviser'))).toBe(true);
    expect(await seen(p.ctx('finance'))).toBe(true);
    expect(await seen(p.ctx('member-film'))).toBe(false);
    expect(await seen(p.ctx('member-stage', { foreign: true }))).toBe(false);
    expect(await seen(p.ctx('admin', { foreign: true }))).toBe(false);
    expect(errorCodes(await p.graphql(query))).toEqual(['UNAUTHENTICATED']);
  });

  test('lists hold one’s own, or all of the co-operative', async () => {
    const list = '{ activities(first: 100) { totalCount nodes { name } } }';
    expect(await answer(ask(p, p.ctx('member-film'), list))).toEqual({
      totalCount: 1,
      nodes: [{ name: 'Activity of member-film' }],
    });
    const { totalCount } = await answer(ask(p, p.ctx('admin'), list));
    const rows = await p.admin.query('select from core.activity where cooperative_id = $1', [
      p.cooperativeId,
    ]);
    expect(totalCount).toBe(rows.length);
  });
});

describe('the activities of a member', () => {
  test('are those that are managed and those in which the member takes part', async () => {
    const someone = await newMember(p);
    await newActivity(someone.id, 'Managed');
    await newActivity(someone.id, 'Closed', 'CLOSED');
    const shared = await newActivity(p.memberIds['member-stage'], 'Shared');
    const left = await newActivity(p.memberIds['member-stage'], 'Left');
    for (const [id, status] of [
      [shared, 'ACTIVE'],
      [left, 'LEFT'],
    ]) {
      await p.admin.query(
        `insert into core.participation
           (cooperative_id, activity_id, member_id, role, status, since)
         values ($1, $2, $3, 'PARTICIPANT', $4, '2026-01-01')`,
        [p.cooperativeId, id, someone.id, status],
      );
    }
    const query = (args: string) =>
      `{ member(id: "${memberId(someone.id)}") {
        activities(${args}) { totalCount nodes { name } } } }`;
    const found = async (args: string, ctx = as(p, someone)) => {
      const { activities } = await answer(ask(p, ctx, query(args)));
      const names = activities.nodes.map(({ name }: { name: string }) => name);
      expect(activities.totalCount).toBe(names.length);
      return names;
    };
    expect(await found('orderBy: NAME')).toEqual(['Closed', 'Managed', 'Shared']);
    expect(await found('first: 10, filter: { status: [OPEN] }')).toEqual(['Shared', 'Managed']);
    expect(
      await found(`orderBy: OLDEST, filter: { managerId: "${memberId(someone.id)}" }`),
    ).toEqual(['Managed', 'Closed']);
    expect(await found('filter: { nameStartsWith: "sha", sector: ["sector-one"] }')).toEqual([
      'Shared',
    ]);
    expect(await found('filter: { sector: ["\\u0000", "x"] }')).toEqual([]);
    // A colleague of one activity sees of the member what they share.
    expect(await found('orderBy: NAME', p.ctx('member-stage'))).toEqual(['Shared']);
  });

  test('page inside each member by themselves', async () => {
    const people = [await newMember(p), await newMember(p)];
    for (const { id } of people) for (const n of [1, 2, 3]) await newActivity(id, `Part ${n}`);
    const query = (after: string) => `{ members(first: 2) { nodes {
      activities(first: 2${after}, orderBy: NAME) {
        nodes { name } pageInfo { hasNextPage endCursor } } } } }`;
    const page = async (after: string) =>
      (await answer(ask(p, p.ctx('admin'), query(after)))).nodes.map(
        ({ activities }: { activities: object }) => activities,
      );
    const first = await page('');
    expect(first).toEqual([
      { nodes: [{ name: 'Part 1' }, { name: 'Part 2' }], pageInfo: expect.anything() },
      { nodes: [{ name: 'Part 1' }, { name: 'Part 2' }], pageInfo: expect.anything() },
    ]);
    const [, ours] = await page(`, after: "${first[1].pageInfo.endCursor}"`);
    expect(ours).toMatchObject({
      nodes: [{ name: 'Part 3' }],
      pageInfo: { hasNextPage: false },
    });
  });
});

describe('changing an activity', () => {
  test('the manager renames it, with the version that was seen', async () => {
    const id = activityId(await newActivity(p.memberIds['member-design'], 'Old'));
    const owner = () => p.ctx('member-design');
    const { activity } = await answer(update(owner(), { activityId: id, name: 'New', version: 1 }));
    expect(activity).toEqual({ name: 'New', description: '', version: 2 });
    const stale = await update(owner(), { activityId: id, name: 'Older', version: 1 });
    expect(errorCodes(stale)).toEqual(['CONFLICT']);
    const two = await Promise.all(
      ['A', 'B'].map((name) => update(owner(), { activityId: id, name, version: 2 })),
    );
    expect(two.flatMap(errorCodes)).toEqual(['CONFLICT']);
    expect(codes(await answer(update(owner(), { activityId: id, name: ' ' })))).toEqual([
      'text.blank',
    ]);
  });

  test('a participant may not, a closed one nobody', async () => {
    const someone = await newMember(p);
    const id = await newActivity(p.memberIds['member-design'], 'Shared too');
    const closed = await newActivity(p.memberIds['member-design'], 'Done', 'CLOSED');
    await p.admin.query(
      `insert into core.participation (cooperative_id, activity_id, member_id, role, status, since)
       values ($1, $2, $3, 'PARTICIPANT', 'ACTIVE', '2026-01-01')`,
      [p.cooperativeId, id, someone.id],
    );
    const input = { activityId: activityId(id), name: 'Mine' };
    expect(errorCodes(await update(as(p, someone), input))).toEqual(['FORBIDDEN']);
    const late = { activityId: activityId(closed), name: 'Again' };
    expect(codes(await answer(update(p.ctx('admin'), late)))).toEqual(['activity.closed']);
    const query = `{ activity(id: "${activityId(id)}") { viewerCan } }`;
    expect(await answer(ask(p, as(p, someone), query))).toEqual({ viewerCan: ['activity.leave'] });
  });
});

test('statements are as many for ten activities as for a hundred', async () => {
  const fields = `name viewerCan member { displayName } cooperative { slug feeRule { rate } }
    hostEntity { name } team { role member { displayName } }`;
  const count = async (first: number, ctx: Context) => {
    const query = `{ activities(first: ${first}) { nodes { ${fields} } } }`;
    return (await p.statements(() => answer(ask(p, ctx, query)))).length;
  };
  for (let i = 0; i < 100; i++) {
    const id = await newActivity(p.memberIds['member-stage'], `Many ${i}`);
    await p.admin.query(
      `insert into core.participation (cooperative_id, activity_id, member_id, role, status, since)
       values ($1, $2, $3, 'PARTICIPANT', 'ACTIVE', '2026-01-01')`,
      [p.cooperativeId, id, (await newMember(p)).id],
    );
  }
  for (const person of ['admin', 'member-stage'] as const) {
    // Activities, managers, co-operative, fee rule, host entities, team, the others of the team.
    expect(await count(10, p.ctx(person))).toBe(7);
    expect(await count(100, p.ctx(person))).toBe(7);
  }
});
