import {
  type AssignmentFacts,
  addDays,
  type CashFlowLine,
  type Declined,
  declined,
  globalId,
  money,
  type PluginFinding,
  priceOf,
  type StepContext,
  StepRefusal,
  type ToolContext,
  tool,
  unsaid,
} from 'gezel/sdk';
import { type Asked, judgeApplication } from './apply.js';
import { FinancingInstalment } from './instalment.entity.js';
import { FinancingLoan, LoanStatus } from './loan.entity.js';
import { instalmentsOf, loanSteps, type Stepping, takeStep } from './loan-steps.js';
import { lesser, type Planned } from './repayment-plan.js';
import { termsOn } from './set-terms.js';
import { ceilingOf, costOf } from './share.js';
import { askedOf, type PrefinanceInput, plannedWith, withSubject } from './step-application.js';
import { Product } from './terms.entity.js';

/** Minor units as text, for a plan is JSON. */
interface PrefinancePlan {
  readonly amountMinor: string;
}

/**
 * Asks the co-operative for the money that an assignment lacks until its client pays. A person
 * advises and another decides, so the step waits; once it is granted the money is drawn by itself.
 */
export const prefinance = tool<PrefinanceInput, PrefinancePlan>({
  name: 'financing.prefinance',
  title: {
    nl: 'Krediet van de coöperatie',
    fr: 'Crédit de la coopérative',
    en: 'Credit of the co-operative',
    de: 'Kredit der Genossenschaft',
  },
  description:
    'Applies for a credit, or for an advance on an invoice, an order or a subsidy, and draws it ' +
    'when it is granted.',
  permission: 'financing.apply',
  after: ['invoice', 'quote'],
  meets: ['credit'],
  input: {
    type: 'object',
    required: ['product'],
    additionalProperties: false,
    properties: {
      product: {
        enum: ['MICRO_CREDIT', 'INVESTMENT_CREDIT', 'BUDGET', 'INVOICE', 'ORDER', 'SUBSIDY'],
        description: 'What is lent for.',
      },
      amount: {
        ...{ type: 'string', format: 'decimal' },
        description:
          'How much; of an invoice, when absent, as much as its terms and its client leave.',
      },
      expectedOn: {
        type: 'string',
        format: 'date',
        description:
          'When the client is expected to pay; not of a subsidy, whose parts have days of their own.',
      },
      months: {
        ...{ type: 'integer', minimum: 1, maximum: 96 },
        description: 'Of a credit: in how many monthly parts it goes back; one when absent.',
      },
      purpose: {
        ...{ type: 'string', minLength: 1, maxLength: 500 },
        description: 'What it is for; the title of the assignment when absent.',
      },
      quoteId: {
        ...{ type: 'string', format: 'id' },
        description:
          'Of an order: the offer that was accepted; that of the assignment when absent.',
      },
      funder: {
        ...{ type: 'string', minLength: 1, maxLength: 200 },
        description: 'Of a subsidy: who grants it.',
      },
      reportDueOn: {
        ...{ type: 'string', format: 'date' },
        description: 'Of a subsidy: the day by which the funder wants the report.',
      },
      tranches: {
        ...{ type: 'array', minItems: 1, maxItems: 12 },
        description: 'Of a subsidy: the parts that its funder has still to pay.',
        items: {
          type: 'object',
          required: ['kind', 'amount', 'expectedOn'],
          additionalProperties: false,
          properties: {
            kind: { enum: ['ADVANCE', 'BALANCE'], description: 'Before or after its report.' },
            amount: { type: 'string', format: 'decimal', description: 'How much.' },
            expectedOn: { type: 'string', format: 'date', description: 'When it is expected.' },
          },
        },
      },
    },
  },
  propose: async (ctx, facts) => {
    const late = await paysLate(ctx);
    const asked = facts.needs.includes('credit');
    if (!(asked || late || isShort(facts))) return declined('financing.nothing-lacks');
    if (facts.amountMinor === null) return unsaid('amount');
    const { amountMinor } = facts;
    return offer(ctx, { ...facts, amountMinor }, late ? Product.INVOICE : Product.BUDGET);
  },
  plan: async (ctx, input) => {
    const { currency } = await activityOf(ctx);
    const asked = await plannedWith(ctx, askedOf(ctx, input, currency), input);
    const { amountMinor, product } = asked;
    const terms = await termsOn(ctx, { product, currency, day: ctx.today });
    const findings = await planFindings(ctx, asked);
    const costMinor = terms === undefined ? 0n : costOf(amountMinor, terms.fileCostMillionths);
    const plan = { amountMinor: `${amountMinor}` };
    return { costMinor, currency, findings, plan, cashFlow: flowOf(ctx, asked, costMinor) };
  },
  start: async (ctx, input) => {
    const { currency } = await activityOf(ctx);
    const asked = await withSubject(ctx, askedOf(ctx, input, currency), input);
    const id = ctx.stepId;
    const purpose = input.purpose ?? ctx.assignment.title;
    const said = { id, stepId: id, purpose, ownContributionMinor: 0n };
    const { findings, write } = await judgeApplication(ctx, said, asked);
    if (findings.length > 0) throw new StepRefusal(findings);
    await write();
    return { reference: globalId('FinancingLoan', id), state: 'WAITING' };
  },
  cancel: async (ctx) => {
    const loan = await ctx.store.lock(FinancingLoan, ctx.stepId);
    if (loan === null) return;
    if (loanSteps.withdraw.from.some((status) => status === loan.status)) {
      await ctx.store.update(FinancingLoan, loan.id, {
        status: LoanStatus.WITHDRAWN,
        stepId: null,
      });
    } else if (loan.status === LoanStatus.DRAWN) await giveBack(ctx, loan);
  },
});

