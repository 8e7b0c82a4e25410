import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answer, as, ask, errorCodes, newMember } from '../member/testing.js';
import { type TestPlatform, testPlatform } from '../platform/testing/platform.js';
import { feeRuleAt } from './fee-rule.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
  await p.admin.query(
    `insert into core.fee_rule (cooperative_id, id, base, rate, brackets, fixed_monthly_minor,
       from_day, until_day, source)
     values ($1, gen_random_uuid(), 'TURNOVER', null,
       '[{"upToMinor": "8000000", "rate": 10000}, {"upToMinor": null, "rate": 5000}]', 3000,
       '2027-01-01', '2028-01-01', 'Assembly 2026')`,
    [p.cooperativeId],
  );
});
afterAll(async () => {
  await p.close();
});

const cooperative = (fields: string, slug = 'test') =>
  `{ cooperative(slug: ${JSON.stringify(slug)}) { ${fields} } }`;

describe('the co-operative', () => {
  test('shows its people its name, legal entities and what they may do', async () => {
    const fields =
      'id slug name country currency locale version viewerCan hostEntities { id name iban }';
    expect(await answer(ask(p, p.ctx('member-stage'), cooperative(fields)))).toEqual({
      id: `Cooperative:${p.cooperativeId}`,
      slug: 'test',
      name: 'Co-operative test',
      country: 'BE',
      currency: 'EUR',
      locale: 'nl',
      version: 1,
      viewerCan: [],
      hostEntities: [
        {
          id: `HostEntity:${p.hostEntityId}`,
          name: 'Test Producties',
          iban: 'BE68539007547034',
        },
      ],
    });
    expect(await answer(ask(p, p.ctx('admin'), cooperative('viewerCan')))).toEqual({
      viewerCan: ['member.register', 'plugin.enable'],
    });
  });

  test.each(['other', 'nowhere', '', 'TEST', '\u0000', "test' --", 'x'.repeat(10_000)])(
    'another, called "%.20s", is not there',
    async (slug) => {
      expect(await answer(ask(p, p.ctx('admin'), cooperative('id', slug)))).toBeNull();
    },
  );

  test('is nobody’s without a token, or without the permission', async () => {
    expect(errorCodes(await p.graphql(cooperative('id')))).toEqual(['UNAUTHENTICATED']);
    const blind = as(p, await newMember(p), ['MEMBER'], { grants: new Map() });
    expect(await answer(ask(p, blind, cooperative('id')))).toBeNull();
  });

  test('of which one is a member elsewhere shows its name and nothing inside', async () => {
    const query = `{ viewer { cooperatives {
      slug name viewerCan hostEntities { id } feeRule { rate } sharePrices { class }
      plugins { name }
    } } }`;
    const { cooperatives } = await answer(ask(p, p.ctx('admin'), query));
    expect(cooperatives[0]).toMatchObject({ slug: 'test', feeRule: { rate: '6.5' } });
    expect(cooperatives[1]).toEqual({
      ...{ slug: 'other', name: 'Co-operative other', hostEntities: [], feeRule: null },
      ...{ sharePrices: [], plugins: [], viewerCan: [] },
    });
  });
});

describe('the fee rule', () => {
  const rule = async (on: string) => {
    const fields = `feeRule(on: "${on}") { base rate brackets { upTo { amount } rate }
      fixedMonthly { amount currency } from until source }`;
    return (await answer(ask(p, p.ctx('member-stage'), cooperative(fields)))).feeRule;
  };

  test('is the one that holds on the day', async () => {
    const flat = { base: 'INCOME', rate: '6.5', brackets: null, until: null };
    expect(await rule('2015-01-01')).toMatchObject(flat);
    expect(await rule('2026-12-31')).toMatchObject(flat);
    const degressive = {
      base: 'TURNOVER',
      rate: null,
      brackets: [
        { upTo: { amount: '80000.00' }, rate: '10' },
        { upTo: null, rate: '5' },
      ],
      fixedMonthly: { amount: '30.00', currency: 'EUR' },
      from: '2027-01-01',
      until: '2028-01-01',
      source: 'Assembly 2026',
    };
    expect(await rule('2027-01-01')).toEqual(degressive);
    expect(await rule('2027-12-31')).toEqual(degressive);
  });

  test.each(['2014-12-31', '1900-02-28', '2028-01-01', '2999-12-31'])(
    'is missing loudly on %s: no other is taken for it, and the day is named',
    async (on) => {
      const { data, errors } = await ask(
        p,
        p.ctx('admin'),
        cooperative(`name feeRule(on: "${on}") { rate }`),
      );
      expect(data).toEqual({ cooperative: { name: 'Co-operative test', feeRule: null } });
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.message).toContain(on);
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      await expect(feeRuleAt(p.platform.database, p.cooperativeId, on)).rejects.toThrow(on);
    },
  );

  test.each(['2026-02-30', '2026-1-1', 'today', ''])('"%s" is no day', async (on) => {
    const { errors } = await ask(p, p.ctx('admin'), cooperative(`feeRule(on: "${on}") { rate }`));
    expect(errors?.[0]?.message).toMatch(/Not a valid Date/);
  });

  test('cannot be both a rate and brackets, or neither', async () => {
    const insert = (rate: number | null, brackets: string | null) =>
      p.admin.query(
        `insert into core.fee_rule (cooperative_id, id, base, rate, brackets, from_day, source)
         values ($1, gen_random_uuid(), 'INCOME', $2, $3, '2030-01-01', 'x')`,
        [p.cooperativeId, rate, brackets],
      );
    await expect(insert(1, '[]')).rejects.toThrow('check');
    await expect(insert(null, null)).rejects.toThrow('check');
  });
});
