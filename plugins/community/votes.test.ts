import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ask, codesOf, type TestPlatform, testPlatform } from 'gezel/sdk/testing';
import { resultOf } from './count-votes.js';
import { community } from './plugin.js';
import { sealedText, sealVotes } from './seal-vote.js';
import { CommunityVote, VoteKind } from './vote.entity.js';

type Person = Parameters<TestPlatform['ctx']>[0];

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform({ plugins: [community] });
});
afterAll(() => p?.close());
const context = (as: Person) => p.platform.host.context(p.ctx(as), community.name);

interface Vote {
  readonly id: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly votesCast: number | null;
  readonly seal: string | null;
}
interface Answer {
  readonly violations: { readonly code: string }[];
  readonly vote: Vote | null;
}

function does(step: string) {
  const mutation = `mutation ($input: Community${step}VoteInput!) { community${step}Vote(
    input: $input) { vote { id status outcome votesCast seal } violations { code } } }`;
  return (input: object, as: Person = 'admin') => ask<Answer>(p, mutation, { input }, { as });
}
const draft = does('Draft');
const open = does('Open');
const cast = does('Cast');
const seal = does('Seal');
const withdraw = does('Withdraw');

const question = {
  ...{ question: 'Shall we?', binding: true, secret: true, kind: 'DECISION' },
  ...{ eligibleOn: '2026-11-23', ruleSource: 'Statutes, art. 20' },
  ...{ opensAt: '2026-11-23T08:00:00Z', closesAt: '2026-11-30T08:00:00Z' },
};

async function opened(over: object = {}): Promise<string> {
  const { vote } = await draft({ ...question, ...over });
  const id = vote?.id as string;
  expect(codesOf(await open({ id }))).toEqual([]);
  return id;
}
test('a vote of those who are members on a day to come is not opened before it', async () => {
  const { vote } = await draft({ ...question, eligibleOn: '2026-11-24' });
  expect(codesOf(await open({ id: vote?.id }))).toEqual(['community.eligible-day-to-come']);
});

const votes = (voteId: string, option: string, as: Person) => cast({ voteId, option }, as);
const rows = (table: string, id: string) =>
  p.admin.query<Record<string, unknown>>(
    `select * from community.${table} where ${table === 'ballot_box' ? 'id' : 'vote_id'} = $1`,
    [id.split(':')[1]],
  );
const onDay = async <T>(day: string, work: () => Promise<T>): Promise<T> => {
  p.setToday(day);
  try {
    return await work();
  } finally {
    p.setToday('2026-11-23');
  }
};

describe('one member, one vote', () => {
  test('counts once, though a hundred are cast by one member at once', async () => {
    const id = await opened();
    const options = ['for', 'against'] as const;
    const all = await Promise.all(
      Array.from({ length: 100 }, (_, i) => votes(id, options[i % 2] as string, 'member-stage')),
    );
    expect(all.filter(({ vote }) => vote !== null)).toHaveLength(1);
    expect(new Set(all.flatMap(codesOf))).toEqual(new Set(['community.voted-already']));
    const [box] = await rows('ballot_box', id);
    expect(box?.votes_cast).toBe(1);
    expect(await rows('voter', id)).toHaveLength(1);
  });

  test('of many members at once loses none', async () => {
    const id = await opened();
    const people = ['member-stage', 'member-film', 'member-design', 'member-startup'] as const;
    const others = ['adviser', 'finance', 'finance-2', 'admin'] as const;
    await Promise.all([
      ...people.map((as) => votes(id, 'for', as)),
      ...others.map((as) => votes(id, 'abstain', as)),
    ]);
    const [box] = await rows('ballot_box', id);
    expect(box).toMatchObject({ votes_cast: 8, counts: { for: 4, against: 0, abstain: 4 } });
  });

  test('is for who was a member on the day, with a share where that is asked', async () => {
    await p.admin.query(
      `update core.member set joined_on = '2026-11-20' where cooperative_id = $1 and id = $2`,
      [p.cooperativeId, p.memberIds['member-film']],
    );
    const early = await opened({ eligibleOn: '2026-11-01' });
    expect(codesOf(await votes(early, 'for', 'member-film'))).toEqual(['community.not-eligible']);
    expect(codesOf(await votes(early, 'for', 'member-design'))).toEqual([]);
    await p.admin.query(
      `insert into core.share_movement (cooperative_id, id, member_id, class, quantity,
         price_minor, currency, on_day, reference)
       values ($1, gen_random_uuid(), $2, 'A', 1, 3000, 'EUR', '2026-11-02', 'test')`,
      [p.cooperativeId, p.memberIds['member-stage']],
    );
    const owners = await opened({ shareholdersOnly: true });
    expect(codesOf(await votes(owners, 'for', 'member-stage'))).toEqual([]);
    expect(codesOf(await votes(owners, 'for', 'member-design'))).toEqual([
      'community.not-eligible',
    ]);
    const nobody = await draft({ ...question, shareholdersOnly: true, eligibleOn: '2026-11-01' });
    expect(codesOf(await open({ id: nobody.vote?.id }))).toEqual(['community.nobody-eligible']);
  });

  test('is taken only while it is open, for options that there are, and is hidden as a draft', async () => {
    const later = await opened({ opensAt: '2026-11-24T08:00:00Z' });
    expect(codesOf(await votes(later, 'for', 'adviser'))).toEqual(['community.vote-not-open-yet']);
    const id = await opened();
    await expect(votes(id, 'perhaps', 'adviser')).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
    const late = await onDay('2026-11-30', () => votes(id, 'for', 'adviser'));
    expect(codesOf(late)).toEqual(['community.vote-is-over']);
    const { vote } = await draft(question);
    await expect(votes(vote?.id as string, 'for', 'adviser')).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    expect(codesOf(await withdraw({ id }))).toEqual([]);
    expect(codesOf(await votes(id, 'for', 'finance'))).toEqual(['community.vote-is-over']);
    expect(codesOf(await open({ id }))).toEqual(['community.vote-is-no-draft']);
  });
});

