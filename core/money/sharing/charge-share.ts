/** The parts of a charge: who bears them, on which accounts, and what of them goes back. */
import type { Tx } from '../../platform/database/transaction.js';
import { newId } from '../../platform/ids.js';
import type { ChargeOrder } from '../../sdk/core-port.js';
import { type ChargeBearer, type ChargeRule, chargeBearers } from '../../sdk/sharing-door.js';
import { activityAccount, borneAccount } from '../accounts.js';
import { split, sum } from '../ledger/amounts.js';
import type { Account } from '../ledger/ledger.js';

/** A part of a charge with the account of who bears it. */
export interface ChargeShare {
  readonly bearer: ChargeBearer;
  readonly amountMinor: bigint;
  readonly account: Account;
}

/** The parts of an amount by a rule, those of nothing left out: they sum to the whole. */
export function partsOf(
  { shares }: Pick<ChargeRule, 'shares'>,
  amountMinor: bigint,
): { readonly bearer: ChargeBearer; readonly amountMinor: bigint }[] {
  const weights = chargeBearers.map((bearer) => BigInt(shares[bearer]));
  return split(amountMinor, weights)
    .map((part, i) => ({ bearer: chargeBearers[i] as ChargeBearer, amountMinor: part }))
    .filter((part) => part.amountMinor > 0n);
}

type Charged = Pick<ChargeOrder, 'activityId' | 'amountMinor' | 'currency'>;

/** Who bears a charge: without a rule it is the activity that uses the service. */
export async function sharesOf(
  tx: Tx,
  { activityId, amountMinor, currency }: Charged,
  sector: string,
  rule: ChargeRule | null,
): Promise<ChargeShare[]> {
  const user = { bearer: 'USER', amountMinor } as const;
  const parts = rule === null ? [user] : partsOf(rule, amountMinor);
  return Promise.all(
    parts.map(async (part) => ({
      ...part,
      account: await accountOf(tx, part.bearer, { activityId, sector, currency }),
    })),
  );
}

/** What the activity itself pays; of the client's part until it is passed on. */
export const paidByActivity = (
  shares: readonly Pick<ChargeShare, 'bearer' | 'amountMinor'>[],
): bigint =>
  sum(shares.filter(({ bearer }) => isPaid(bearer)).map(({ amountMinor }) => amountMinor));

const isPaid = (bearer: ChargeBearer): boolean => bearer === 'USER' || bearer === 'CLIENT';

interface Place {
  readonly activityId: string;
  readonly sector: string;
  readonly currency: string;
}

async function accountOf(tx: Tx, bearer: ChargeBearer, place: Place): Promise<Account> {
  const { activityId, sector, currency } = place;
  if (isPaid(bearer)) return activityAccount(activityId, 'activity.available', currency);
  if (bearer === 'COMMUNITY') return borneAccount('cooperative', tx.cooperativeId, currency);
  return borneAccount('sector', await sectorAccountId(tx, sector), currency);
}

async function sectorAccountId(tx: Tx, sector: string): Promise<string> {
  await tx.query(
    `insert into core.sector_account (cooperative_id, sector, id) values ($1, $2, $3)
     on conflict do nothing`,
    [tx.cooperativeId, sector, newId()],
  );
  const [row] = await tx.query<{ id: string }>(
    'select id from core.sector_account where cooperative_id = $1 and sector = $2',
    [tx.cooperativeId, sector],
  );
  return (row as { id: string }).id;
}

/** Keeps with a charge what a rule made of it. */
export async function keepShares(
  tx: Tx,
  chargeKey: string,
  shares: readonly ChargeShare[],
  { ruleId, sector }: { readonly ruleId: string; readonly sector: string },
): Promise<void> {
  await tx.query(
    `insert into core.charge_share (cooperative_id, id, charge_key, bearer, sector, amount_minor,
       rule_id)
     select $1, s.id, $2, s.bearer, case s.bearer when 'SECTOR' then $3 end, s.amount, $4
     from unnest($5::uuid[], $6::text[], $7::bigint[]) as s (id, bearer, amount)`,
    [
      ...[tx.cooperativeId, chargeKey, sector, ruleId, shares.map(() => newId())],
      ...[shares.map(({ bearer }) => bearer), shares.map(({ amountMinor }) => amountMinor)],
    ],
  );
}

/** What of an amount goes back to whom: in the proportion of what each still bears. */
export interface GivenBack {
  readonly shareId: string;
  readonly amountMinor: bigint;
  readonly account: Account;
}

/**
 * The parts of what is given back of a charge that was shared, none more than is left of it; none
 * for one that was not. The charge is locked.
 */
export async function partsBack(
  tx: Tx,
  chargeKey: string,
  { activityId, amountMinor, currency }: Charged,
): Promise<GivenBack[]> {
  const left = await tx.query<{
    id: string;
    bearer: ChargeBearer;
    sector: string | null;
    left: bigint;
  }>(
    `select s.id, s.bearer, s.sector, s.amount_minor - coalesce((
         select sum(f.amount_minor) from core.charge_share_refund f
         where f.cooperative_id = s.cooperative_id and f.share_id = s.id), 0)::bigint as left
     from core.charge_share s where s.cooperative_id = $1 and s.charge_key = $2
     order by s.bearer`,
    [tx.cooperativeId, chargeKey],
  );
  if (left.length === 0) return [];
  const parts = split(
    amountMinor,
    left.map((one) => one.left),
  );
  const back = left.map(async ({ id, bearer, sector }, i) => {
    const place = { activityId, sector: sector ?? '', currency };
    const account = await accountOf(tx, bearer, place);
    return { shareId: id, amountMinor: parts[i] as bigint, account };
  });
  return (await Promise.all(back)).filter((one) => one.amountMinor > 0n);
}

export async function keepBack(
  tx: Tx,
  transactionId: string,
  back: readonly GivenBack[],
): Promise<void> {
  if (back.length === 0) return;
  await tx.query(
    `insert into core.charge_share_refund (cooperative_id, share_id, transaction_id, amount_minor)
     select $1, b.id, $2, b.amount from unnest($3::uuid[], $4::bigint[]) as b (id, amount)`,
    [
      ...[tx.cooperativeId, transactionId, back.map(({ shareId }) => shareId)],
      back.map(({ amountMinor }) => amountMinor),
    ],
  );
}
