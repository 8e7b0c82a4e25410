import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type TestPlatform, testPlatform } from '../platform/testing/platform.js';
import { type Answer, answer, as, ask, errorCodes, memberId, newMember } from './testing.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(async () => {
  await p.close();
});

async function takesPart(id: string, person: keyof TestPlatform['activityIds'], status = 'ACTIVE') {
  await p.admin.query(
    `insert into core.participation (cooperative_id, activity_id, member_id, role, status, since)
     values ($1, $2, $3, 'PARTICIPANT', $4, '2021-01-01')`,
    [p.cooperativeId, p.activityIds[person], id, status],
  );
}

const names = async (ctx: Parameters<typeof ask>[1], list = 'members') => {
  const { nodes } = await answer(ask(p, ctx, `{ ${list} { nodes { displayName } } }`));
  return nodes.map(({ displayName }: { displayName: string }) => displayName);
};

describe('who sees whom', () => {
  test('a member alone sees themselves', async () => {
    expect(await names(as(p, await newMember(p, { name: 'Alone' })))).toEqual(['Alone']);
  });

  test('a team sees each other and whom it has invited; the invited see nobody yet', async () => {
    const participant = await newMember(p, { name: 'Participant' });
    const invited = await newMember(p, { name: 'Invited' });
    const gone = await newMember(p, { name: 'Gone' });
    await takesPart(participant.id, 'member-design');
    await takesPart(invited.id, 'member-design', 'INVITED');
    await takesPart(gone.id, 'member-design', 'LEFT');
    const team = ['Invited', 'Participant', 'Test member-design'];
    expect((await names(as(p, participant))).sort()).toEqual(team);
    expect(await names(as(p, invited))).toEqual(['Invited']);
    expect(await names(as(p, gone))).toEqual(['Gone']);
  });

  test('the co-operative’s people see everybody here and nobody elsewhere', async () => {
    const seen = await names(p.ctx('finance'), 'members(first: 100)');
    const rows = await p.admin.query('select from core.member where cooperative_id = $1', [
      p.cooperativeId,
    ]);
    expect(seen).toHaveLength(rows.length);
    const foreign = p.other.memberIds['member-stage'];
    const query = `{ member(id: "${memberId(foreign)}") { id } }`;
    for (const person of ['admin', 'adviser', 'member-stage'] as const) {
      expect(await answer(ask(p, p.ctx(person), query))).toBeNull();
    }
  });

  test('an address shows to oneself and to the co-operative’s people', async () => {
    const someone = await newMember(p);
    const query = `{ member(id: "${memberId(someone.id)}") { email } }`;
    expect(await answer(ask(p, as(p, someone), query))).toEqual({ email: someone.email });
    expect(await answer(ask(p, p.ctx('adviser'), query))).toEqual({ email: someone.email });
  });

  test('without the permission nothing shows, without a token nothing answers', async () => {
    const someone = await newMember(p);
    const blind = as(p, someone, ['MEMBER'], { grants: new Map() });
    const query = '{ members { totalCount nodes { id } } }';
    expect(await answer(ask(p, blind, query))).toEqual({ totalCount: 0, nodes: [] });
    expect(errorCodes(await p.graphql(query))).toEqual(['UNAUTHENTICATED']);
  });
});

