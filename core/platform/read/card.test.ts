import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { compileQuery, fieldExpansionEnricher, isCompiledQuery } from 'graphql-jit';
import { activities } from '../../activity/activity.policy.js';
import { members } from '../../member/member.policy.js';
import { invoices } from '../../money/invoice/invoice.policy.js';
import { newInvoice } from '../../money/testing.js';
import { sql } from '../database/rows.js';
import { type TestPlatform, testPlatform } from '../testing/platform.js';
import { wantedCard } from './card.js';
import type { Source } from './source.js';

let p: TestPlatform;
beforeAll(async () => {
  p = await testPlatform();
  await newInvoice(p, 'member-stage');
});
afterAll(() => p.close());

/** As the server answers a document that it has seen before, and the statements of it. */
async function compiled(source: string) {
  const query = compileQuery(p.schema, parse(source), '', {
    resolverInfoEnricher: fieldExpansionEnricher,
  });
  if (!isCompiledQuery(query)) throw new Error('It does not compile.');
  let answer: unknown;
  const statements = await p.statements(async () => {
    answer = await query.query(undefined, p.ctx('adviser'), {});
  });
  return { answer: JSON.parse(JSON.stringify(answer)), statements };
}
const plain = async (source: string) =>
  JSON.parse(JSON.stringify(await p.graphql(source, {}, { as: 'adviser' })));

const lists: readonly [string, Source<{ id: string }>, string][] = [
  ['invoices', invoices as never, 'invoice'],
  ['activities', activities as never, 'activity'],
  ['members', members as never, 'member'],
];

describe.each(lists)('the card of %s', (list, source, table) => {
  const fields = [...(source.card?.fields ?? [])].map(
    (field) =>
      ({
        total: 'total { amount currency }',
        activity: 'activity { id name }',
        member: 'member { id displayName }',
        client: 'client { id }',
        invoices: 'invoices(first: 1) { nodes { id number } }',
        activities: 'activities(first: 1) { nodes { id } }',
      })[field] ?? field,
  );

  test('answers every field that it says, as the whole row does', async () => {
    const query = `{ ${list}(first: 50) { nodes { ${fields.join(' ')} } pageInfo { endCursor } } }`;
    const { answer, statements } = await compiled(query);
    expect(answer.errors).toBeUndefined();
    expect(answer).toEqual(await plain(query));
    const [first] = statements.filter((text) => text.includes(`"core"."${table}" t`));
    expect(first).not.toContain('"version"');
  });

  test('does not serve an operation that asks for more, or by edges', async () => {
    for (const nodes of ['nodes { id version }', 'edges { cursor node { id version } }']) {
      const query = `{ ${list}(first: 50) { ${nodes} } }`;
      const { answer } = await compiled(query);
      expect(answer).toEqual(await plain(query));
    }
  });
});

test('a property that is on no card throws rather than answer nothing', async () => {
  const rows = p.platform.rows(invoices.entity).narrow(['id', 'number']);
  const [found] = await p.platform.database.query<{ id: string; number: string }>(
    'select id, number from core.invoice limit 1',
  );
  expect(found).toBeDefined();
  const columns = rows.columns('t').text;
  expect(columns).toBe('t."id", t."number"');
  const [row] = await rows.read(sql`select ${rows.columns('t')} from ${rows.table} t limit 1`);
  expect(row?.number).toBe(found?.number);
  expect(() => row?.totalMinor).toThrow('"totalMinor" of Invoice was not read');
  expect(() => row?.total).toThrow('is not on its card');
});

test('what an operation asks by a fragment on an interface takes the whole row', () => {
  const leaf = {} as never;
  expect(wantedCard(invoices, { fieldExpansion: { Invoice: { id: leaf } } })).toBe(invoices.card);
  expect(wantedCard(invoices, { fieldExpansion: { Node: { id: leaf }, Invoice: {} } })).toBeNull();
  expect(wantedCard(invoices, { fieldExpansion: { Invoice: { version: leaf } } })).toBeNull();
  expect(wantedCard(invoices, undefined)).toBeNull();
});
