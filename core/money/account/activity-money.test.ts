import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { closeActivity } from '../../activity/close-activity.js';
import { type TestPlatform, testPlatform } from '../../platform/testing/platform.js';
import { creditInvoice } from '../invoice/credit-invoice.js';
import * as t from '../testing.js';

let p: TestPlatform;
let activityId: string;
beforeAll(async () => {
  p = await testPlatform();
  activityId = `Activity:${p.activityIds['member-stage']}`;
  for (let i = 1; i <= 7; i++) {
    const { structuredCommunication } = await t.newInvoice(p, 'member-stage', [
      t.line(`${i}00.00`),
    ]);
    await t.receive(p, `${i}0.00`, structuredCommunication);
  }
  await t.newInvoice(p, 'member-film');
});
afterAll(() => p?.close());

describe('the balance', () => {
  test('of many activities takes one statement more', async () => {
    const balances = `{ activities(first: 50) { nodes { balance { available { amount }
      reserved { amount } receivable { amount } expected { amount } advanced { amount } } } } }`;
    const sent = await p.statements(() => t.ask(p, 'finance', balances));
    expect(sent).toHaveLength(2);
  });

  test('of an activity that has no entries is zero', async () => {
    const id = `Activity:${p.activityIds['member-design']}`;
    const query = `{ activity(id: "${id}") { balance { available { amount currency } } } }`;
    expect(await t.ask(p, 'member-design', query)).toEqual({
      balance: { available: { amount: '0.00', currency: 'EUR' } },
    });
  });

  test('is null without the permission to read the ledger', async () => {
    const ctx = p.ctx('finance');
    const grants = new Map([...ctx.viewer.grants].filter(([name]) => name !== 'ledger.read'));
    const { execute, parse } = await import('graphql');
    const { data } = await execute({
      schema: p.schema,
      document: parse(`{ activity(id: "${activityId}") { balance { available { amount } }
        ledger(first: 1) { nodes { line } totalCount } } }`),
      contextValue: { ...ctx, viewer: { ...ctx.viewer, grants } },
    });
    expect(data).toEqual({ activity: { balance: null, ledger: { nodes: [], totalCount: 0 } } });
  });
});

interface Entry {
  transaction: string;
  line: number;
  account: string;
}
interface Statement {
  nodes: Entry[];
  totalCount: number;
  edges: { cursor: string }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    endCursor: string;
    startCursor: string;
  };
}

describe('the statement', () => {
  const ledger = async (args: string): Promise<Statement> =>
    (
      await t.ask(
        p,
        'member-stage',
        `{ activity(id: "${activityId}") { ledger(${args}) { totalCount edges { cursor }
          nodes { transaction line account kind amount { amount } balanceAfter { amount } on }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`,
      )
    ).ledger;
  const name = ({ transaction, line }: Entry) => `${transaction}:${line}`;

  test('holds every entry once, newest first, whatever the size of the pages', async () => {
    const whole = await ledger('first: 100');
    expect(whole.totalCount).toBe(7 * 2 + 7 * 3);
    expect(whole.nodes).toHaveLength(whole.totalCount);
    const names = whole.nodes.map(name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(names.toSorted().toReversed());
    for (const size of [1, 3, 10, 34, 35]) {
      const forwards: string[] = [];
      let after = '';
      for (
        let page = await ledger(`first: ${size}`);
        ;
        page = await ledger(`first: ${size}, after: "${after}"`)
      ) {
        forwards.push(...page.nodes.map(name));
        after = page.pageInfo.endCursor;
        if (!page.pageInfo.hasNextPage) break;
      }
      expect(forwards).toEqual(names);
      const backwards: string[] = [];
      let before = '';
      for (
        let page = await ledger(`last: ${size}`);
        ;
        page = await ledger(`last: ${size}, before: "${before}"`)
      ) {
        backwards.unshift(...page.nodes.map(name));
        before = page.pageInfo.startCursor;
        if (!page.pageInfo.hasPreviousPage) break;
      }
      expect(backwards).toEqual(names);
    }
  });

  test('goes both ways from any entry', async () => {
    const { nodes, edges } = await ledger('first: 100');
    const names = nodes.map(name);
    for (const at of [0, 1, 17, 33, 34]) {
      const cursor = edges[at]?.cursor;
      const after = await ledger(`first: 2, after: "${cursor}"`);
      expect(after.nodes.map(name)).toEqual(names.slice(at + 1, at + 3));
      const before = await ledger(`last: 2, before: "${cursor}"`);
      expect(before.nodes.map(name)).toEqual(names.slice(Math.max(0, at - 2), at));
    }
  });

  test('of one account shows its running balance', async () => {
    const { nodes, totalCount } = await ledger('first: 3, accounts: [RECEIVABLE]');
    expect(totalCount).toBe(14);
    expect(nodes).toMatchObject([
      { account: 'RECEIVABLE', kind: 'PAYMENT_MATCHED', amount: { amount: '-70.00' } },
      { kind: 'INVOICE_ISSUED', amount: { amount: '847.00' }, on: '2026-11-23' },
      { kind: 'PAYMENT_MATCHED', amount: { amount: '-60.00' } },
    ]);
  });

  test('takes one statement for many activities', async () => {
    const many = `{ activities(first: 50) { nodes { ledger(first: 5) { nodes { kind } } } } }`;
    expect(await p.statements(() => t.ask(p, 'finance', many))).toHaveLength(2);
  });

  test('refuses a cursor of something else', async () => {
    const { edges } = await ledger('first: 1, accounts: [AVAILABLE]');
    for (const cursor of ['x', 'bm9uc2Vuc2U', edges[0]?.cursor]) {
      const query = `{ activity(id: "${activityId}") { ledger(after: "${cursor}") { totalCount
        nodes { line } } } }`;
      expect(await t.errorsOf(p, 'member-stage', query)).toEqual(['BAD_USER_INPUT']);
    }
  });
});

describe('closing an activity', () => {
  test('is refused while documents and money are open, and says each', async () => {
    await t.newDraft(p, 'member-stage', [t.line('1.00')]);
    const asked = { activityId, dryRun: true };
    const { violations } = await closeActivity(p.ctx('member-stage'), asked);
    expect(violations.map(({ code }) => code)).toEqual(
      expect.arrayContaining([
        ...['closing.draft-invoices', 'closing.unpaid-invoices', 'closing.money-left'],
      ]),
    );
    expect(violations.map(({ message }) => message).join()).toContain('7 invoices');
  });

  test('is possible once everything is settled', async () => {
    const [invoice] = (await t.ask(p, 'member-film', '{ invoices(first: 1) { nodes { id } } }'))
      .nodes;
    await creditInvoice(p.ctx('member-film'), {
      ...{ invoiceId: invoice.id.slice(8), reason: 'x', idempotencyKey: t.newKey() },
    });
    const id = `Activity:${p.activityIds['member-film']}`;
    const { activity, violations } = await closeActivity(p.ctx('member-film'), { activityId: id });
    expect([activity?.status, violations]).toEqual(['CLOSED', []]);
  });
});