describe('lists', () => {
  test('go forwards and backwards over every row once, in either order', async () => {
    for (let i = 0; i < 7; i++) await newMember(p, { name: `Same name` });
    for (const orderBy of ['NEWEST', 'OLDEST', 'NAME']) {
      const walk = async (edge: string, cursor: string, more: string, end: string) => {
        const seen: string[] = [];
        let at: string | null = null;
        for (;;) {
          const place: string = at === null ? '' : `, ${cursor}: "${at}"`;
          const query: string = `{ members(${edge}: 4${place}, orderBy: ${orderBy}) {
            edges { node { id } } pageInfo { ${more} ${end} } } }`;
          const { edges, pageInfo }: Answer = await answer(ask(p, p.ctx('admin'), query));
          const ids = edges.map(({ node }: { node: { id: string } }) => node.id);
          seen.push(...(edge === 'last' ? ids.reverse() : ids));
          if (!pageInfo[more]) return seen;
          at = pageInfo[end];
        }
      };
      const there = await walk('first', 'after', 'hasNextPage', 'endCursor');
      const back = await walk('last', 'before', 'hasPreviousPage', 'startCursor');
      expect(new Set(there).size).toBe(there.length);
      expect(back.reverse()).toEqual(there);
    }
  });

  test('filter by status, beginning of the name, address and adviser', async () => {
    const one = await newMember(p, { name: '100% Ünique_name', status: 'SUSPENDED' });
    await newMember(p, { name: '100 others' });
    await p.admin.query(
      `insert into core.advice (cooperative_id, id, member_id, adviser_id, from_day)
       values ($1, gen_random_uuid(), $2, $3, '2021-01-01')`,
      [p.cooperativeId, one.id, p.memberIds.adviser],
    );
    const query = `query ($filter: MemberFilter) {
      members(filter: $filter) { totalCount nodes { displayName } } }`;
    const found = (filter: object) => answer(ask(p, p.ctx('admin'), query, { filter }));
    const only = { totalCount: 1, nodes: [{ displayName: '100% Ünique_name' }] };
    expect(await found({ status: ['SUSPENDED'] })).toEqual(only);
    expect(await found({ nameStartsWith: '100% üniQUE' })).toEqual(only);
    expect(await found({ email: one.email.toUpperCase() })).toEqual(only);
    expect(await found({ adviserId: memberId(p.memberIds.adviser) })).toEqual(only);
    expect(await found({ nameStartsWith: '100%', status: ['ACTIVE'] })).toMatchObject({
      totalCount: 0,
    });
    expect(await found({ nameStartsWith: '%' })).toMatchObject({ totalCount: 0 });
    expect(await found({ status: [] })).toMatchObject({ totalCount: 0 });
  });

  test('an address does not tell a member whose it is', async () => {
    const participant = await newMember(p);
    await takesPart(participant.id, 'member-startup');
    const query = `{ members(filter: { email: "${participant.email}" }) { totalCount } }`;
    expect(await answer(ask(p, p.ctx('member-startup'), query))).toEqual({ totalCount: 0 });
  });

  test.each([
    ['a page of none', '{ members(first: 0) { totalCount nodes { id } } }'],
    ['a page of too many', '{ members(first: 101) { nodes { id } } }'],
    ['a page from both ends', '{ members(first: 1, last: 1) { nodes { id } } }'],
    ['a cursor of nobody', '{ members(after: "bm90aGluZw") { nodes { id } } }'],
    [
      'a filter with a zero character',
      '{ members(filter: {nameStartsWith: "\\u0000"}) { nodes { id } } }',
    ],
    ['an adviser that is no id', '{ members(filter: {adviserId: "1"}) { nodes { id } } }'],
  ])('%s is bad input', async (_what, query) => {
    expect(errorCodes(await ask(p, p.ctx('admin'), query))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('statements', () => {
  const everything = `displayName email contact { phone } cooperative { name } viewerCan
    adviser { displayName }
    advisers { from adviser { displayName } } roles { role } shares { class }
    activities(first: 3) { totalCount nodes { name } }`;

  test('are as many for ten members as for a hundred', async () => {
    const count = async (first: number) => {
      const query = `{ members(first: ${first}) { nodes { ${everything} } } }`;
      return (await p.statements(() => answer(ask(p, p.ctx('admin'), query)))).length;
    };
    const former = await newMember(p);
    for (let i = 0; i < 100; i++) {
      await p.admin.query(
        `insert into core.advice (cooperative_id, id, member_id, adviser_id, from_day, until_day)
         values ($1, gen_random_uuid(), $2, $3, '2021-01-01', '2022-01-01'),
           ($1, gen_random_uuid(), $2, $4, '2022-01-01', null)`,
        [p.cooperativeId, (await newMember(p)).id, former.id, p.memberIds.adviser],
      );
    }
    // Members, co-operative, adviser, advisers, those in the history, roles, shares, count, rows.
    expect(await count(10)).toBe(9);
    expect(await count(100)).toBe(9);
  });

  test('have the usual sizes of a page in their text, so that one plan holds for all', async () => {
    const texts = async (first: number) =>
      (
        await p.statements(() =>
          ask(p, p.ctx('admin'), `{ members(first: ${first}) { nodes { id } } }`),
        )
      ).at(-1);
    expect(await texts(50)).toMatch(/limit 51$/);
    expect(await texts(49)).toMatch(/limit \$\d+$/);
  });

  test('are one a level: a member, its activities, their invoices', async () => {
    const one = `{ member(id: "${memberId(p.memberIds['member-stage'])}") {
      displayName activities(first: 10) { nodes { name } } } }`;
    const many = '{ members(first: 50) { nodes { displayName activities { totalCount } } } }';
    const deep = one.replace('{ name }', '{ name invoices(first: 5) { nodes { number } } }');
    for (const person of ['admin', 'member-stage'] as const) {
      for (const [query, statements] of [
        [one, 2],
        [many, 2],
        [deep, 3],
      ] as const) {
        const sent = await p.statements(() => answer(ask(p, p.ctx(person), query)));
        expect(sent).toHaveLength(statements);
      }
    }
  });
});