const activityOf = ({ core, assignment }: ToolContext) =>
  core.require('Activity', assignment.activityId, 'financing.apply');

/** What the assignment is refused for, as long as nobody lends. */
const isShort = ({ obstacles = [] }: AssignmentFacts): boolean =>
  obstacles.includes('money.insufficient-funds');

/** Whether the client of the assignment owes the activity money of which the day has passed. */
async function paysLate({ core, assignment, today }: ToolContext): Promise<boolean> {
  const { activityId, clientId } = assignment;
  if (clientId === null) return false;
  const invoices = await core.list('Invoice', activityId);
  return invoices.some(
    (one) =>
      one.clientId === clientId && one.dueMinor > 0n && one.dueOn !== null && one.dueOn < today,
  );
}

/** As much as its terms admit of what the client will pay, and nobody else advances. */
async function offer(
  ctx: ToolContext,
  { amountMinor, days, currency }: AssignmentFacts & { readonly amountMinor: bigint },
  product: Product.BUDGET | Product.INVOICE,
): Promise<PrefinanceInput | Declined> {
  const terms = await termsOn(ctx, { product, currency, day: ctx.today });
  const share = terms?.coverMillionths ?? null;
  if (terms === undefined || (product === Product.INVOICE && share === null)) {
    return declined('financing.no-terms', { day: ctx.today, product });
  }
  const [last = ctx.today] = [days.at(-1)];
  const [, from = last] = [ctx.today, last].sort();
  const expectedOn = addDays(from, ctx.config.expectedAfterDays as number);
  if (product === Product.INVOICE) return { product, expectedOn };
  const covered = share === null ? amountMinor : ceilingOf(amountMinor, share);
  const amount = money(lesser(covered, terms.maximumMinor), currency).amount;
  return { product, amount, expectedOn };
}

async function planFindings(ctx: ToolContext, asked: Asked): Promise<readonly PluginFinding[]> {
  const said = { id: ctx.newId(), stepId: null, purpose: '', ownContributionMinor: 0n };
  return ctx.transaction(async (inside) => {
    const telling = { ...inside, emit: () => undefined };
    return (await judgeApplication(telling, said, asked)).findings;
  });
}

/** It comes when it is drawn, and goes back part by part. */
function flowOf({ today }: ToolContext, asked: Asked, costMinor: bigint): CashFlowLine[] {
  const { amountMinor } = asked;
  const drawn = { day: today, amountMinor, payer: 'COOPERATIVE', prefinancing: true } as const;
  // Nobody bears the file's cost who borrows nothing.
  const cost = priceOf('financing.file-cost', costMinor, today).map((line) => ({
    ...line,
    prefinancing: true,
  }));
  return [drawn, ...cost, ...asked.plan.map(backOf)];
}

const backOf = ({ dueOn: day, amountMinor }: Planned): CashFlowLine => ({
  ...{ day, amountMinor: -amountMinor, payer: 'ACTIVITY', prefinancing: true },
});

/** What is left of a drawn loan goes back at once, and its file cost with it. */
async function giveBack(ctx: StepContext, { id, activityId }: FinancingLoan): Promise<void> {
  const step = { ...loanSteps.collect, permission: 'financing.apply' };
  const { violations } = await takeStep(ctx, step, { id, activityId }, {}, async (stepping) => ({
    event: 'financing.loan-settled',
    write: async () => {
      const { core, loan, store } = stepping;
      const left = loan.amountMinor - loan.repaidMinor;
      await core.refund(`${id}:file-cost`);
      await core.loans.repay({ key: `${id}:called-off`, loanId: id, amountMinor: left });
      await payAll(store, id);
      const status = LoanStatus.SETTLED;
      return { status, repaidMinor: loan.amountMinor, nextDueOn: null, stepId: null };
    },
  }));
  if (violations.length > 0) throw new StepRefusal(violations.map(({ code }) => ({ code })));
}

async function payAll(store: Stepping['store'], loanId: string): Promise<void> {
  for (const { id, amountMinor } of await instalmentsOf(store, loanId)) {
    await store.update(FinancingInstalment, id, { paidMinor: amountMinor });
  }
}
