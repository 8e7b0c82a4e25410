import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RequestContext } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import { Loaders } from '../platform/read/loaders.js';
import { type TestPlatform, testPlatform } from '../platform/testing/platform.js';
import { answer, as, ask, codes, errorCodes, newMember } from './testing.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(async () => {
  await p.close();
});

const mutation = `mutation ($input: RegisterMemberInput!) {
  registerMember(input: $input) {
    member { id displayName email status completion category locale version joinedOn
      contact { phone street postalCode city country } roles { role from until } }
    violations { code path message severity }
  }
}`;

const email = () => `${newId()}@example.org`;
const staff = (input: object) => ask(p, p.ctx('adviser'), mutation, { input });

/** A person with a verified token who is a member of nothing here. */
const person = (subject: string): RequestContext => ({
  ...p.ctx('member-stage'),
  viewer: null,
  loaders: new Loaders(),
  ...{ subject },
});

async function rowsNamed(displayName: string): Promise<number> {
  return (await p.admin.query('select from core.member where display_name = $1', [displayName]))
    .length;
}

describe('the co-operative registers somebody', () => {
  test('with a name and an address: active at once, a member from today', async () => {
    const { member, violations } = await answer(
      staff({ displayName: '  Ann Peeters ', email: 'ann@example.org', locale: 'fr' }),
    );
    expect(violations).toEqual([]);
    expect(member).toMatchObject({
      id: expect.stringMatching(/^Member:/),
      displayName: 'Ann Peeters',
      email: 'ann@example.org',
      status: 'ACTIVE',
      completion: 0,
      category: 'USER',
      locale: 'fr',
      version: 1,
      joinedOn: '2026-11-23',
      roles: [{ role: 'MEMBER', from: '2026-11-23', until: null }],
    });
  });

  test('with phone and postal address the registration is a level further', async () => {
    const address = { street: 'Kaai 1', postalCode: '9000', city: 'Gent', country: 'BE' };
    const input = { displayName: 'Bo', email: email(), phone: '+32 9 000 00 00', ...address };
    const { member } = await answer(staff(input));
    expect(member).toMatchObject({ completion: 1, contact: { ...address, phone: input.phone } });
  });

  test('an address that is in use is a violation, whatever its capitals', async () => {
    await answer(staff({ displayName: 'First', email: 'same@example.org' }));
    const again = await answer(staff({ displayName: 'Second', email: 'SAME@Example.org' }));
    expect(again.member).toBeNull();
    expect(again.violations).toEqual([
      expect.objectContaining({ code: 'member.email-taken', path: ['email'], severity: 'ERROR' }),
    ]);
    expect(await rowsNamed('Second')).toBe(0);
  });

  test('the same address at the same moment registers one', async () => {
    const input = { displayName: 'Twin', email: email() };
    const answers = await Promise.all(Array.from({ length: 6 }, () => answer(staff(input))));
    expect(answers.filter(({ member }) => member !== null)).toHaveLength(1);
    expect(answers.flatMap(codes)).toEqual(Array(5).fill('member.email-taken'));
    expect(await rowsNamed('Twin')).toBe(1);
  });

  test('the same request with one key, at once and later, is one member', async () => {
    const input = { displayName: 'Once', email: email(), idempotencyKey: `key-${newId()}` };
    const answers = await Promise.all([answer(staff(input)), answer(staff(input))]);
    const later = await answer(staff(input));
    const ids = [...answers, later].map(({ member }) => member.id);
    expect(new Set(ids).size).toBe(1);
    expect(await rowsNamed('Once')).toBe(1);
    const other = await staff({ ...input, displayName: 'Another' });
    expect(errorCodes(other)).toEqual(['IDEMPOTENCY_MISMATCH']);
  });

  test('all violations come at once, in the language of the caller', async () => {
    const ctx = p.ctx('adviser', { locale: 'nl' });
    const input = { displayName: ' ', email: email(), locale: 'xx', phone: 'call me' };
    const refused = await answer(ask(p, ctx, mutation, { input }));
    expect(codes(refused)).toEqual([
      'text.blank',
      'member.phone-unreadable',
      'member.language-unknown',
    ]);
    expect(refused.violations[0]).toMatchObject({
      path: ['displayName'],
      message: 'Dit mag niet leeg zijn.',
    });
  });

  test.each([
    ['ten thousand characters', 'a'.repeat(10_000), ['text.too-long']],
    ['a line end', 'Ann\nPeeters', ['text.unfit-characters']],
    ['a zero character', 'Ann\u0000', ['text.unfit-characters']],
    ['half of a character', 'Ann \ud800', ['text.unfit-characters']],
    ['turned direction', 'Ann \u202egnp.exe', ['text.unfit-characters']],
    ['nothing visible', '\u200b\u200d', ['text.blank']],
    ['two hundred emoji', '\u{1f3ad}'.repeat(200), []],
    ['other scripts', 'Ἀθηνᾶ 李 عمر', []],
  ])('a name with %s', async (_what, displayName, expected) => {
    const refused = await answer(staff({ displayName, email: email() }));
    expect(codes(refused)).toEqual(expected);
  });

  test('a dry run says what stands in the way and leaves nothing', async () => {
    const before = await p.admin.query('select from core.outbox');
    const tried = await answer(staff({ displayName: 'Tried', email: email(), dryRun: true }));
    expect(tried).toEqual({ member: null, violations: [] });
    expect(await rowsNamed('Tried')).toBe(0);
    expect(await p.admin.query('select from core.outbox')).toHaveLength(before.length);
  });

  test('writes who did it and a fact without names', async () => {
    const { member } = await answer(staff({ displayName: 'Traced', email: email() }));
    const id = member.id.slice('Member:'.length);
    const [event] = await p.admin.query('select * from core.outbox where subject_id = $1', [id]);
    expect(event).toMatchObject({
      type: 'member.registered',
      subject_type: 'Member',
      payload: { status: 'ACTIVE' },
      actor: p.memberIds.adviser,
    });
    const [line] = await p.admin.query('select * from core.audit where subject_id = $1', [id]);
    expect(line).toMatchObject({ action: 'member.register', actor: p.memberIds.adviser });
  });

  test('a member may not register others, a stranger not even try', async () => {
    const input = { displayName: 'X', email: email() };
    expect(errorCodes(await ask(p, p.ctx('member-stage'), mutation, { input }))).toEqual([
      'FORBIDDEN',
    ]);
    expect(errorCodes(await p.graphql(mutation, { input }))).toEqual(['UNAUTHENTICATED']);
  });

  test('a token without the scope may not either', async () => {
    const token = { id: newId(), name: 'reader' };
    const grants = new Map([['member.read', 'all' as const]]);
    const adviser = { id: p.memberIds.adviser, subject: 'demo|adviser' };
    const ctx = as(p, adviser, ['ADVISER'], { token, grants });
    const input = { displayName: 'X', email: email(), cooperative: 'other' };
    expect(errorCodes(await ask(p, ctx, mutation, { input }))).toEqual(['FORBIDDEN']);
    const scoped = as(p, adviser, ['ADVISER'], { scoped: true, grants });
    expect(errorCodes(await ask(p, scoped, mutation, { input }))).toEqual(['FORBIDDEN']);
  });
});

