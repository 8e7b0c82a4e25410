import { fact } from 'gezel/sdk';
import { FinancingLoan, owedMinor, unfinished } from './loan.entity.js';
import { holdingOn } from './set-terms.js';
import { FinancingTerms } from './terms.entity.js';

/** What an activity was lent and has applied for, for bridges. */
export const loansFact = fact({
  name: 'financing.loans',
  description:
    'The unfinished loans of an activity: `id` (UUID), `product`, `status`, `amount` and `owed` in ' +
    'minor units as text, `currency`, `purpose` and `nextDueOn` (a civil day or null); of a subsidy ' +
    'its `funder` and `reportDueOn`, else null.',
  rows: async (ctx, activityId) => {
    if ((await ctx.core.read('Activity', activityId)) === null) return [];
    const where = { activityId, status: { in: [...unfinished] } };
    const loans = await ctx.store.find(FinancingLoan, where, {
      orderBy: { property: 'id', direction: 'asc' },
    });
    return loans.map((loan) => ({
      ...{ id: loan.id, product: loan.product, status: loan.status, currency: loan.currency },
      ...{ amount: `${loan.amountMinor}`, owed: `${owedMinor(loan)}` },
      ...{ purpose: loan.purpose, nextDueOn: loan.nextDueOn },
      ...{ funder: loan.funder, reportDueOn: loan.reportDueOn },
    }));
  },
});

/** On which terms the co-operative lends today, in the currency of an activity, for bridges. */
export const termsFact = fact({
  name: 'financing.terms',
  description:
    'The terms that hold today in the currency of an activity: `product`, `currency`, `maximum` in ' +
    'minor units as text, `longestMonths` in which all is repaid, and `coverMillionths`: the part of ' +
    'what is to come that is advanced, null where none is agreed.',
  rows: async (ctx, activityId) => {
    const activity = await ctx.core.read('Activity', activityId);
    if (activity === null) return [];
    const where = { currency: activity.currency, ...holdingOn(ctx.today) };
    const terms = await ctx.store.find(FinancingTerms, where);
    return terms.map(({ product, currency, maximumMinor, longestMonths, coverMillionths }) => ({
      ...{ product, currency, maximum: `${maximumMinor}`, longestMonths, coverMillionths },
    }));
  },
});
