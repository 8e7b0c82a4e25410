import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answer, as, ask, codes, errorCodes, memberId, newMember } from '../member/testing.js';
import { newId } from '../platform/ids.js';
import { type TestPlatform, testPlatform } from '../platform/testing/platform.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(async () => {
  await p.close();
});

const mutation = `mutation ($input: OpenActivityInput!) { openActivity(input: $input) {
  activity { id name description status sector currency openedOn closedOn version viewerCan
    member { id } hostEntity { id } cooperative { slug }
    team { role status since member { id } } }
  violations { code path message } } }`;
const open = (input: object, ctx = p.ctx('member-stage')) =>
  ask(p, ctx, mutation, { input: { name: 'Work', sector: 'sector-one', ...input } });
const count = async (name: string) =>
  (await p.admin.query('select from core.activity where name = $1', [name])).length;

describe('opening an activity', () => {
  test('makes the member its one manager, with the only host entity', async () => {
    const { activity, violations } = await answer(open({ name: ' Tiny  works ', description: '' }));
    expect(violations).toEqual([]);
    const id = memberId(p.memberIds['member-stage']);
    expect(activity).toMatchObject({
      name: 'Tiny  works',
      status: 'OPEN',
      currency: 'EUR',
      openedOn: '2026-11-23',
      closedOn: null,
      version: 1,
      member: { id },
      hostEntity: { id: `HostEntity:${p.hostEntityId}` },
      cooperative: { slug: 'test' },
      team: [{ role: 'MANAGER', status: 'ACTIVE', since: '2026-11-23', member: { id } }],
    });
    expect(activity.viewerCan).toContain('activity.close');
  });

  test('tells the others, once, in the transaction that made it true', async () => {
    const { activity } = await answer(open({ name: 'Told' }));
    const id = activity.id.slice('Activity:'.length);
    const events = await p.admin.query('select * from core.outbox where activity_id = $1', [id]);
    expect(events).toMatchObject([{ type: 'activity.opened', subject_id: id }]);
  });

  test('needs an active and identified member', async () => {
    const bare = await newMember(p, { completion: 1, status: 'PENDING' });
    const refused = await answer(open({}, as(p, bare)));
    expect(refused.activity).toBeNull();
    expect(refused.violations).toMatchObject([
      { code: 'activity.member-not-active', path: ['memberId'] },
      { code: 'activity.member-not-identified', path: ['memberId'] },
    ]);
  });

  test('says everything that is wrong at once, in four languages', async () => {
    const input = { name: '', description: 'x\u0007', sector: 'Not a code' };
    const expected = ['text.blank', 'text.unfit-characters', 'activity.sector-unreadable'];
    const said = new Set<string>();
    for (const locale of ['nl', 'fr', 'en', 'de'] as const) {
      const ctx = p.ctx('member-stage', { locale });
      const refused = await answer(open(input, ctx));
      expect(codes(refused)).toEqual(expected);
      for (const { message } of refused.violations) said.add(message);
    }
    expect(said.size).toBe(12);
  });

  test.each([
    ['a name of 10,000 characters', { name: 'n'.repeat(10_000) }, 'text.too-long'],
    ['a description of 5,001', { description: 'd'.repeat(5_001) }, 'text.too-long'],
    ['a sector of 10,000', { sector: 's'.repeat(10_000) }, 'activity.sector-unreadable'],
    ['a sector with a zero character', { sector: 'a\u0000' }, 'activity.sector-unreadable'],
    ['a name of blanks', { name: '\u00a0\u2003 ' }, 'text.blank'],
  ])('refuses %s', async (_what, input, code) => {
    expect(codes(await answer(open(input)))).toEqual([code]);
  });

  test('keeps line ends in a description', async () => {
    const { activity } = await answer(open({ description: 'One\n\ntwo\tthree' }));
    expect(activity.description).toBe('One\n\ntwo\tthree');
  });

  test('asks which legal entity, where there are two', async () => {
    const second = newId();
    await p.admin.query(
      `insert into core.host_entity (cooperative_id, id, name, enterprise_number, iban, street,
         postal_code, city, country)
       values ($1, $2, 'Second', '0566988259', 'BE68539007547034', 'S', '1', 'C', 'BE')`,
      [p.cooperativeId, second],
    );
    expect(codes(await answer(open({})))).toEqual(['activity.host-entity-needed']);
    const { activity } = await answer(open({ hostEntityId: `HostEntity:${second}` }));
    expect(activity.hostEntity.id).toBe(`HostEntity:${second}`);
    await p.admin.query('delete from core.participation where activity_id = $1', [
      activity.id.slice('Activity:'.length),
    ]);
    await p.admin.query('delete from core.activity where host_entity_id = $1', [second]);
    await p.admin.query('delete from core.host_entity where id = $1', [second]);
  });

  test('knows no legal entity or member of another co-operative', async () => {
    const foreign = { hostEntityId: `HostEntity:${p.other.hostEntityId}` };
    expect(errorCodes(await open(foreign))).toEqual(['NOT_FOUND']);
    const other = { memberId: memberId(p.other.memberIds['member-stage']) };
    expect(errorCodes(await open(other, p.ctx('adviser')))).toEqual(['NOT_FOUND']);
    expect(errorCodes(await open({ hostEntityId: '7' }))).toEqual(['BAD_USER_INPUT']);
  });

  test('is for oneself, or for anybody by the co-operative’s people', async () => {
    const someone = await newMember(p);
    const input = { memberId: memberId(someone.id) };
    expect(errorCodes(await open(input))).toEqual(['FORBIDDEN']);
    const { activity } = await answer(open(input, p.ctx('adviser')));
    expect(activity.member.id).toBe(memberId(someone.id));
    expect(errorCodes(await open({}, p.ctx('finance')))).toEqual(['FORBIDDEN']);
    expect(errorCodes(await p.graphql(mutation, { input: { name: 'x', sector: 'y' } }))).toEqual([
      'UNAUTHENTICATED',
    ]);
  });

  test('a dry run opens nothing', async () => {
    expect(await answer(open({ name: 'Dry', dryRun: true }))).toEqual({
      activity: null,
      violations: [],
    });
    expect(await count('Dry')).toBe(0);
  });
});