describe('a secret ballot', () => {
  test('leaves who has voted and sums, and nothing that joins them', async () => {
    const id = await opened();
    await votes(id, 'for', 'member-stage');
    await votes(id, 'against', 'member-film');
    expect(await rows('ballot', id)).toEqual([]);
    const marks = await rows('voter', id);
    expect(Object.keys(marks[0] ?? {}).sort()).toEqual([
      ...['cooperative_id', 'id', 'member_id', 'vote_id'],
    ]);
    // Version 4: no order and no moment in it.
    for (const mark of marks) expect(String(mark.id)[14]).toBe('4');
    const told = await p.admin.query(
      `select payload::text as text from core.outbox where type like 'community.%'
         and payload::text ~ 'against'
       union all select row_to_json(a)::text from core.audit a
         where action = 'community.cast-vote' and row_to_json(a)::text ~ '"(for|against)"'`,
    );
    expect(told).toEqual([]);
    const keep = p.admin.query(
      `insert into community.ballot (cooperative_id, id, vote_id, member_id, option)
       values ($1, gen_random_uuid(), $2, $3, 'for')`,
      [p.cooperativeId, id.split(':')[1], p.memberIds.adviser],
    );
    await expect(keep).rejects.toThrow('A secret ballot is not kept.');
  });

  test('shows no result before it is sealed; an open one shows who voted what after', async () => {
    const query = `query ($id: ID!) { communityVote(id: $id) { votesCast counts { votes }
      viewerHasVoted ballots(first: 9) { nodes { option member { id } } } } }`;
    const shown = (id: string) => ask(p, query, { id });
    const id = await opened({ secret: false });
    await votes(id, 'for', 'member-stage');
    const nothing = { votesCast: null, counts: null, ballots: null, viewerHasVoted: true };
    expect(await shown(id)).toEqual(nothing);
    await onDay('2026-12-01', () => seal({ id }));
    expect(await shown(id)).toEqual({
      ...{ votesCast: 1, counts: [{ votes: 1 }, { votes: 0 }, { votes: 0 }], viewerHasVoted: true },
      ballots: {
        nodes: [{ option: 'for', member: { id: `Member:${p.memberIds['member-stage']}` } }],
      },
    });
  });
});

describe('a consultation', () => {
  test('takes one text of each who may vote, as they last wrote it, and no secret one does', async () => {
    const mutation = `mutation ($input: CommunityGiveOpinionInput!) { communityGiveOpinion(
      input: $input) { opinion { body } violations { code } } }`;
    const say = (voteId: string, body: string, as: Person) =>
      ask<Answer>(p, mutation, { input: { voteId, body } }, { as });
    const voteId = await opened({ binding: false, secret: false });
    await Promise.all(['Yes', 'No', 'Yes'].map((body) => say(voteId, body, 'member-stage')));
    await say(voteId, 'Perhaps', 'member-stage');
    await say(voteId, 'Never', 'member-design');
    const query = `query ($id: ID!) { communityVote(id: $id) { opinions(first: 9) { nodes {
      body } } } }`;
    expect(await ask(p, query, { id: voteId })).toEqual({
      opinions: { nodes: [{ body: 'Never' }, { body: 'Perhaps' }] },
    });
    const secret = await opened({ binding: false });
    expect(codesOf(await say(secret, 'Psst', 'adviser'))).toEqual(['community.no-consultation']);
    const late = await onDay('2026-12-01', () => say(voteId, 'And', 'adviser'));
    expect(codesOf(late)).toEqual(['community.vote-is-over']);
  });
});

