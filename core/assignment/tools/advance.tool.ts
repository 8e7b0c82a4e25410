import { activityMoney, lockActivity } from '../../money/account/activity-money.js';
import { advance, advanceUpTo, repay } from '../../money/fund/guarantee-fund.js';
import type { Invoice } from '../../money/invoice/invoice.entity.js';
import { invoices } from '../../money/invoice/invoice.policy.js';
import { smaller } from '../../money/invoice/settlement.js';
import { newId } from '../../platform/ids.js';
import { minorOf } from '../../platform/money.js';
import { byId } from '../../platform/read/read.js';
import type { CashFlowLine } from '../../sdk/define.js';
import { unsaid } from '../../sdk/proposing.js';
import { type CoreToolContext, coreTool } from '../core-tool.js';
import { StepRefused } from '../step-findings.js';
import { uuidOf } from './client.js';
import { plannedBy } from './planned.js';

interface AdvanceInput {
  readonly amount?: string;
}

/**
 * Lets the guarantee fund pay before the client does. Without an amount: what the invoice of the
 * same assignment brings the activity, its net less the fee, as far as the fund's rule goes.
 */
export const advanceTool = coreTool<AdvanceInput, null>({
  name: 'advance',
  title: { nl: 'Voorfinanciering', fr: 'Préfinancement', en: 'Advance', de: 'Vorfinanzierung' },
  description: 'The guarantee fund makes money available before the client pays.',
  permission: 'invoice.issue',
  after: ['invoice'],
  leads: true,
  input: {
    type: 'object',
    additionalProperties: false,
    properties: {
      amount: {
        type: 'string',
        format: 'decimal',
        description: 'What the invoice of this assignment brings, when absent.',
      },
    },
  },
  meets: ['advance'],
  propose: async ({ assignment }, { amountMinor }) => {
    if (amountMinor === null) return unsaid('amount');
    return assignment.clientId === null ? unsaid('client') : {};
  },
  plan: (ctx, input) =>
    plannedBy(ctx, 'advance', 0n, async () => {
      const { amountMinor, dueOn } = await draw(ctx, input);
      const day = ctx.request.platform.clock.today();
      return { reference: null, costMinor: 0n, cashFlow: cashFlowOf(amountMinor, day, dueOn) };
    }),
  start: async (ctx, input) => {
    await draw(ctx, input);
    return { reference: null, state: 'DONE' };
  },
  cancel: async (ctx) => {
    const { tx } = ctx.request;
    const { activityId } = ctx.assignment;
    await lockActivity(tx, activityId);
    const { advancedMinor } = await activityMoney(tx, activityId, ctx.currency);
    // What a client has paid meanwhile was repaid first, and is not owed any more.
    const amountMinor = smaller(await drawnBy(ctx), advancedMinor);
    if (amountMinor > 0n) await repay(ctx.request, orderFor(ctx, amountMinor), tx);
  },
});

/** It comes today, and goes back when the client should pay. */
function cashFlowOf(amountMinor: bigint, day: string, dueOn: string | null): CashFlowLine[] {
  const drawn: CashFlowLine = { day, amountMinor, payer: 'FUND', prefinancing: true };
  if (dueOn === null) return [drawn];
  return [drawn, { day: dueOn, amountMinor: -amountMinor, payer: 'ACTIVITY', prefinancing: true }];
}

/** What was drawn, and the day on which the invoice that repays it is due. */
interface Drawn {
  readonly amountMinor: bigint;
  readonly dueOn: string | null;
}

async function draw(ctx: CoreToolContext, { amount }: AdvanceInput): Promise<Drawn> {
  const { request } = ctx;
  const invoice = await invoiceOf(ctx);
  const dueOn = invoice?.dueOn ?? null;
  if (amount !== undefined) {
    const amountMinor = minorOf(amount, ctx.currency, 'amount');
    await advance(request, orderFor(ctx, amountMinor), request.tx);
    return { amountMinor, dueOn };
  }
  if (invoice === null) {
    throw new StepRefused([{ code: 'assignment.advance-without-amount', path: ['amount'] }]);
  }
  const order = orderFor(ctx, invoice.netMinor - invoice.feeMinor);
  const { amountMinor } = await advanceUpTo(request, order, request.tx);
  return { amountMinor, dueOn };
}

/** The invoice of the same assignment; null where it has none. */
async function invoiceOf({ request, done }: CoreToolContext): Promise<Invoice | null> {
  const id = uuidOf(done.invoice ?? null);
  return id === null ? null : byId(request, invoices, id);
}

/** What this step has taken from the fund, as the ledger has it. */
async function drawnBy({ request: { tx }, stepId }: CoreToolContext): Promise<bigint> {
  const [row] = await tx.query<{ drawn: string }>(
    `select coalesce(sum(e.amount), 0)::text as drawn
     from ledger.txn t
     join ledger.entry e on e.cooperative_id = t.cooperative_id and e.txn_id = t.id
     join ledger.account a on a.cooperative_id = e.cooperative_id and a.id = e.account_id
     where t.cooperative_id = $1 and t.source_type = 'assignment_step' and t.source_id = $2
       and a.code = 'activity.advanced'`,
    [tx.cooperativeId, stepId],
  );
  return BigInt(row?.drawn ?? '0');
}

function orderFor({ stepId, assignment }: CoreToolContext, amountMinor: bigint) {
  const id = stepId ?? newId();
  const source = { type: 'assignment_step', id };
  return { activityId: assignment.activityId, amountMinor, key: id, source };
}
