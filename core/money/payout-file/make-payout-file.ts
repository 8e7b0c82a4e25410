import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { notFound } from '../../platform/errors.js';
import { globalId, newId } from '../../platform/ids.js';
import { violationsOf } from '../../platform/model/say.js';
import { takeKey } from '../../platform/write/once.js';
import { record } from '../../platform/write/record.js';
import { transact } from '../../platform/write/transact.js';
import type { Finding, Violation } from '../../platform/write/violation.js';
import { addDays } from '../../sdk/civil-days.js';
import { maximumFilePayments } from '../limits.js';
import { requireRelease } from '../payout/fail-payout.js';
import type { Debtor, PaymentAddress } from './pain-001.js';

/** Ids are UUIDs. */
export interface PayoutFileOrder {
  readonly hostEntityId: string;
  readonly executionOn: string;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

export interface MadePayoutFile {
  readonly fileId: string | null;
  readonly violations: Violation[];
}

/** How far ahead a bank takes orders. */
const horizonDays = 60;

/**
 * Puts the released payouts of a legal entity that are due by the day of execution, and in no file
 * yet, in one: the earliest due first, up to what a file may hold. A payout is in one file at most.
 */
export async function makePayoutFile(
  ctx: Context,
  order: PayoutFileOrder,
): Promise<MadePayoutFile> {
  requireRelease(ctx);
  const early = dayFindings(ctx, order.executionOn);
  if (early.length > 0) return { fileId: null, violations: violationsOf(ctx, early) };
  try {
    const fileId = await transact(ctx, (tx) => made(tx, ctx, order));
    return { fileId, violations: [] };
  } catch (error) {
    if (error instanceof NotMade) {
      return { fileId: null, violations: violationsOf(ctx, error.findings) };
    }
    throw error;
  }
}

function dayFindings(ctx: Context, executionOn: string): Finding[] {
  const today = ctx.platform.clock.today();
  const until = addDays(today, horizonDays);
  if (executionOn >= today && executionOn <= until) return [];
  return [{ code: 'payout-file.day', path: ['executionOn'], values: { today, until } }];
}

async function made(tx: Tx, ctx: Context, order: PayoutFileOrder): Promise<string> {
  const { hostEntityId, executionOn } = order;
  const id = newId();
  const once = { key: order.idempotencyKey, input: order };
  const before = order.dryRun ? null : await takeKey(tx, ctx, 'payout-file.make', once, id);
  if (before !== null) return before;
  const debtor = await debtorOf(tx, hostEntityId);
  const chosen = await choose(tx, hostEntityId, executionOn);
  if (chosen === null) throw new NotMade([{ code: 'payout-file.nothing', path: ['executionOn'] }]);
  if (order.dryRun) throw new NotMade([]);
  const { ids, currency, totalMinor } = chosen;
  await tx.query(
    `insert into core.payout_file (cooperative_id, id, host_entity_id, status, execution_on,
       currency, debtor, debtor_iban, payment_count, control_sum_minor, made_by, made_at)
     values ($1, $2, $3, 'MADE', $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[tx.cooperativeId, id, hostEntityId, executionOn, currency, JSON.stringify(debtor)],
      ...[debtor.iban, ids.length, totalMinor, ctx.viewer.memberId, ctx.platform.clock.now()],
    ],
  );
  await tx.query(
    `update core.payout set file_id = $2, version = version + 1
     where cooperative_id = $1 and id = any($3::uuid[])`,
    [tx.cooperativeId, id, ids],
  );
  const payload = { payments: ids.length, amountMinor: `${totalMinor}`, currency };
  const subject = { type: 'PayoutFile', id };
  await record(tx, ctx, 'payout-file.make', [{ type: 'payout-file.made', subject, payload }]);
  return id;
}

async function debtorOf(tx: Tx, hostEntityId: string): Promise<Debtor> {
  const [row] = await tx.query<Omit<Debtor, 'address'> & PaymentAddress>(
    `select name, iban, bic, enterprise_number as "enterpriseNumber", street,
       postal_code as "postalCode", city, country
     from core.host_entity where cooperative_id = $1 and id = $2`,
    [tx.cooperativeId, hostEntityId],
  );
  if (row === undefined) throw notFound('HostEntity', globalId('HostEntity', hostEntityId));
  const { name, iban, bic, enterpriseNumber, ...address } = row;
  return { name, iban, bic, enterpriseNumber, address };
}

/** Under lock: two who make a file at the same moment do not get the same payouts. */
async function choose(tx: Tx, hostEntityId: string, dueUntil: string) {
  const found = await tx.query<{ id: string; currency: string; amountMinor: bigint }>(
    `select id, currency, amount_minor as "amountMinor" from core.payout
     where cooperative_id = $1 and host_entity_id = $2 and status = 'RELEASED'
       and file_id is null and due_on <= $3::date
     order by due_on, id limit $4 for no key update`,
    [tx.cooperativeId, hostEntityId, dueUntil, maximumFilePayments],
  );
  const [first] = found;
  if (first === undefined) return null;
  // SEPA pays in euro only, and so do the books of most: another currency waits for its own file.
  const own = found.filter(({ currency }) => currency === first.currency);
  return {
    ids: own.map(({ id }) => id),
    currency: first.currency,
    totalMinor: own.reduce((total, { amountMinor }) => total + amountMinor, 0n),
  };
}

/** Carries the reasons out of the transaction that it rolls back. */
class NotMade extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super('The file was not made.');
  }
}
