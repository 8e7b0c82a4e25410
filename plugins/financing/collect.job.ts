import { handler, type InvoiceFacts, job } from 'gezel/sdk';
import { FinancingLoan, running } from './loan.entity.js';
import { collect } from './repay.js';
import { lesser } from './repayment-plan.js';

/** Every morning: collects what is due, and finds what is late. A repeat on the same day does nothing. */
export const collectInstalments = job({
  name: 'collect-instalments',
  cron: '20 5 * * *',
  run: async (ctx) => {
    const due = {
      status: { in: [...running] },
      nextDueOn: { upTo: ctx.today },
      triedOn: { before: ctx.today, orNull: true },
    };
    for (;;) {
      // A hundred at a time: what was tried today is not found again.
      const loans = await ctx.store.find(FinancingLoan, due, { orderBy: byDay });
      for (const loan of loans) await collect(ctx, loan);
      if (loans.length < 100) return;
    }
  },
});

/**
 * When the client of an advanced invoice pays, as much of the loan goes back at once, whatever its
 * day, as is paid of the invoice; the guarantee fund has had its own back by then.
 */
export const collectFromInvoice = handler({
  name: 'collect-from-invoice',
  on: ['payment.matched'],
  handle: async (ctx, { subject }) => {
    const where = { invoiceId: subject.id, status: { in: [...running] } };
    const loans = await ctx.store.find(FinancingLoan, where, { limit: 1 });
    const invoice = await ctx.core.read('Invoice', subject.id);
    for (const loan of loans) {
      await collect(ctx, loan, invoice === null ? 0n : paidOf(loan, invoice));
    }
  },
});

/** What of a loan its client has paid: the same part of it as is paid of the invoice. */
function paidOf({ amountMinor }: FinancingLoan, { dueMinor, totalMinor }: InvoiceFacts): bigint {
  if (dueMinor <= 0n || totalMinor <= 0n) return amountMinor;
  return amountMinor - (amountMinor * lesser(dueMinor, totalMinor)) / totalMinor;
}

const byDay = { property: 'nextDueOn', direction: 'asc' } as const;
