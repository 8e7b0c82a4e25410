import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { lineFindings, tidy } from '../../platform/model/text.js';
import { minorOf } from '../../platform/money.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { hostAccount } from '../accounts.js';
import { lockLine, requireMatcher } from '../bank/match-payment.js';
import type { OpenLine } from '../bank/payment-match.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { sum } from '../ledger/amounts.js';
import { credit, debit, type Line, post } from '../ledger/ledger.js';
import { unlessLedgerRefuses } from '../refused.js';
import { type AssignState, type AwaitedRow, lineAssigned } from './awaited.policy.js';
import {
  type AssignedAccount,
  accountOfPurpose,
  type LinePurpose,
} from './line-assignment.entity.js';

/** Of one of the two; the id is a UUID, the amount positive decimal text. */
export interface AssignedPart {
  readonly awaitedId?: string | null;
  readonly purpose?: LinePurpose | null;
  /** All that is open of what is awaited, or of the movement, when absent. */
  readonly amount?: string | null;
}

/** The line is a UUID. */
export interface LineAssignmentOrder {
  readonly bankLineId: string;
  readonly parts: readonly AssignedPart[];
  readonly note?: string | null;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

export const mostParts = 100;

/**
 * Says what a movement of the bank was for: payments that were booked before the bank showed them,
 * several where one movement settles a whole card, or costs and debts of the co-operative itself.
 */
export function assignLine(
  ctx: Context,
  order: LineAssignmentOrder,
): Promise<TransitionOutcome<AssignState>> {
  requireMatcher(ctx);
  const note = tidy(order.note ?? '') || null;
  return unlessLedgerRefuses(ctx, () =>
    runTransition<AssignState>(ctx, lineAssigned, {
      id: order.bankLineId,
      dryRun: order.dryRun,
      once: { key: order.idempotencyKey, input: order },
      load: (tx) => load(tx, order),
      next: (before) => {
        const open = before.line.openMinor - sum(before.parts.map((part) => part.amountMinor));
        return { ...before, line: { ...before.line, openMinor: open } };
      },
      check: (before) => [
        ...(note === null ? [] : lineFindings('note', note, 200)),
        ...findingsOf(before),
      ],
      write: async (tx, before, after) => {
        await write(tx, ctx, { before, openMinor: after.line.openMinor, note });
        const payload = { amountMinor: `${before.line.openMinor - after.line.openMinor}` };
        return [
          { type: 'bank-line.assigned', subject: { type: 'BankLine', id: before.id }, payload },
        ];
      },
    }),
  );
}

async function load(tx: Tx, { bankLineId, parts }: LineAssignmentOrder): Promise<AssignState> {
  const line = await lockLine(tx, bankLineId);
  const ids = parts.flatMap(({ awaitedId }) => awaitedId ?? []);
  const rows = await tx.query<AwaitedRow>(
    `select id, host_entity_id as "hostEntityId", activity_id as "activityId", account, currency,
       open_minor as "openMinor"
     from core.awaited_payment where cooperative_id = $1 and id = any($2::uuid[])
     order by id for no key update`,
    [tx.cooperativeId, ids],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const states = parts.map((part, index) => {
    const awaited = part.awaitedId == null ? null : byId.get(part.awaitedId);
    if (awaited === undefined) {
      throw notFound('AwaitedPayment', globalId('AwaitedPayment', part.awaitedId as string));
    }
    const purpose = part.purpose == null ? null : accountOfPurpose[part.purpose];
    const path = `parts.${index}.amount`;
    const given = part.amount == null ? null : minorOf(part.amount, line.currency, path);
    const whole = awaited === null ? line.openMinor : awaited.openMinor;
    const sign = line.amountMinor < 0n ? -1n : 1n;
    const amountMinor = given === null ? whole : sign * given;
    const account = awaited === null ? purpose : purpose === null ? awaited.account : null;
    return { awaited, account, amountMinor };
  });
  return { id: line.id, activityId: null, line, parts: states };
}

function findingsOf({ line, parts }: AssignState): Finding[] {
  if (line.openMinor === 0n) return [{ code: 'payment.nothing-open', path: ['bankLineId'] }];
  // It counts as too much received for an invoice until it is sent back or matched.
  if (line.overpaysInvoiceId !== null) return [{ code: 'assign.overpaid', path: ['bankLineId'] }];
  if (parts.length === 0 || parts.length > mostParts) {
    return [{ code: 'assign.parts-out-of-range', path: ['parts'], values: { limit: mostParts } }];
  }
  const received = line.amountMinor > 0n;
  const found = parts.flatMap((part, index): Finding[] => {
    const { awaited, account, amountMinor } = part;
    const at = (code: string, property: string) => ({
      ...{ code, path: ['parts', String(index), property] },
    });
    if (account === null) return [at('assign.one-of-both', 'purpose')];
    if (parts.some((one, before) => before < index && awaited && one.awaited === awaited)) {
      return [at('assign.twice', 'awaitedId')];
    }
    if (amountMinor === 0n) return [at('payment.amount-not-positive', 'amount')];
    if (awaited === null) {
      return amountMinor > 0n === received ? [] : [at('payment.amount-not-positive', 'amount')];
    }
    if (awaited.hostEntityId !== line.hostEntityId)
      return [at('payment.other-entity', 'awaitedId')];
    if (awaited.currency !== line.currency) return [at('payment.other-currency', 'awaitedId')];
    if (amountMinor > 0n !== received || awaited.openMinor > 0n !== received) {
      return [at('assign.other-direction', 'awaitedId')];
    }
    return sizeOf(amountMinor) > sizeOf(awaited.openMinor) ? [at('assign.too-much', 'amount')] : [];
  });
  const total = sum(parts.map(({ amountMinor }) => amountMinor));
  if (found.length === 0 && sizeOf(total) > sizeOf(line.openMinor)) {
    found.push({ code: 'payment.more-than-line', path: ['parts'] });
  }
  return found;
}

const sizeOf = (minor: bigint): bigint => (minor < 0n ? -minor : minor);

async function write(
  tx: Tx,
  ctx: Context,
  { before, openMinor, note }: { before: AssignState; openMinor: bigint; note: string | null },
): Promise<void> {
  const { line, parts } = before;
  const made = parts.map(({ awaited, account, amountMinor }) => ({
    ...{ id: newId(), awaited: awaited?.id ?? null, account, amount: `${amountMinor}` },
  }));
  await tx.query(
    `with made as (
       select * from jsonb_to_recordset($3::jsonb)
         as m (id uuid, awaited uuid, account text, amount bigint)
     ), line as (
       update core.bank_line set open_minor = $4 where cooperative_id = $1 and id = $2
     ), awaited as (
       update core.awaited_payment a set open_minor = a.open_minor - m.amount from made m
       where a.cooperative_id = $1 and a.id = m.awaited
     )
     insert into core.line_assignment (cooperative_id, id, bank_line_id, awaited_id, account,
       amount_minor, note, assigned_by, assigned_at)
     select $1, m.id, $2, m.awaited, m.account, m.amount, $5, $6, $7 from made m`,
    [
      ...[tx.cooperativeId, line.id, JSON.stringify(made), openMinor, note],
      ...[ctx.viewer.memberId, ctx.platform.clock.now()],
    ],
  );
  const postings = made.map(({ id, account, amount }) => ({
    ...actorOf(ctx),
    ...{ key: `line-assignment:${id}`, kind: 'BANK_LINE_ASSIGNED', eventOn: line.bookedOn },
    ...{ sourceType: 'line_assignment', sourceId: id },
    lines: assignmentLines(line, account as AssignedAccount, BigInt(amount)),
  }));
  await post(tx, tx.cooperativeId, postings);
}

/** Money that was on suspense is that of an account; negative amounts are of a debit. */
export const assignmentLines = (
  { hostEntityId, currency }: Pick<OpenLine, 'hostEntityId' | 'currency'>,
  account: AssignedAccount,
  amountMinor: bigint,
): Line[] => [
  debit(hostAccount(hostEntityId, 'bank.suspense', currency), amountMinor),
  credit(hostAccount(hostEntityId, account, currency), amountMinor),
];
