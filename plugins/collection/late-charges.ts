import type { InvoiceFacts, LateChargeAmounts, PluginContext } from 'gezel/sdk';
import { CollectionClaim } from './claim.js';
import { LetterKind } from './codes.js';
import type { CollectionFile } from './file.entity.js';
import { CollectionLetter } from './letter.entity.js';
import { noPolicy, policyFor } from './open-file.js';

const askers = ['notice', 'hand-over'] as const;

interface Asked {
  /** The letter or the handing over by which it is asked. */
  readonly key: string;
  readonly by: (typeof askers)[number];
  readonly on: string;
  readonly costsMinor: bigint;
  readonly interestMinor: bigint;
  readonly penaltyMinor: bigint;
}

/** From that day on what the client pays goes to it as well, for whom the policy of today says. */
export async function askOnTop(
  ctx: PluginContext,
  { invoiceId, debtorKind }: CollectionFile,
  { by, ...asked }: Asked,
): Promise<void> {
  const policy = await policyFor(ctx, debtorKind);
  if (policy === undefined) throw new Error(noPolicy(ctx, debtorKind).code);
  const { proceeds } = policy;
  await ctx.core.lateCharges.ask({ ...asked, invoiceId, service: serviceOf(by), proceeds });
}

/** Nothing is asked on top any more; what was paid of it stays as it was booked. */
export async function letGo({ core }: PluginContext, { invoiceId }: CollectionFile): Promise<void> {
  for (const by of askers) {
    await core.lateCharges.withdraw({ service: serviceOf(by), invoiceId });
  }
}

const serviceOf = (by: Asked['by']): string => `collection.${by}`;

/**
 * The invoice is settled. What the client paid before it was asked for more owes no more; whoever paid
 * the invoice after a notice still owes what comes last, the penalty.
 */
export async function letGoOfRest(ctx: PluginContext, file: CollectionFile): Promise<void> {
  const charges = await ctx.core.lateCharges.state(file.invoiceId);
  if (charges === null || onTopMinor(charges.open) === 0n) return;
  const letters = await ctx.store.listBy(CollectionLetter, 'invoiceId', file.invoiceId);
  const noticedOn = letters.findLast(({ kind }) => kind === LetterKind.NOTICE)?.sentOn ?? ctx.today;
  const paidOn = charges.principal.at(-1)?.on;
  if (paidOn === undefined || paidOn < noticedOn) await letGo(ctx, file);
}

/** All that was asked for and is not paid: the invoice, and what comes on top. */
export async function openMinor(
  { core }: PluginContext,
  { id, dueMinor }: InvoiceFacts,
): Promise<bigint> {
  const charges = await core.lateCharges.state(id);
  return dueMinor + (charges === null ? 0n : onTopMinor(charges.open));
}

const onTopMinor = ({ costsMinor, interestMinor, penaltyMinor }: LateChargeAmounts): bigint =>
  costsMinor + interestMinor + penaltyMinor;

/** Amounts of the core as a claim says them. */
export const claimOf = (
  currency: string,
  principalMinor: bigint,
  { costsMinor, interestMinor, penaltyMinor }: LateChargeAmounts,
): CollectionClaim =>
  Object.assign(new CollectionClaim(), {
    ...{ currency, principalMinor, interestMinor, penaltyMinor },
    lumpSumMinor: costsMinor,
  });