describe('a result', () => {
  test('is sealed when it is over, once, by itself, and never changes', async () => {
    const id = await opened({ quorumPercent: 25 });
    await votes(id, 'for', 'member-stage');
    await votes(id, 'for', 'member-film');
    expect(codesOf(await seal({ id }))).toEqual(['community.vote-not-to-seal']);
    const query = `query ($id: ID!) { communityVote(id: $id) { status outcome votesCast seal } }`;
    await onDay('2026-12-01', async () => {
      for (const _ of [1, 2]) await sealVotes.run(context('admin'));
      expect(codesOf(await seal({ id }))).toEqual(['community.vote-not-to-seal']);
    });
    const vote = await ask<Vote>(p, query, { id });
    expect(vote).toMatchObject({ status: 'SEALED', outcome: 'ADOPTED', votesCast: 2 });
    const kept = await context('admin').store.get(CommunityVote, String(id.split(':')[1]));
    if (kept === null) throw new Error('It is kept.');
    const { counts, votesCast, outcome, chosen, sealedAt } = kept as Required<CommunityVote>;
    const result = { counts: counts ?? [], votesCast: votesCast ?? 0, outcome, chosen } as never;
    const bytes = new TextEncoder().encode(sealedText(kept, result, sealedAt as Date));
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
    expect(vote.seal).toBe(hash);
    const tampered = p.admin.query(`update community.vote set outcome = 'REJECTED' where id = $1`, [
      id.split(':')[1],
    ]);
    await expect(tampered).rejects.toThrow('What is sealed is not changed.');
  });

  test('is not sealed while the box and those who voted differ', async () => {
    const id = await opened();
    await votes(id, 'for', 'member-stage');
    await p.admin.query(
      `update community.ballot_box set votes_cast = 2, counts = '{"for": 2}' where id = $1`,
      [id.split(':')[1]],
    );
    await expect(onDay('2026-12-01', () => seal({ id }))).rejects.toThrow();
    await p.admin.query('delete from community.ballot_box where id = $1', [id.split(':')[1]]);
  });

  const decision = (over: object = {}) => ({
    ...{ kind: VoteKind.DECISION, electorate: 10, quorumPercent: null, majorityPercent: null },
    options: ['for', 'against', 'abstain'].map((code) => ({ code, title: code })),
    ...over,
  });
  test.each([
    [{}, { for: 2, against: 1 }, 'ADOPTED'],
    [{}, { for: 1, against: 1 }, 'REJECTED'],
    [{}, {}, 'REJECTED'],
    [{}, { for: 1, abstain: 9 }, 'ADOPTED'],
    [{ quorumPercent: 50 }, { for: 4 }, 'NO_QUORUM'],
    [{ quorumPercent: 50 }, { for: 4, abstain: 1 }, 'ADOPTED'],
    [{ majorityPercent: 75 }, { for: 3, against: 1 }, 'ADOPTED'],
    [{ majorityPercent: 75 }, { for: 74, against: 26 }, 'REJECTED'],
    [{ majorityPercent: 67 }, { for: 2, against: 1 }, 'REJECTED'],
  ])('under %p of %p is %p', (over, counts, outcome) => {
    expect(resultOf(decision(over), counts as Record<string, number>).outcome).toBe(outcome);
  });

  test('of a choice is the one with the most, and never a tie', () => {
    const code = fc.constantFrom('a', 'b', 'c');
    const options = ['a', 'b', 'c', 'abstain'].map((one) => ({ code: one, title: one }));
    fc.assert(
      fc.property(fc.dictionary(code, fc.nat({ max: 5 })), (counts) => {
        const rules = decision({ kind: VoteKind.CHOICE, options });
        const { outcome, chosen, votesCast } = resultOf(rules, counts);
        const named = ['a', 'b', 'c'].map((one) => counts[one] ?? 0);
        const most = Math.max(...named);
        const alone = most > 0 && named.filter((one) => one === most).length === 1;
        expect(outcome).toBe(alone ? 'CHOSEN' : 'TIED');
        if (chosen !== null) expect(counts[chosen]).toBe(most);
        expect(votesCast).toBe(named.reduce((sum, one) => sum + one, 0));
      }),
    );
  });
});