describe('the same request again', () => {
  test('with one key, ten at once and one later, opens one activity', async () => {
    const input = { name: 'Only one', idempotencyKey: `open-${newId()}` };
    const answers = await Promise.all(Array.from({ length: 10 }, () => answer(open(input))));
    answers.push(await answer(open(input)));
    expect(new Set(answers.map(({ activity }) => activity.id)).size).toBe(1);
    expect(await count('Only one')).toBe(1);
  });

  test('with one key and other content is refused', async () => {
    const input = { name: 'First', idempotencyKey: `open-${newId()}` };
    await answer(open(input));
    expect(errorCodes(await open({ ...input, name: 'Second' }))).toEqual(['IDEMPOTENCY_MISMATCH']);
    expect(await count('Second')).toBe(0);
  });

  test('after a refusal is judged anew', async () => {
    const someone = await newMember(p, { completion: 1 });
    const input = { name: 'Later', idempotencyKey: `open-${newId()}` };
    expect(codes(await answer(open(input, as(p, someone))))).toEqual([
      'activity.member-not-identified',
    ]);
    await p.admin.query('update core.member set completion = 2 where id = $1', [someone.id]);
    expect(codes(await answer(open(input, as(p, someone))))).toEqual([]);
  });

  test('without a key opens another', async () => {
    await answer(open({ name: 'Twice' }));
    await answer(open({ name: 'Twice' }));
    expect(await count('Twice')).toBe(2);
  });
});

test('exactly one manager: the database itself refuses a second', async () => {
  const { activity } = await answer(open({ name: 'Managed' }));
  const other = await newMember(p);
  const second = p.admin.query(
    `insert into core.participation (cooperative_id, activity_id, member_id, role, status, since)
     values ($1, $2, $3, 'MANAGER', 'ACTIVE', '2021-01-01')`,
    [p.cooperativeId, activity.id.slice('Activity:'.length), other.id],
  );
  await expect(second).rejects.toThrow('participation_one_manager');
});