describe('a person joins alone', () => {
  test('by the short name of the co-operative, and waits to be confirmed', async () => {
    const input = { cooperative: 'test', displayName: 'Joiner', email: email() };
    const { member, violations } = await answer(ask(p, person('idp|joiner'), mutation, { input }));
    expect(violations).toEqual([]);
    expect(member).toMatchObject({ displayName: 'Joiner', status: 'PENDING', email: input.email });
    const [row] = await p.admin.query('select * from core.member where email = $1', [input.email]);
    expect(row).toMatchObject({ subject: 'idp|joiner', cooperative_id: p.cooperativeId });
  });

  test('joining twice, one after the other or at once, is one member', async () => {
    const join = () => {
      const input = { cooperative: 'test', displayName: 'Double', email: email() };
      return answer(ask(p, person('idp|double'), mutation, { input }));
    };
    const answers = await Promise.all([join(), join(), join()]);
    expect(answers.filter(({ member }) => member !== null)).toHaveLength(1);
    expect(codes(await join())).toEqual(['member.already-registered']);
    expect(await rowsNamed('Double')).toBe(1);
  });

  test('a member of one co-operative joins another under the same person', async () => {
    const someone = await newMember(p);
    const input = { cooperative: 'other', displayName: 'Both', email: email() };
    const { member } = await answer(ask(p, as(p, someone), mutation, { input }));
    expect(member.status).toBe('PENDING');
    const query = '{ viewer { cooperatives { slug } members { displayName status } } }';
    const { cooperatives } = await answer(ask(p, as(p, someone), query));
    expect(cooperatives).toEqual([{ slug: 'test' }, { slug: 'other' }]);
  });

  test('nobody names a subject or a category for themselves', async () => {
    const input = { cooperative: 'test', displayName: 'Sly', email: email() };
    const asked = { ...input, category: 'STAFF', subject: 'demo|admin' };
    const refused = await answer(ask(p, person('idp|sly'), mutation, { input: asked }));
    expect(refused.violations).toMatchObject([
      { code: 'member.staff-decides', path: ['category'] },
      { code: 'member.staff-decides', path: ['subject'] },
    ]);
  });

  test.each(['nowhere', 'TEST', '', "x' or true --", '\u0000'])(
    'a co-operative called "%s" is not found',
    async (cooperative) => {
      const input = { cooperative, displayName: 'Lost', email: email() };
      const refused = await ask(p, person('idp|lost'), mutation, { input });
      expect(errorCodes(refused)).toEqual(['NOT_FOUND']);
    },
  );

  test('somebody who is already a member hears so', async () => {
    const input = { cooperative: 'test', displayName: 'Again', email: email() };
    const refused = await answer(ask(p, p.ctx('member-film'), mutation, { input }));
    expect(codes(refused)).toEqual(['member.already-registered']);
  });
});
