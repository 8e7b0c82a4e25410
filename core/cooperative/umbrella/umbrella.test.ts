import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { developmentKey, signDevelopmentToken } from '../../../gateway/auth/development-key.js';
import { startServer } from '../../../gateway/server/server.js';
import { newId } from '../../platform/ids.js';
import { Loaders } from '../../platform/read/loaders.js';
import type { Fixture, TestPerson } from '../../platform/testing/fixture.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { openCooperative } from './open-cooperative.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
});
afterAll(() => p.close());

const plan = {
  ...{ slug: 'studio', name: 'Studio Coop', country: 'BE', currency: 'EUR', locale: 'fr' },
  ...{ feeRate: 7_000, reference: 'General meeting of 12 November' },
  hostEntity: {
    ...{ name: 'Studio vzw', enterpriseNumber: '0566988259', iban: 'BE68539007547034' },
    ...{ street: 'Kaai 1', postalCode: '9000', city: 'Gent' },
  },
  administrator: {
    ...{ displayName: 'Ann', email: 'ann@example.org', subject: 'demo|member-stage' },
  },
};
async function open(as: TestPerson, input: object = {}) {
  return p.graphql<{ openCooperative: { slug: string | null; violations: { code: string }[] } }>(
    `mutation ($input: OpenCooperativeInput!) { openCooperative(input: $input) {
      slug violations { code path } } }`,
    { input: { ...plan, ...input } },
    { as },
  );
}
const isUmbrella = (yes: boolean) =>
  p.admin.query('update core.cooperative set opens_others = $2 where id = $1', [
    ...[p.cooperativeId, yes],
  ]);

test('only administrators of the umbrella open a co-operative, in person', async () => {
  const forbidden = { code: 'FORBIDDEN' };
  expect((await open('admin')).errors?.[0]?.extensions).toMatchObject(forbidden);
  await isUmbrella(true);
  expect((await open('adviser')).errors?.[0]?.extensions).toMatchObject(forbidden);
  const ctx = p.ctx('admin');
  for (const app of [{ token: { id: 'a-token', name: 'app' } }, { scoped: true as const }]) {
    const viewer = { ...ctx.viewer, ...app };
    const asApp = openCooperative({ ...ctx, viewer, loaders: new Loaders() }, plan);
    await expect(asApp).rejects.toMatchObject(forbidden);
  }
});

test('what is wrong is said all at once, and nothing is kept', async () => {
  const wrong = await open('admin', {
    ...{ slug: 'No Slug', locale: 'es', feeRate: 100_001, reference: ' ' },
    administrator: { ...plan.administrator, subject: 'ünfit' },
  });
  expect(wrong.data?.openCooperative.violations.map(({ code }) => code)).toEqual([
    ...['text.blank', 'cooperative.slug', 'member.language-unknown', 'cooperative.fee-rate'],
    'member.subject-unreadable',
  ]);
  const [row] = await p.admin.query<{ n: bigint }>('select count(*) as n from core.cooperative');
  expect(row?.n).toBe(2n);
});

test('a new one works by its own rules, under its own administrator', async () => {
  const opened = await open('admin');
  expect(opened.data?.openCooperative).toEqual({ slug: 'studio', violations: [] });
  const [made] = await p.admin.query<{ id: string; kinds: bigint; admins: bigint; rate: number }>(
    `select c.id, (select count(*) from core.contract_kind k where k.cooperative_id = c.id) as kinds,
       (select count(*) from core.role_grant g where g.cooperative_id = c.id
         and g.role = 'ADMIN') as admins,
       (select rate from core.fee_rule f where f.cooperative_id = c.id) as rate
     from core.cooperative c where c.slug = 'studio'`,
  );
  expect(made).toMatchObject({ admins: 1n, rate: 7_000 });
  expect(made?.kinds).toBeGreaterThan(0n);
  const again = await open('admin');
  expect(again.data?.openCooperative.violations).toMatchObject([
    { code: 'cooperative.slug-taken', path: ['slug'] },
  ]);
  // The same person in both: their memberships show it, its things take a token of it.
  const viewer = await p.graphql<{ viewer: { members: { cooperative: { slug: string } }[] } }>(
    '{ viewer { members { cooperative { slug } } } }',
    {},
    { as: 'member-stage' },
  );
  const slugs = viewer.data?.viewer.members.map(({ cooperative }) => cooperative.slug);
  expect(slugs).toContain('studio');
});

test('of two who open one name at once, one does', async () => {
  const twins = await Promise.all([0, 1].map(() => open('admin', { slug: 'twin' })));
  const names = twins.map(({ data }) => data?.openCooperative.slug);
  expect(names.filter((slug) => slug === 'twin')).toHaveLength(1);
});

test('who is active in two has a token for each, and sees what is that one’s only', async () => {
  await p.admin.query(`update core.cooperative set locale = 'fr' where id = $1`, [
    p.other.cooperativeId,
  ]);
  await p.admin.query('update core.fee_rule set rate = 8000 where cooperative_id = $1', [
    p.other.cooperativeId,
  ]);
  await advisedBy(p.other, 'adviser');
  const server = await startServer({ platform: p.platform, graph: { schema: p.schema } });
  const key = await developmentKey(p.platform.config);
  const read = `query ($mine: ID!, $there: ID!) {
    viewer { cooperative { slug locale feeRule { rate } } member { id adviser { id } } }
    mine: activity(id: $mine) { id } there: activity(id: $there) { id }
    activities(first: 50) { nodes { id } } test: cooperative(slug: "test") { slug }
    other: cooperative(slug: "other") { slug } }`;
  const seen = async (cooperative: string) => {
    const claims = { subject: 'demo|member-film', cooperative, hours: 1 };
    const token = await signDevelopmentToken(key, claims, p.platform.clock.now());
    const variables = {
      mine: `Activity:${p.activityIds['member-film']}`,
      there: `Activity:${p.other.activityIds['member-film']}`,
    };
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: read, variables }),
    });
    return ((await response.json()) as { data: unknown }).data;
  };
  const expected = (of: Fixture, slug: string, locale: string, rate: string, advised: boolean) => {
    const activity = { id: `Activity:${of.activityIds['member-film']}` };
    const adviser = advised ? { id: `Member:${of.memberIds.adviser}` } : null;
    return {
      viewer: {
        cooperative: { slug, locale, feeRule: { rate } },
        member: { id: `Member:${of.memberIds['member-film']}`, adviser },
      },
      mine: of === p.other ? null : activity,
      there: of === p.other ? activity : null,
      activities: { nodes: [activity] },
      test: of === p.other ? null : { slug },
      other: of === p.other ? { slug } : null,
    };
  };
  try {
    expect(await seen('test')).toEqual(expected(p, 'test', 'nl', '6.5', false));
    expect(await seen('other')).toEqual(expected(p.other, 'other', 'fr', '8', true));
  } finally {
    await server.close();
  }
});

const advisedBy = ({ cooperativeId, memberIds }: Fixture, adviser: TestPerson) =>
  p.admin.query(
    `insert into core.advice (cooperative_id, id, member_id, adviser_id, from_day)
     values ($1, $2, $3, $4, '2026-01-01')`,
    [cooperativeId, newId(), memberIds['member-film'], memberIds[adviser]],
  );
