import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  ask,
  codesOf,
  conformance,
  errorCode,
  type TestPlatform,
  testPlatform,
} from 'gezel/sdk/testing';
import { community } from './plugin.js';
import { guarded } from './report-needs.js';
import { sumOf, weighNightly, weightsOf, wholeMonths } from './weigh.js';

conformance(community);

type Person = Parameters<TestPlatform['ctx']>[0];

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [community] });
});
afterAll(() => p?.close());
const context = (as: Person) => p.platform.host.context(p.ctx(as), community.name);
const members = ['member-stage', 'member-film', 'member-design', 'member-startup'] as const;
const everybody = [...members, 'adviser', 'finance', 'finance-2', 'admin'] as const;

interface Thing {
  readonly id: string;
  readonly [name: string]: unknown;
}
interface Answer {
  readonly violations: { readonly code: string }[];
  readonly thing: Thing | null;
}

/** A mutation of one input, by its name; what it selects besides violations. */
function does(field: string, thing: string, selection = 'id status') {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { ${field}(input: $input) {
    thing: ${thing} { ${selection} } violations { code } } }`;
  return (input: object, as: Person = 'admin') => ask<Answer>(p, mutation, { input }, { as });
}
const idOf = async (answer: Promise<Answer>): Promise<string> => {
  const { thing, violations } = await answer;
  expect(violations).toEqual([]);
  return String(thing?.id);
};

const openGroup = does('communityOpenGroup', 'group');
const join = does('communityJoinGroup', 'group');

describe('a working group', () => {
  const recommend = does('communityRecommend', 'recommendation');
  const move = does('communityMoveRecommendation', 'recommendation');
  const said = { title: 'Share vans', body: 'Between sectors.' };

  test('is convened by who is appointed, and recommends through them alone', async () => {
    const groupId = await idOf(
      openGroup({ name: 'Tools', kind: 'WORKING_GROUP', purpose: 'Which?' }),
    );
    expect(codesOf(await join({ id: groupId }, 'member-stage'))).toEqual([]);
    expect(codesOf(await join({ id: groupId }, 'member-stage'))).toEqual([
      'community.in-group-already',
    ]);
    const mine = () => recommend({ groupId, ...said }, 'member-stage');
    await expect(mine()).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    const query = `query ($id: ID!) { communityGroup(id: $id) { viewerBelongs
      members(first: 9) { nodes { id } } } }`;
    const { members: inside } = await ask<{ members: { nodes: Thing[] } }>(p, query, {
      id: groupId,
    });
    const appoint = does('communityAppointConvenor', 'groupMember', 'id convenes');
    await appoint({ groupMemberId: inside.nodes[0]?.id, convenes: true });
    expect(codesOf(await mine())).toEqual([]);
    const leave = does('communityLeaveGroup', 'group');
    expect(codesOf(await leave({ id: groupId }, 'member-stage'))).toEqual([]);
    expect(codesOf(await leave({ id: groupId }, 'member-stage'))).toEqual([
      'community.not-in-group',
    ]);
    await expect(mine()).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    const circle = await idOf(openGroup({ name: 'Gent', kind: 'GROUP', purpose: 'Meet.' }));
    expect(codesOf(await recommend({ groupId: circle, ...said }))).toEqual([
      'community.no-working-group',
    ]);
    await idOf(does('communityEndGroup', 'group')({ id: groupId }));
    expect(codesOf(await recommend({ groupId, ...said }))).toEqual(['community.group-ended']);
  });

  test('sees what becomes of a recommendation, each step with its reason', async () => {
    const groupId = await idOf(
      openGroup({ name: 'Money', kind: 'WORKING_GROUP', purpose: 'How?' }),
    );
    const id = await idOf(recommend({ groupId, ...said }));
    const to = (status: string, reason?: string) => move({ id, status, reason });
    expect(codesOf(await to('CARRIED_OUT'))).toEqual(['community.no-such-step']);
    expect(codesOf(await to('PROPOSED'))).toEqual(['community.no-such-step']);
    expect(codesOf(await to('DECLINED'))).toEqual(['community.reason-needed']);
    for (const [status, reason] of [
      ['ADOPTED', 'Board of May'],
      ['POSTPONED', 'No money this year'],
      ['ADOPTED', undefined],
      ['CARRIED_OUT', undefined],
    ] as const) {
      expect(codesOf(await to(status, reason))).toEqual([]);
    }
    expect(codesOf(await to('DECLINED', 'Too late'))).toEqual(['community.no-such-step']);
    const query = `query ($id: ID!) { communityRecommendation(id: $id) { status viewerMay
      history { status reason } } }`;
    const told = await ask<{ history: object[] }>(p, query, { id }, { as: 'admin' });
    expect(told).toMatchObject({ status: 'CARRIED_OUT', viewerMay: [] });
    expect(told.history.at(-2)).toEqual({ status: 'ADOPTED', reason: 'Board of May' });
    expect(told.history).toHaveLength(5);
  });
});

describe('a meeting', () => {
  const plan = does('communityPlanMeeting', 'meeting');
  const register = does('communityRegister', 'registration');
  const minutes = does('communityRecordMinutes', 'meeting');
  const evening = {
    ...{ title: 'Assembly', place: 'Gent', day: '2026-12-10', startsAt: '18:00', endsAt: '20:00' },
    agenda: ['Accounts', 'Any other business'],
  };

  test('gives its last seat to one, who may give it back', async () => {
    const meetingId = await idOf(plan({ ...evening, seats: 2 }));
    const come = (as: Person, comes = true) => register({ meetingId, comes }, as);
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, i) => come(members[i % 4] as Person)),
    );
    const seated = members.filter((_, i) =>
      all.some(({ thing }, n) => n % 4 === i && thing !== null),
    );
    expect(seated).toHaveLength(2);
    expect(new Set(all.flatMap(codesOf))).toEqual(
      new Set(['community.meeting-full', 'community.registered-already']),
    );
    expect(codesOf(await come('adviser'))).toEqual(['community.meeting-full']);
    expect(codesOf(await come(seated[0] as Person, false))).toEqual([]);
    expect(codesOf(await come(seated[0] as Person, false))).toEqual([
      'community.not-registered-yet',
    ]);
    expect(codesOf(await come('adviser'))).toEqual([]);
  });

  test('is held with minutes that stay, and with who was there', async () => {
    const id = await idOf(plan(evening));
    const there = await idOf(register({ meetingId: id, comes: true }, 'member-stage'));
    const missed = await idOf(register({ meetingId: id, comes: true }, 'member-film'));
    const write = (attendedIds: string[]) => minutes({ id, minutes: 'All agreed.', attendedIds });
    expect(codesOf(await write([there]))).toEqual(['community.day-has-not-come']);
    p.setToday('2026-12-10');
    const elsewhere = await idOf(plan({ ...evening, title: 'Another' }));
    const strange = await idOf(register({ meetingId: elsewhere, comes: true }, 'member-film'));
    expect(codesOf(await write([there, strange]))).toEqual(['community.not-registered']);
    expect(codesOf(await write([there]))).toEqual([]);
    expect(codesOf(await write([there]))).toEqual(['community.meeting-is-over']);
    p.setToday('2026-11-23');
    const query = `query ($id: ID!) { communityMeeting(id: $id) { status minutes
      registrations(first: 9) { nodes { id status } } } }`;
    const told = await ask<{ registrations: { nodes: object[] } }>(p, query, { id });
    expect(told.registrations.nodes).toEqual([
      { id: missed, status: 'MISSED' },
      { id: there, status: 'ATTENDED' },
    ]);
    expect(codesOf(await plan({ ...evening, day: '2026-11-22' }))).toEqual([
      'community.day-has-passed',
    ]);
    await expect(plan(evening, 'member-stage')).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
  });
});

describe('a petition', () => {
  const start = does('communityStartPetition', 'petition');
  const sign = does('communitySignPetition', 'petition', 'id signatures');
  const handOver = does('communityHandOverPetition', 'petition');
  const answer = does('communityAnswerPetition', 'petition');
  const wish = {
    ...{ title: 'Travel time', body: 'Is working time.', addressee: 'Joint committee 304' },
    ...{ threshold: 4, closesOn: '2026-11-30' },
  };

  test('counts each signature once, is handed over with enough, and answered', async () => {
    const id = await idOf(start(wish, 'member-stage'));
    const all = await Promise.all(
      Array.from({ length: 60 }, (_, i) => sign({ id, signs: true }, members[i % 3] as Person)),
    );
    expect(all.filter(({ thing }) => thing !== null)).toHaveLength(2);
    expect(codesOf(await handOver({ id }))).toEqual(['community.too-few-signatures']);
    expect((await sign({ id, signs: true }, 'adviser')).thing?.signatures).toBe(4);
    expect(codesOf(await sign({ id, signs: true }, 'adviser'))).toEqual([
      'community.signed-already',
    ]);
    expect((await sign({ id, signs: false }, 'adviser')).thing?.signatures).toBe(3);
    expect(codesOf(await sign({ id, signs: false }, 'adviser'))).toEqual(['community.not-signed']);
    await sign({ id, signs: true }, 'finance');
    expect(codesOf(await handOver({ id }))).toEqual([]);
    expect(codesOf(await sign({ id, signs: true }, 'adviser'))).toEqual([
      'community.petition-moved-on',
    ]);
    const says = (answeredOn: string) => answer({ id, answer: 'We will see.', answeredOn });
    expect(codesOf(await says('2026-11-22'))).toEqual(['community.no-day-of-an-answer']);
    expect((await says('2026-11-23')).thing?.status).toBe('ANSWERED');
  });

  test('closes on its day, and is called off by its starter only', async () => {
    const id = await idOf(start(wish, 'member-stage'));
    const off = does('communityWithdrawPetition', 'petition');
    expect(codesOf(await off({ id }, 'member-film'))).toEqual(['community.not-the-starter']);
    p.setToday('2026-12-01');
    expect(codesOf(await sign({ id, signs: true }, 'member-film'))).toEqual([
      'community.petition-closed',
    ]);
    p.setToday('2026-11-23');
    expect(codesOf(await off({ id }, 'member-stage'))).toEqual([]);
    const query = `query ($id: ID!) { communitySignatures(petitionId: $id, first: 9) { nodes { id } } }`;
    expect(await errorCode(p, query, { id }, { as: 'member-film' })).toBe('FORBIDDEN');
  });
});

describe('the register of needs', () => {
  const askFor = does('communityAskNeed', 'need', 'id supporters points');
  const support = does('communitySupportNeed', 'need', 'id supporters points');
  const merge = does('communityMergeNeed', 'need', 'id supporters points');
  const move = does('communityMoveNeed', 'need');
  const weighting = does('communitySetWeighting', 'weighting', 'id');
  const need = (title: string) => ({ title, body: 'Please.', practice: 'stage' });
  const weight = (id: string, day?: string) => {
    const query = `query ($id: ID!, $day: Date) { communityNeedWeight(needId: $id, day: $day) {
      of quantity each points } }`;
    return ask<{ points: number }[] | null>(p, query, { id, day });
  };

  test('weighs by the policy of the day, and says why', async () => {
    const { thing } = await askFor(need('Rehearsal rooms'), 'member-stage');
    expect(thing).toMatchObject({ supporters: 1, points: null });
    const id = String(thing?.id);
    expect(await weight(id)).toBeNull();
    const points = { perSupporter: 10, perPractice: 25, perMonth: 2, monthsAtMost: 3 };
    const rule = { ...points, from: '2026-11-23', source: 'Board of November' };
    expect(codesOf(await weighting({ ...rule, from: '2026-11-22' }))).toEqual([
      'community.day-has-passed',
    ]);
    expect(codesOf(await weighting(rule))).toEqual([]);
    expect(codesOf(await weighting(rule))).toEqual(['community.weighting-there']);
    await weighting({ ...rule, perSupporter: 100, from: '2027-01-01' });
    await p.platform.settle();
    const film = { id, practice: 'film' };
    const backed = await support(film, 'member-film');
    expect(backed.thing).toMatchObject({ supporters: 2, points: 70 });
    expect(codesOf(await support(film, 'member-film'))).toEqual(['community.supported-already']);
    expect(await weight(id, '2027-01-23')).toEqual([
      { of: 'SUPPORTERS', quantity: 2, each: 100, points: 200 },
      { of: 'PRACTICES', quantity: 2, each: 25, points: 50 },
      { of: 'MONTHS', quantity: 2, each: 2, points: 4 },
    ]);
    p.setToday('2027-01-23');
    for (const _ of [1, 2]) await weighNightly.run(context('admin'));
    p.setToday('2026-11-23');
    const query = `query ($id: ID!) { communityNeed(id: $id) { points viewerSupports } }`;
    expect(await ask(p, query, { id })).toEqual({ points: 254, viewerSupports: true });
    const gone = await support({ id, practice: null }, 'member-film');
    expect(gone.thing).toMatchObject({ supporters: 1, points: 35 });
    expect(codesOf(await support({ id, practice: null }, 'member-film'))).toEqual([
      'community.not-supported',
    ]);
  });

  test('merges what is the same: who asked for both counts once', async () => {
    const [one, two] = [
      await idOf(askFor(need('A van'), 'member-stage')),
      await idOf(askFor(need('A small van'), 'member-film')),
    ];
    await support({ id: two, practice: 'film' }, 'member-stage');
    await support({ id: two, practice: 'design' }, 'member-design');
    expect((await merge({ id: two, intoId: one })).thing?.supporters).toBe(3);
    expect(codesOf(await merge({ id: two, intoId: one }))).toEqual(['community.need-closed']);
    expect(codesOf(await support({ id: two, practice: 'x' }, 'adviser'))).toEqual([
      'community.need-closed',
    ]);
    const query = `query ($id: ID!) { communityNeed(id: $id) { status mergedInto { id } history {
      status } } }`;
    expect(await ask(p, query, { id: two })).toEqual({
      ...{ status: 'MERGED', mergedInto: { id: one } },
      history: [{ status: 'MERGED' }, { status: 'ASKED' }],
    });
    expect(codesOf(await move({ id: one, status: 'MERGED' }))).toEqual(['community.no-such-step']);
    expect(codesOf(await move({ id: one, status: 'DECLINED' }))).toEqual([
      'community.reason-needed',
    ]);
    expect(codesOf(await move({ id: one, status: 'PLANNED' }))).toEqual([]);
  });

  test('is reported by practice without a number that could be a person', async () => {
    const id = await idOf(askFor(need('Legal aid'), 'member-stage'));
    const practiceOf = (i: number) => (i < 6 ? 'stage' : 'design');
    for (const [i, as] of everybody.entries()) {
      if (as !== 'member-stage') await support({ id, practice: practiceOf(i) }, as);
    }
    const query = `{ communityNeedsReport { need { id } cells { practice supporters } } }`;
    const report = await ask<{ need: Thing; cells: object[] }[]>(p, query);
    const of = (one: string) => report.find(({ need: { id: there } }) => there === one)?.cells;
    // Two of design could be told from the sum: those of stage are not said either.
    expect(of(id)).toEqual([
      { practice: 'design', supporters: null },
      { practice: 'stage', supporters: null },
    ]);
    expect(
      report.filter(({ need: { id: there } }) => there !== id).flatMap((r) => r.cells),
    ).toEqual([]);
  });
});

test('no reported number tells, with the sum, how many fewer than the threshold there are', () => {
  const counts = fc.dictionary(
    fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    fc.integer({ min: 1, max: 12 }),
  );
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 6 }), (by, threshold) => {
      const given = Object.entries(by).map(([practice, count]) => ({ practice, count }));
      const cells = guarded(given, threshold);
      const total = given.reduce((sum, { count }) => sum + count, 0);
      if (total < threshold) return expect(cells).toEqual([]);
      const said = cells.flatMap(({ supporters }) => supporters ?? []);
      expect(said.every((one) => one >= threshold)).toBe(true);
      const hidden = cells.length - said.length;
      const together = total - said.reduce((sum, one) => sum + one, 0);
      if (hidden === 0) return;
      expect(hidden).toBeGreaterThan(1);
      expect(together).toBeGreaterThanOrEqual(threshold);
    }),
  );
});

test.each([
  ['2026-01-31', '2026-02-28', 0],
  ['2026-01-31', '2026-03-31', 2],
  ['2026-02-28', '2026-02-27', 0],
  ['2025-12-15', '2026-12-15', 12],
])('from %s to %s are %i whole months', (from, until, months) => {
  expect(wholeMonths(from, until)).toBe(months);
  const policy = { perSupporter: 0, perPractice: 0, perMonth: 3, monthsAtMost: 6 };
  const need = { supporters: 9, practices: 2, askedOn: from };
  expect(sumOf(weightsOf(need, policy, until))).toBe(3 * Math.min(months, 6));
});
