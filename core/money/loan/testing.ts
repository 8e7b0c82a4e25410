/** What the tests of loans that await a client share: who lends, and what rests on what. */
import { expect } from '@jest/globals';
import { newId } from '../../platform/ids.js';
import type { TestPlatform } from '../../platform/testing/platform.js';
import { roomMinor } from '../fund/fund-room.js';
import { advance, lockFund } from '../fund/guarantee-fund.js';
import { type Manager, newKey, standing, within } from '../testing.js';
import { loans } from './loan.js';

/** The fund and a lender beside it, of one activity. */
export function lenders(p: TestPlatform, manager: Manager) {
  const activityId = p.activityIds[manager];
  const port = loans(p.ctx(manager));
  const loan = { currency: 'EUR', service: 'test.credit', activityId };
  const borrower = { type: 'Activity' as const, id: activityId };
  const ofFund = { activityId, source: { type: 'test', id: newId() } };
  return {
    ...{ activityId, port },
    lend: (amountMinor: bigint, awaits: object, over: object = {}) =>
      port.draw({
        ...{ ...loan, borrower, amountMinor, key: newKey(), loanId: newId() },
        ...{ ...awaits, ...over },
      }),
    left: async (type: 'Invoice' | 'Quote', id: string) =>
      (await port.left({ type, id }))?.leftMinor,
    fund: (amountMinor: bigint) =>
      within(p.ctx(manager), (ctx) =>
        advance(ctx, { ...ofFund, amountMinor, key: newKey() }, ctx.tx),
      ),
    fundRoom: () =>
      within(p.ctx(manager), async (ctx) =>
        roomMinor(await lockFund(ctx.tx, ctx, { id: activityId, currency: 'EUR' })),
      ),
  };
}

/** Whose client a loan awaits. */
export const upon = (type: 'Invoice' | 'Quote', id: string) => ({ awaits: { type, id } });

export interface Promised {
  /** What the fund has out, and what loans lent upon money of clients. */
  readonly advanced: bigint;
  readonly lent: bigint;
  /** What rests on invoices of it. */
  readonly pledged: bigint;
  /** What clients bring, without what was given up for lost. */
  readonly expected: bigint;
}

/** Nobody counts upon money of clients that another counts upon already. */
export function onlyWhatIsExpected(before: Promised, after: Promised): void {
  if (after.advanced <= before.advanced && after.lent <= before.lent) return;
  const more = after.advanced + after.pledged > before.advanced + before.pledged;
  if (more) expect(after.advanced + after.pledged).toBeLessThanOrEqual(after.expected);
}

/** The rows one by one, as a person would reckon it. */
export async function promised(p: TestPlatform, manager: Manager): Promise<Promised> {
  const lenders = await p.admin.query<{ id: string; minor: bigint }>(
    `select l.awaits_id as id, sum(case kind when 'DRAW' then amount_minor
       else -amount_minor end)::bigint as minor
     from core.loan l join core.loan_move m on m.loan_id = l.id group by l.awaits_id`,
  );
  const owed = new Map(lenders.map(({ id, minor }) => [id, minor]));
  const invoices = await p.admin.query<{ id: string; order: string; net: bigint; brings: bigint }>(
    `select d.id, coalesce(d.quote_id, d.id) as order, d.net_minor - d.credited_net_minor as net,
       case when d.written_off_minor = 0 and g.id is null then d.net_minor - d.credited_net_minor
         - d.fee_minor + d.credited_fee_minor - d.released_minor else 0 end as brings
     from core.invoice d
     left join core.fund_write_off g on g.invoice_id = d.id and g.status = 'APPROVED'
     where d.kind = 'INVOICE' and d.status <> 'DRAFT'`,
  );
  const accepted = await p.admin.query<{ id: string; net: bigint }>(
    `select id, net_minor as net from core.quote where status = 'ACCEPTED'`,
  );
  const quotes = new Map(accepted.map(({ id, net }) => [id, net]));
  let pledged = 0n;
  for (const [order, all] of Map.groupBy(invoices, (one) => one.order)) {
    let rests = 0n;
    let toCome = -all.reduce((sum, { net }) => sum + net, 0n);
    for (const { id, brings } of all) rests += least(owed.get(id) ?? 0n, brings);
    const quoted = quotes.get(order);
    if (quoted !== undefined) {
      toCome += quoted;
      const beyond = (owed.get(order) ?? 0n) - (toCome > 0n ? toCome : 0n);
      if (beyond > 0n) rests += beyond;
    }
    pledged += least(
      rests,
      all.reduce((sum, { brings }) => sum + brings, 0n),
    );
  }
  const { advanced } = await standing(p, manager);
  const expected = invoices.reduce((sum, { brings }) => sum + brings, 0n);
  const lent = [...owed.values()].reduce((sum, minor) => sum + minor, 0n);
  return { advanced, lent, pledged, expected };
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
