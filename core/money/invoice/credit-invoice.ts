import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import { tidy } from '../../platform/model/text.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { activityMoney } from '../account/activity-money.js';
import type { SubtotalRow } from '../document/vat.js';
import { post } from '../ledger/ledger.js';
import { reasonFindings } from '../quote/decline-quote.js';
import { insufficientFunds, unlessLedgerRefuses } from '../refused.js';
import {
  type CreditedAdjustment,
  type CreditedLine,
  type CreditPlan,
  planCredit,
} from './credit-plan.js';
import { type CreditState, invoiceCredited } from './invoice.policy.js';
import { InvoiceKind, InvoiceStatus } from './invoice-codes.js';
import { creditEntries } from './invoice-entries.js';
import { lockInvoice } from './invoice-state.js';
import {
  afterCredit,
  type Credit,
  creditedFee,
  movement,
  owedMinor,
  paymentStatusOf,
  type Settlement,
  smaller,
} from './settlement.js';
import { writeCreditNote } from './write-credit-note.js';

/** The id is a UUID; without lines, all that is left of the invoice is taken back. */
export interface InvoiceCredit {
  readonly invoiceId: string;
  readonly reason: string;
  readonly lines?: readonly CreditedLine[] | null;
  readonly adjustments?: readonly CreditedAdjustment[] | null;
  readonly expectedVersion?: number | null;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/**
 * Takes back an issued invoice or a part of it, by a document of its own journal. The ledger mirrors
 * the issue in proportion; what the activity had already received comes out of its available money.
 */
export function creditInvoice(
  ctx: Context,
  step: InvoiceCredit,
): Promise<TransitionOutcome<CreditState>> {
  const noteId = newId();
  const reason = tidy(step.reason);
  const today = ctx.platform.clock.today();
  const plan = (state: CreditState) => planCredit(state, state.creditedBefore, step);
  return unlessLedgerRefuses(ctx, () =>
    runTransition<CreditState>(ctx, invoiceCredited, {
      id: step.invoiceId,
      dryRun: step.dryRun,
      expectedVersion: step.expectedVersion,
      once: { key: step.idempotencyKey, input: step },
      load: (tx, id) => loadCredit(tx, ctx, id),
      next: (before) => credited(before, plan(before), noteId),
      check: (before, after) => [
        ...reasonFindings(reason),
        ...creditFindings(before, after, plan(before)),
      ],
      write: async (tx, before, after) => {
        const sums = after.creditNote as Credit;
        const { lines, adjustments, subtotals } = plan(before);
        const requestKey = step.idempotencyKey;
        const head = { id: noteId, reason, requestKey, issuedOn: today };
        const note = { ...head, lines, adjustments, subtotals, sums };
        const number = await writeCreditNote(tx, ctx, after, note);
        const moves = { ...movement(before, after), advancedMinor: repayment(before, after) };
        await post(tx, tx.cooperativeId, [creditEntries(ctx, before, note, moves)]);
        return [creditedFact(after, noteId, number)];
      },
    }),
  );
}

async function loadCredit(tx: Tx, ctx: Context, id: string): Promise<CreditState> {
  const { more, ...invoice } = await lockInvoice<CreditColumns>(tx, ctx, id, 'invoice.issue', {
    columns: creditColumns,
    params: [],
  });
  const byPosition = (sums: readonly LineSum[]) =>
    new Map(sums.map(({ position, net }) => [position, BigInt(net)]));
  return {
    ...invoice,
    subtotals: more.own,
    creditedBefore: {
      netByPosition: byPosition(more.credited),
      adjustedByPosition: byPosition(more.adjusted),
      subtotals: more.notes,
    },
    money: await activityMoney(tx, invoice.activityId, invoice.currency),
    creditNote: null,
  };
}

interface CreditColumns {
  readonly own: SubtotalRow[];
  readonly credited: LineSum[];
  readonly adjusted: LineSum[];
  readonly notes: SubtotalRow[];
}

const creditColumns = `
  (select i.vat_subtotals from core.invoice i
   where i.cooperative_id = $1 and i.id = $2) as own,
  (select coalesce(jsonb_agg(s), '[]') from (
     select l.credits_position as position, sum(l.net_minor)::text as net
     from core.invoice n
     join core.invoice_line l on l.cooperative_id = n.cooperative_id and l.invoice_id = n.id
     where n.cooperative_id = $1 and n.credits_id = $2
     group by l.credits_position) s) as credited,
  (select coalesce(jsonb_agg(s), '[]') from (
     select d.credits_position as position, sum(d.amount_minor)::text as net
     from core.invoice n
     join core.invoice_adjustment d on d.cooperative_id = n.cooperative_id and d.invoice_id = n.id
     where n.cooperative_id = $1 and n.credits_id = $2
     group by d.credits_position) s) as adjusted,
  (select coalesce(jsonb_agg(s), '[]')
   from core.invoice n, jsonb_array_elements(n.vat_subtotals) s
   where n.cooperative_id = $1 and n.credits_id = $2) as notes`;

interface LineSum {
  readonly position: number;
  readonly net: string;
}

function credited(before: CreditState, plan: CreditPlan, id: string): CreditState {
  if (plan.findings.length > 0 || before.status !== InvoiceStatus.ISSUED) return before;
  const { netMinor, vatMinor } = plan;
  const sums = { netMinor, vatMinor, feeMinor: creditedFee(before, netMinor) };
  const settled: Settlement = afterCredit(before, sums);
  return {
    ...before,
    ...settled,
    status: owedMinor(settled) === 0n ? InvoiceStatus.CREDITED : InvoiceStatus.ISSUED,
    paymentStatus: paymentStatusOf(settled),
    creditNote: { id, ...sums },
    version: before.version + 1,
  };
}

function creditFindings(before: CreditState, after: CreditState, plan: CreditPlan): Finding[] {
  if (before.kind !== InvoiceKind.INVOICE || before.status !== InvoiceStatus.ISSUED) {
    const values = { kind: before.kind, status: before.status };
    return [{ code: 'invoice.not-creditable', path: ['invoiceId'], values }];
  }
  // Its parts are given back already: the write-off is reversed first.
  if (before.writtenOffMinor > 0n) return [{ code: 'invoice.written-off', path: ['invoiceId'] }];
  if (plan.findings.length > 0) return [...plan.findings];
  const { expectedMinor, releasedMinor } = movement(before, after);
  const { availableMinor, advancedMinor } = before.money;
  const found: Finding[] = [];
  if (availableMinor + releasedMinor < 0n && releasedMinor < 0n) {
    const missing = -(availableMinor + releasedMinor);
    found.push(insufficientFunds('activity.available', missing, before.currency));
  }
  if (before.money.expectedMinor + expectedMinor < advancedMinor - repayment(before, after)) {
    found.push({ code: 'fund.advance-uncovered', severity: 'WARNING' });
  }
  return found;
}

/** A credit note can also set money free: what was paid may now be all that is owed. */
function repayment(before: CreditState, after: CreditState): bigint {
  const { releasedMinor } = movement(before, after);
  const { advancedMinor } = before.money;
  if (releasedMinor <= 0n) return 0n;
  return smaller(releasedMinor, advancedMinor);
}

function creditedFact(
  { id, activityId, creditNote, currency }: CreditState,
  noteId: string,
  number: string,
) {
  const { netMinor, vatMinor } = creditNote as Credit;
  const payload = {
    creditNoteId: noteId,
    number,
    netMinor: `${netMinor}`,
    vatMinor: `${vatMinor}`,
  };
  const subject = { type: 'Invoice', id };
  return { type: 'invoice.credited', subject, activityId, payload: { ...payload, currency } };
}
