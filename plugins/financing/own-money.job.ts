import { job, type PluginContext } from 'gezel/sdk';
import { endOf, FinancingOwnMoney, OwnMoneyStatus } from './own-money.entity.js';
import { goesBack, nextPart, tell } from './own-money.js';
import { whenAvailable } from './repay.js';

/**
 * Every morning: pays back the parts whose day has come, as far as the activity has the money; what it
 * has not is tried again the next day. A repeat on the same day does nothing.
 */
export const payBackOwnMoney = job({
  name: 'pay-back-own-money',
  cron: '30 5 * * *',
  run: async (ctx) => {
    const due = {
      status: OwnMoneyStatus.RUNNING,
      nextBackOn: { upTo: ctx.today },
      triedOn: { before: ctx.today, orNull: true },
    };
    for (;;) {
      // A hundred at a time: what was tried today is not found again.
      const rows = await ctx.store.find(FinancingOwnMoney, due, { orderBy });
      for (const row of rows) await payDue(ctx, row);
      if (rows.length < 100) return;
    }
  },
});

const orderBy = { property: 'nextBackOn', direction: 'asc' } as const;

function payDue(ctx: PluginContext, { id, activityId }: FinancingOwnMoney) {
  const about = { type: 'FinancingOwnMoney', id };
  return ctx.attempt({ action: 'financing.pay-back-own-money', about }, async (inside) => {
    const { core, store, today } = inside;
    await core.lock('Activity', activityId);
    const row = await store.lock(FinancingOwnMoney, id);
    return {
      findings: [],
      write: async () => {
        // Somebody may have paid or tried while this one waited for the row.
        if (row === null || row.triedOn === today) return row;
        const before = row.paidBackMinor;
        await payParts(inside, row);
        const { paidBackMinor, nextBackOn, status } = row;
        if (paidBackMinor > before) await tell(inside, row, status.toLowerCase());
        const change = { paidBackMinor, nextBackOn, status, triedOn: today };
        const endedOn = endOf(status, today);
        return store.update(FinancingOwnMoney, id, { ...change, endedOn });
      },
    };
  });
}

async function payParts(inside: PluginContext, row: FinancingOwnMoney): Promise<void> {
  const { today } = inside;
  for (let next = nextPart(row); next !== null && next.dueOn <= today; next = nextPart(row)) {
    const key = `${row.id}:${next.dueOn}:${row.paidBackMinor}`;
    const changed: Partial<FinancingOwnMoney> | null = await whenAvailable(
      goesBack(inside, row, { key, amountMinor: next.leftMinor }),
    );
    if (changed === null) return;
    Object.assign(row, changed);
  }
}
