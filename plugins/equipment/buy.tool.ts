import { priceOf, type ToolContext, tool } from 'gezel/sdk';
import {
  acquireOnce,
  bringing,
  callOffThing,
  type JudgedThing,
  judgeThing,
  thingProperties,
  thingRequired,
} from './acquire-step.js';
import { keepBought, lifeFindings, overBudget, type SaidThing } from './thing.js';

/**
 * Buys a thing for an assignment with the activity's money. It offers itself to nobody: what is
 * known of an assignment names no thing and no price, and nobody wants to buy by accident.
 */
export const buyTool = tool<SaidThing, null>({
  name: 'equipment.buy',
  title: {
    nl: 'Materiaal kopen',
    fr: 'Acheter du matériel',
    en: 'Buy equipment',
    de: 'Ausrüstung kaufen',
  },
  description:
    'Buys a thing through the co-operative, which owns it. It is called off on the same day ' +
    'only; later a person settles its return with the supplier.',
  permission: 'equipment.write',
  meets: ['purchase'],
  input: {
    type: 'object',
    required: thingRequired,
    additionalProperties: false,
    properties: thingProperties,
  },

  plan: async (ctx, input) => {
    const { row, findings } = await judgePurchase(ctx, input);
    const { valueMinor: costMinor, currency } = row;
    const cashFlow = priceOf('equipment.purchase', costMinor, ctx.today);
    return { costMinor, currency, findings, plan: null, cashFlow, ...bringing(ctx, row) };
  },

  start: (ctx, input) =>
    acquireOnce(
      ctx,
      () => judgePurchase(ctx, input),
      (row) => keepBought(ctx, row),
    ),

  cancel: (ctx, _input, reference) =>
    callOffThing(ctx, reference, {
      tooLate: 'equipment.bought-for-good',
      giveUp: async ({ id }) => {
        await ctx.core.refund(id);
        await ctx.core.assets.cancel(id);
        return true;
      },
    }),
});

/** Besides: what the co-operative’s policy says to its life, and the budgets to its price. */
async function judgePurchase(ctx: ToolContext, input: SaidThing): Promise<JudgedThing> {
  const { row, findings } = await judgeThing(ctx, input);
  const life = await lifeFindings(ctx, row);
  return { row, findings: [...findings, ...life, ...(await overBudget(ctx, row))] };
}
