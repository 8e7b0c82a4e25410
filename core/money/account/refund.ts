/** What is given back of a charge: all that is left of it, or a part under a key of its own. */
import type { Context } from '../../platform/context.js';
import type { Tx } from '../../platform/database/transaction.js';
import { GezelError, notFound } from '../../platform/errors.js';
import { transact } from '../../platform/write/transact.js';
import type { RefundPart } from '../../sdk/core-port.js';
import { activityAccount, cooperativeAccount } from '../accounts.js';
import { actorOf } from '../invoice/invoice-entries.js';
import { credit, debit, type Posting, post, reversalOf } from '../ledger/ledger.js';
import { expectAmount } from '../loan/loan.js';
import { MoneyRefused } from '../refused.js';
import { type GivenBack, keepBack, partsBack } from '../sharing/charge-share.js';
import { type Charge, chargeOf, goodsCharged } from './charge.js';

/** What a move that undoes another adds to the key of that other. */
export const undoneSuffix = ':undone';

/**
 * Gives a charge back, by its key; harmless when it was given back before or never made. With a part
 * only so much: once by the part's key, and never more than is left of the charge. One whose refund
 * was undone is the charge that stands for it now.
 */
export async function refund(ctx: Context, asked: string, part?: RefundPart): Promise<void> {
  await transact(ctx, async (tx) => {
    const { key, charge } = await lastCharge(tx, asked);
    if (part !== undefined) return refundPart(ctx, tx, { key, charge, part });
    if (charge === null || charge.refundId !== null) return;
    const backMinor = await givenBack(tx, key);
    const leftMinor = charge.amountMinor - backMinor;
    const back =
      leftMinor > 0n ? await partsBack(tx, key, { ...charge, amountMinor: leftMinor }) : [];
    const whole = { key, charge, leftMinor, back };
    const postings = leftMinor > 0n ? [await wholeOf(ctx, tx, whole)] : [];
    const [posted] = await post(tx, tx.cooperativeId, postings);
    if (posted !== undefined) await keepBack(tx, posted.id, back);
    await tx.query(
      `update core.service_charge set refund_id = coalesce($3, transaction_id)
       where cooperative_id = $1 and key = $2`,
      [tx.cooperativeId, key, posted?.id ?? null],
    );
    if (backMinor === 0n) return;
    for (const again of await chargedAgain(tx, key)) await refund({ ...ctx, tx }, again);
  });
}

/** Charges that took a part of this one again, which had been given back and was undone. */
async function chargedAgain(tx: Tx, chargeKey: string): Promise<string[]> {
  const rows = await tx.query<{ key: string }>(
    `select s.key from core.charge_refund r
     join core.service_charge s on s.cooperative_id = r.cooperative_id and s.key = r.key || $3
     where r.cooperative_id = $1 and r.charge_key = $2 and s.refund_id is null order by s.key`,
    [tx.cooperativeId, chargeKey, undoneSuffix],
  );
  return rows.map(({ key }) => key);
}

/** The charge of a key, or the last that was made anew because a refund of it was undone. */
export async function lastCharge(
  tx: Tx,
  asked: string,
): Promise<{ readonly key: string; readonly charge: Charge | null }> {
  let key = asked;
  let charge = await chargeOf(tx, key);
  while (charge !== null && charge.refundId !== null) {
    const next = await chargeOf(tx, `${key}${undoneSuffix}`);
    if (next === null) break;
    key = `${key}${undoneSuffix}`;
    charge = next;
  }
  return { key, charge };
}

interface Part {
  readonly key: string;
  readonly charge: Charge | null;
  readonly part: RefundPart;
}

async function refundPart(ctx: Context, tx: Tx, { key, charge, part }: Part): Promise<void> {
  expectAmount(part);
  if (charge === null) throw notFound('Charge', key);
  if (await isRepeat(tx, key, part)) return;
  const leftMinor = charge.refundId === null ? charge.amountMinor - (await givenBack(tx, key)) : 0n;
  if (part.amountMinor > leftMinor) {
    throw new MoneyRefused([{ code: 'charge.more-than-left', path: ['amount'] }]);
  }
  const { amountMinor } = part;
  const back = await partsBack(tx, key, { ...charge, amountMinor });
  const posting = backPosting(ctx, charge, {
    ...{ key: `charge:${key}:part:${part.key}`, amountMinor, back },
  });
  const [posted] = await post(tx, tx.cooperativeId, [posting]);
  if (posted !== undefined) await keepBack(tx, posted.id, back);
  await tx.query(
    `insert into core.charge_refund (cooperative_id, key, charge_key, amount_minor, transaction_id)
     values ($1, $2, $3, $4, $5)`,
    [tx.cooperativeId, part.key, key, part.amountMinor, posted?.id],
  );
}

interface Whole {
  readonly key: string;
  readonly charge: Charge;
  readonly leftMinor: bigint;
  readonly back: readonly GivenBack[];
}

/** An untouched charge is reversed; of one that was given back in part, the rest is. */
async function wholeOf(ctx: Context, tx: Tx, whole: Whole): Promise<Posting> {
  const { key, charge, leftMinor, back } = whole;
  const correction = { ...actorOf(ctx), key: `charge:${key}:refund`, eventOn: today(ctx) };
  if (leftMinor === charge.amountMinor) {
    return reversalOf(tx, tx.cooperativeId, charge.transactionId, correction);
  }
  return backPosting(ctx, charge, { key: correction.key, amountMinor: leftMinor, back });
}

interface Back {
  readonly key: string;
  readonly amountMinor: bigint;
  /** Who gets what of it; none: the activity gets it all. */
  readonly back: readonly GivenBack[];
}

function backPosting(
  ctx: Context,
  { activityId, currency, kind, sourceType, sourceId }: Charge,
  { key, amountMinor, back }: Back,
): Posting {
  const user = activityAccount(activityId, 'activity.available', currency);
  const alone = [{ account: user, amountMinor }];
  const { cooperativeId } = ctx.viewer;
  return {
    ...{
      ...actorOf(ctx),
      key,
      kind: kind === goodsCharged ? 'GOODS_REFUNDED' : 'SERVICE_REFUNDED',
      sourceType,
      sourceId,
      eventOn: today(ctx),
    },
    lines: [
      debit(cooperativeAccount(cooperativeId, 'service.income', currency), amountMinor),
      ...(back.length > 0 ? back : alone).map((one) => credit(one.account, one.amountMinor)),
    ],
  };
}

/** Whether the key has given just this back before; with another content it is refused. */
async function isRepeat(tx: Tx, chargeKey: string, part: RefundPart): Promise<boolean> {
  const [known] = await tx.query<{ chargeKey: string; amountMinor: bigint }>(
    `select charge_key as "chargeKey", amount_minor as "amountMinor" from core.charge_refund
     where cooperative_id = $1 and key = $2`,
    [tx.cooperativeId, part.key],
  );
  if (known === undefined) return false;
  if (known.chargeKey === chargeKey && known.amountMinor === part.amountMinor) return true;
  throw new GezelError('IDEMPOTENCY_MISMATCH', { key: part.key });
}

export async function givenBack(tx: Tx, chargeKey: string): Promise<bigint> {
  const [row] = await tx.query<{ amountMinor: bigint }>(
    `select coalesce(sum(amount_minor), 0)::bigint as "amountMinor" from core.charge_refund
     where cooperative_id = $1 and charge_key = $2`,
    [tx.cooperativeId, chargeKey],
  );
  return row?.amountMinor ?? 0n;
}

const today = ({ platform }: Context): string => platform.clock.today();
