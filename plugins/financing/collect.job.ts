import { handler, job } from 'gezel/sdk';
import { FinancingLoan, running } from './loan.entity.js';
import { collect } from './repay.js';

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

/** When money comes in for an invoice, what is due of the loan that advanced it is collected at once. */
export const collectFromInvoice = handler({
  name: 'collect-from-invoice',
  on: ['payment.matched'],
  handle: async (ctx, { subject }) => {
    const where = { invoiceId: subject.id, status: { in: [...running] } };
    const loans = await ctx.store.find(FinancingLoan, where, { limit: 1 });
    for (const loan of loans) await collect(ctx, loan);
  },
});

const byDay = { property: 'nextDueOn', direction: 'asc' } as const;
