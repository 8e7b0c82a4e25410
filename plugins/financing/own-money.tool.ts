import {
  type CashFlowLine,
  globalId,
  handler,
  StepRefusal,
  type ToolContext,
  tool,
} from 'gezel/sdk';
import {
  type Agreement,
  agreementOf,
  judgeAgreement,
  type SaidOwnMoney,
} from './agree-own-money.js';
import { FinancingOwnMoney, OwnMoneyStatus } from './own-money.entity.js';
import { monthly } from './repayment-plan.js';
import { aboveNothing } from './step-application.js';

/**
 * A member's own money for an assignment. It waits until the bank has brought it and finance has said
 * so. It offers itself to nobody: nobody knows what a member has.
 */
export const ownMoneyTool = tool<SaidOwnMoney, null>({
  name: 'financing.own-money',
  title: { nl: 'Eigen geld', fr: 'Argent propre', en: 'Own money', de: 'Eigenes Geld' },
  description:
    'Money of the member’s own that the activity works with and pays back month by month, within ' +
    'five years.',
  permission: 'financing.apply',
  meets: ['own-money'],
  input: {
    type: 'object',
    required: ['amount', 'months', 'firstBackOn'],
    additionalProperties: false,
    properties: {
      amount: { type: 'string', format: 'decimal', description: 'How much.' },
      months: {
        ...{ type: 'integer', minimum: 1, maximum: 60 },
        description: 'In how many monthly parts it goes back.',
      },
      firstBackOn: { type: 'string', format: 'date', description: 'The day of the first part.' },
    },
  },

  plan: async (ctx, input) => {
    const agreement = await agreementFor(ctx, input, ctx.newId());
    const { currency, amountMinor } = agreement;
    const findings = await ctx.transaction(async (inside) => {
      const telling = { ...inside, emit: () => undefined };
      return (await judgeAgreement(telling, agreement)).findings;
    });
    const parts = monthly(amountMinor, input.months, input.firstBackOn);
    const back = parts.map(
      (part): CashFlowLine => ({
        ...{ day: part.dueOn, amountMinor: -part.amountMinor, payer: 'ACTIVITY' },
      }),
    );
    const brought = { day: ctx.today, amountMinor, payer: 'ACTIVITY' } as const;
    return { costMinor: 0n, currency, findings, plan: null, cashFlow: [brought, ...back] };
  },

  start: async (ctx, input) => {
    const agreement = { ...(await agreementFor(ctx, input, ctx.stepId)), stepId: ctx.stepId };
    const { findings, write } = await judgeAgreement(ctx, agreement);
    if (findings.length > 0) throw new StepRefusal(findings);
    await write();
    return { reference: globalId('FinancingOwnMoney', ctx.stepId), state: 'WAITING' };
  },

  // What came is the activity's to pay back by its plan: it is no longer this step's to undo.
  cancel: async ({ store, stepId, today }) => {
    const own = await store.lock(FinancingOwnMoney, stepId);
    if (own?.status !== OwnMoneyStatus.AGREED) return;
    await store.update(FinancingOwnMoney, stepId, {
      ...{ status: OwnMoneyStatus.CANCELLED, endedOn: today },
      stepId: null,
    });
  },
});

/** What an assignment waits for: own money that came ends its step, what never comes fails it. */
export const endStepOfOwnMoney = handler({
  name: 'end-step-of-own-money',
  on: ['financing.own-money-running', 'financing.own-money-cancelled'],
  handle: async ({ store, core }, { subject }) => {
    const own = await store.lock(FinancingOwnMoney, subject.id);
    if (own === null || own.stepId === null) return;
    if (own.status === OwnMoneyStatus.AGREED) return;
    const failed = [{ code: 'financing.own-money-is-other' }];
    const came = own.status !== OwnMoneyStatus.CANCELLED;
    await core.endStep({ stepId: own.stepId, ...(came ? {} : { failed }) });
    await store.update(FinancingOwnMoney, own.id, { stepId: null });
  },
});

async function agreementFor(
  { core, assignment: { activityId } }: ToolContext,
  input: SaidOwnMoney,
  id: string,
): Promise<Agreement> {
  const { currency } = await core.require('Activity', activityId, 'financing.apply');
  aboveNothing(input.amount, currency, 'amount');
  return { ...agreementOf(input, currency), id, activityId, stepId: null };
}
