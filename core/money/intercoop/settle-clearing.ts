import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError } from '../../platform/errors.js';
import { newId } from '../../platform/ids.js';
import { runTransition, type TransitionOutcome } from '../../platform/write/transition.js';
import type { Finding } from '../../platform/write/violation.js';
import { clearingAccount, hostAccount } from '../accounts.js';
import { lockLine, requireMatcher } from '../bank/match-payment.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { balances, credit, debit, post } from '../ledger/ledger.js';
import { insertPayout } from '../payout/make-payout.js';
import { unlessLedgerRefuses } from '../refused.js';
import { intercoopSettled, type SettlementState } from './intercoop.policy.js';

/** Ids are UUIDs. What is owed to the partner is paid; or what a bank line brought is theirs. */
export interface Settlement {
  readonly partner: string;
  /** The legal entity that pays; or the line of the bank with what came in. */
  readonly hostEntityId?: string | null;
  readonly bankLineId?: string | null;
  readonly dryRun?: boolean | null;
  readonly idempotencyKey: string;
}

/**
 * Brings a clearing account towards zero: who owes makes a payout to the partner, which a second
 * person releases like any other; who is owed says which line of the bank brought it.
 */
export async function settleClearing(
  ctx: Context,
  order: Settlement,
): Promise<TransitionOutcome<SettlementState>> {
  requireMatcher(ctx);
  const partner = await partnerOf(ctx, order.partner);
  return unlessLedgerRefuses(ctx, () =>
    runTransition<SettlementState>(ctx, intercoopSettled, {
      id: newId(),
      ...{ dryRun: order.dryRun, once: { key: order.idempotencyKey, input: order } },
      load: (tx, id) => (order.bankLineId ? incoming : outgoing)(tx, id, partner, order),
      next: (before) => before,
      check: (before) => findings(before),
      write: (tx, before) => write(tx, ctx, before),
    }),
  );
}

interface Partner {
  readonly id: string;
  readonly currency: string;
  readonly iban: string | null;
  readonly holder: string | null;
}

/** The partner's legal entity that is paid: the first by name. */
async function partnerOf(ctx: Context, slug: string): Promise<Partner> {
  const [found] = await ctx.platform.database.query<Partner & Record<string, unknown>>(
    `select c.id, c.currency, h.iban, h.name as holder from core.cooperative c
     left join lateral (select iban, name from core.host_entity
       where cooperative_id = c.id order by name, id limit 1) h on true
     where c.slug = $1 and c.id <> $2 and exists (select from core.intercoop_transfer t
       where t.cooperative_id = $2 and t.partner_id = c.id)`,
    [slug, ctx.viewer.cooperativeId],
    'intercoop-settle-partner',
  );
  if (found === undefined) throw new GezelError('NOT_FOUND', { thing: 'Cooperative', id: slug });
  return found;
}

async function openMinor(tx: Tx, { id, currency }: Partner): Promise<bigint> {
  // Settlements of one partner wait for each other: what is open is paid once.
  const key = `${tx.cooperativeId}/${id}`;
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
  const found = await balances(tx, tx.cooperativeId, [{ type: 'partner', id }]);
  return found.find((balance) => balance.currency === currency)?.postedMinor ?? 0n;
}

async function outgoing(
  tx: Tx,
  id: string,
  partner: Partner,
  { hostEntityId }: Settlement,
): Promise<SettlementState> {
  const open = await openMinor(tx, partner);
  const { iban, holder, currency } = partner;
  return {
    ...{ id, partnerId: partner.id, direction: 'OUT', bankLineId: null, currency },
    ...{ hostEntityId: hostEntityId ?? '', openMinor: open, amountMinor: open < 0n ? -open : 0n },
    account: iban !== null && holder !== null ? { iban, holder } : null,
  };
}

async function incoming(
  tx: Tx,
  id: string,
  partner: Partner,
  { bankLineId }: Settlement,
): Promise<SettlementState> {
  const line = await lockLine(tx, bankLineId ?? '');
  const open = await openMinor(tx, partner);
  return {
    ...{ id, partnerId: partner.id, direction: 'IN', bankLineId: line.id, openMinor: open },
    ...{ hostEntityId: line.hostEntityId, currency: line.currency, account: null },
    amountMinor: line.openMinor,
  };
}

function findings(settlement: SettlementState): Finding[] {
  const { direction, openMinor: open, amountMinor, hostEntityId, account } = settlement;
  if (direction === 'OUT') {
    const found: Finding[] = [];
    if (amountMinor <= 0n) found.push({ code: 'intercoop.nothing-owed' });
    if (hostEntityId === '') found.push({ code: 'intercoop.no-payer', path: ['hostEntityId'] });
    if (account === null) found.push({ code: 'intercoop.no-account' });
    return found;
  }
  const path = ['bankLineId'];
  if (amountMinor <= 0n) return [{ code: 'payment.nothing-open', path }];
  return amountMinor > open ? [{ code: 'intercoop.more-than-owed', path }] : [];
}

async function write(tx: Tx, ctx: Context, settlement: SettlementState) {
  const { id, partnerId, direction, hostEntityId, bankLineId, currency, amountMinor } = settlement;
  const today = ctx.platform.clock.today();
  const clearing = clearingAccount(partnerId, currency);
  const other = direction === 'OUT' ? 'payouts.payable' : 'bank.suspense';
  const account = hostAccount(hostEntityId, other, currency);
  const source = { type: 'intercoop_settlement', id };
  const payoutId =
    direction === 'IN'
      ? null
      : await insertPayout(tx, ctx, {
          ...{ amountMinor, currency, dueOn: today, source, payable: 'payouts.payable' as const },
          ...{ activityId: null, hostEntityId, payeeId: null },
          account: settlement.account ?? undefined,
        });
  if (bankLineId !== null) {
    await tx.query(
      `update core.bank_line set open_minor = open_minor - $3
       where cooperative_id = $1 and id = $2`,
      [tx.cooperativeId, bankLineId, amountMinor],
    );
  }
  await tx.query(
    `insert into core.intercoop_settlement (cooperative_id, id, direction, partner_id, currency,
       amount_minor, payout_id, bank_line_id, on_day, made_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[tx.cooperativeId, id, direction, partnerId, currency, amountMinor, payoutId],
      ...[bankLineId, today, ctx.viewer.memberId],
    ],
  );
  await post(tx, tx.cooperativeId, [
    {
      ...actorOf(ctx),
      ...{ key: `intercoop-settlement:${id}`, kind: 'INTERCOOP_SETTLED', eventOn: today },
      ...{ sourceType: source.type, sourceId: id },
      lines:
        direction === 'OUT'
          ? [debit(clearing, amountMinor), credit(account, amountMinor)]
          : [debit(account, amountMinor), credit(clearing, amountMinor)],
    },
  ]);
  const payload = { direction, currency, amountMinor: `${amountMinor}` };
  const subject = { type: 'Cooperative', id: partnerId };
  return [{ type: 'intercoop.settled', subject, payload }];
}
