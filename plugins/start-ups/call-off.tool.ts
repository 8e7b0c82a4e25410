import {
  declined,
  globalId,
  localId,
  onlyForNeed,
  StepRefusal,
  type ToolContext,
  tool,
} from 'gezel/sdk';
import { StartUpCallOff, StartUpPurchaseAgreement } from './purchase.entity.js';
import { judgeCallOff, wholeOf } from './purchase.js';

interface CallOffInput {
  readonly agreementId: string;
  readonly quantity: string;
}

/** Calls off what an assignment needs from an agreement of purchase, at the price of its volume. */
export const callOffTool = tool<CallOffInput, null>({
  name: 'start-ups.call-off',
  title: {
    nl: 'Afroepen bij een leverancier',
    fr: 'Commande sur accord d’achat',
    en: 'Call off from a supplier',
    de: 'Abruf beim Lieferanten',
  },
  description: 'Calls off a quantity from an agreement of purchase; its supplier invoices it.',
  permission: 'start-ups.write',
  meets: ['supplies'],
  input: {
    type: 'object',
    required: ['agreementId', 'quantity'],
    additionalProperties: false,
    properties: {
      agreementId: { type: 'string', format: 'id', description: 'The agreement.' },
      quantity: { type: 'string', pattern: '^[1-9][0-9]{0,9}$', description: 'How many.' },
    },
  },
  // Nobody can guess what is needed: the one agreement in force with a usual quantity is offered.
  propose: async (ctx, { needs }) => {
    if (!needs.includes('supplies')) return onlyForNeed('supplies');
    const { activityId } = ctx.assignment;
    const all = await ctx.store.find(StartUpPurchaseAgreement, {
      ...{ activityId, fromDay: { upTo: ctx.today } },
      ...{ untilDay: { from: ctx.today, orNull: true } },
    });
    const [only, ...others] = all.filter(({ usualQuantity }) => usualQuantity !== null);
    if (only === undefined || others.length > 0) return declined('start-ups.no-usual-agreement');
    const agreementId = globalId('StartUpPurchaseAgreement', only.id);
    return { agreementId, quantity: `${only.usualQuantity}` };
  },
  plan: async (ctx, input) => {
    const { findings, row } = await judged(ctx, input);
    const { amountMinor = 0n, currency = 'EUR' } = row;
    const line = { day: ctx.today, amountMinor: -amountMinor, payer: 'ACTIVITY' } as const;
    const cashFlow = amountMinor === 0n ? [] : [line];
    return { costMinor: amountMinor, currency, findings, plan: null, cashFlow };
  },
  start: async (ctx, input) => {
    const { findings, row } = await judged(ctx, input);
    if (findings.length > 0) throw new StepRefusal(findings);
    const { id } = await ctx.store.insert(StartUpCallOff, row);
    const subject = { type: 'StartUpCallOff', id };
    const { activityId } = ctx.assignment;
    await ctx.emit({ type: 'start-ups.called-off', subject, activityId });
    return { reference: globalId('StartUpCallOff', id), state: 'DONE' };
  },
  cancel: async (ctx) => {
    if (!(await ctx.store.remove(StartUpCallOff, ctx.stepId))) return;
    const subject = { type: 'StartUpCallOff', id: ctx.stepId };
    const { activityId } = ctx.assignment;
    await ctx.emit({ type: 'start-ups.call-off-cancelled', subject, activityId });
  },
});

async function judged(ctx: ToolContext, input: CallOffInput) {
  const { activityId } = ctx.assignment;
  await ctx.core.require('Activity', activityId, 'start-ups.write');
  const agreementId = localId('StartUpPurchaseAgreement', input.agreementId, 'agreementId');
  const agreement = await ctx.store.get(StartUpPurchaseAgreement, agreementId);
  if (agreement === null || agreement.activityId !== activityId) {
    const findings = [{ code: 'start-ups.agreement-not-in-force', path: ['agreementId'] }];
    return { findings, row: {} as Partial<StartUpCallOff> };
  }
  const asked = { id: ctx.stepId ?? ctx.newId(), quantity: wholeOf(input.quantity, 'quantity') };
  return ctx.transaction((inside) => judgeCallOff(inside, agreement, asked));
}
