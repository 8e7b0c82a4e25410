import type { InvoiceFacts, PluginContext } from 'gezel/sdk';
import { type ClaimGround, claimOn, lumpSumCode, ratesCode } from './claim.js';
import type { CollectionFile } from './file.entity.js';
import { CollectionLetter } from './letter.entity.js';
import { CollectionFigure, CollectionPolicy } from './reference.entity.js';

/** What may be asked for a file on a day; every read is batched over siblings. */
export async function claimOfFile(
  ctx: PluginContext,
  file: CollectionFile,
  invoice: InvoiceFacts,
  on: string,
): Promise<ReturnType<typeof claimOn>> {
  return claimOn(await groundOf(ctx, file, invoice, on));
}

export async function groundOf(
  { store, core }: PluginContext,
  { invoiceId, debtorKind }: CollectionFile,
  { currency, dueMinor, dueOn }: InvoiceFacts,
  on: string,
): Promise<ClaimGround> {
  const [policies, rates, lumpSums, letters, charges] = await Promise.all([
    store.listBy(CollectionPolicy, 'debtorKind', debtorKind),
    store.listBy(CollectionFigure, 'code', ratesCode, newest),
    store.listBy(CollectionFigure, 'code', lumpSumCode, newest),
    store.listBy(CollectionLetter, 'invoiceId', invoiceId),
    core.lateCharges.state(invoiceId),
  ]);
  const kept = { policies, letters, rates: rates.filter(held), lumpSums: lumpSums.filter(held) };
  return {
    ...{ kind: debtorKind, currency, principalMinor: dueMinor, on, ...kept },
    ...{ dueOn: dueOn as string, paid: charges?.principal ?? [] },
    charged: charges?.paid ?? nothingPaid,
  };
}

const nothingPaid = { costsMinor: 0n, interestMinor: 0n, penaltyMinor: 0n };

/** Fifty years of half-years. */
const newest = { orderBy: { property: 'fromDay', direction: 'desc' } } as const;

const held = ({ fromDay, untilDay }: CollectionFigure): boolean =>
  untilDay === null || untilDay > fromDay;
