/** What of an activity's money stands in the way of closing it. */
import { minorDigits } from '../platform/currencies.js';
import type { ClosingObstacle } from '../platform/domain.js';
import { decimalOf } from '../platform/money.js';
import type { Finding } from '../platform/write/violation.js';
import { balances } from './ledger/ledger.js';

export const moneyObstacles: ClosingObstacle = async (tx, activity) => {
  const [open] = await tx.query<OpenDocuments>(
    `select
       (select count(*) from core.invoice where cooperative_id = $1 and activity_id = $2
          and status = 'DRAFT') as drafts,
       (select count(*) from core.invoice where cooperative_id = $1 and activity_id = $2
          and kind = 'INVOICE' and status = 'ISSUED'
          and payment_status in ('UNPAID', 'PARTLY_PAID')) as unpaid,
       (select count(*) from core.payout where cooperative_id = $1 and activity_id = $2
          and status not in ('PAID', 'FAILED')) as payouts`,
    [tx.cooperativeId, activity.id],
  );
  const { drafts, unpaid, payouts } = open as OpenDocuments;
  const counted: readonly (readonly [string, bigint])[] = [
    ['closing.draft-invoices', drafts],
    ['closing.unpaid-invoices', unpaid],
    ['closing.open-payouts', payouts],
  ];
  const documents: Finding[] = counted
    .filter(([, count]) => count > 0n)
    .map(([code, count]) => ({ code, values: { count: count.toString() } }));
  const found = await balances(tx, tx.cooperativeId, [{ type: 'activity', id: activity.id }]);
  const left = found
    .filter(({ code, postedMinor }) => code === 'activity.available' && postedMinor !== 0n)
    .map(({ postedMinor, currency }) => {
      const amount = decimalOf(postedMinor, minorDigits(currency));
      return { code: 'closing.money-left', values: { amount, currency } };
    });
  const advanced = found.some(
    ({ code, postedMinor }) => code === 'activity.advanced' && postedMinor !== 0n,
  );
  return [...documents, ...left, ...(advanced ? [{ code: 'closing.advance-open' }] : [])];
};

interface OpenDocuments {
  readonly drafts: bigint;
  readonly unpaid: bigint;
  readonly payouts: bigint;
}
