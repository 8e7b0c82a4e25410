import { fact } from 'gezel/sdk';
import { StartUpInvestment } from './start-up.entity.js';

/** What an activity has bought to last and plans to, for bridges. */
export const investmentsFact = fact({
  name: 'start-ups.investments',
  description:
    'The investments of an activity that it has not disposed of: `id` (UUID), `title`, `cost` in ' +
    'minor units as text, `currency`, `boughtOn` (a civil day, which may be to come) and ' +
    '`lifeMonths`.',
  rows: async (ctx, activityId) => {
    if ((await ctx.core.read('Activity', activityId)) === null) return [];
    const found = await ctx.store.find(StartUpInvestment, { activityId, disposedOn: null });
    return found.map(({ id, title, costMinor, currency, boughtOn, lifeMonths }) => ({
      ...{ id, title, cost: `${costMinor}`, currency, boughtOn, lifeMonths },
    }));
  },
});
