import { money, type PluginFinding, type ValidationInput, validation } from 'gezel/sdk';
import { DesignInvoice } from './invoice.entity.js';

/**
 * How much of an invoice may be for author rights: the share above which the tax regime of author
 * rights is lost, by the years of income. What a member is paid is judged by the core, over a year;
 * this says it earlier, when it can still be agreed otherwise with the client.
 */
const shares = [
  { from: '2023-01-01', until: '2024-01-01', percent: 50n },
  { from: '2024-01-01', until: '2025-01-01', percent: 40n },
  { from: '2025-01-01', until: undefined, percent: 30n },
] as const;

export const rightsShares = shares.map(({ from, until, percent }) =>
  validation({
    name: `design.author-rights-share-${from.slice(0, 4)}`,
    on: 'invoice.issue',
    because: {
      title: 'Income Tax Code 1992, art. 17, § 1, 5°, as replaced by the Act of 26 December 2022',
      url: 'https://www.deloitte.com/be/en/services/accountancy/blogs/actualites/un-nouveau-chapitre-pour-les-droits-d-auteur.html',
    },
    effective: until === undefined ? { from } : { from, until },
    needs: {
      rights: { entity: DesignInvoice, by: 'invoiceId', equals: 'id' },
      order: {
        ...{ entity: DesignInvoice, by: 'activityId', equals: 'activityId' },
        where: ({ after }: ValidationInput) => ({ quoteId: finalOf(after) ?? { in: [] } }),
      },
    },
    check: (change) => shareFindings(change, percent),
  }),
);

/** The quote of which an invoice asks the rest: what was agreed is judged then as a whole. */
const finalOf = ({ quoteId, quotePart }: ValidationInput['after']): string | null =>
  quotePart === 'FINAL' && typeof quoteId === 'string' ? quoteId : null;

/**
 * Work that was made and licensed at once is held to the share. A licence of a work that was there
 * is no part of that: when only such licences pass the share, somebody should look, no more. More
 * rights than the whole price is a mistake whatever they are for.
 */
function shareFindings({ after, extensions }: ValidationInput, percent: bigint): PluginFinding[] {
  const rows = (extensions.order?.length ? extensions.order : extensions.rights) ?? [];
  const all = rows as unknown as readonly DesignInvoice[];
  const [first] = all;
  if (first === undefined) return [];
  const rights = all.reduce((sum, { rightsMinor }) => sum + rightsMinor, 0n);
  const reuse = all.reduce((sum, { reuseMinor }) => sum + reuseMinor, 0n);
  const net = BigInt((after.netMinor as bigint | undefined) ?? 0n) + deductedOf(after);
  if (within(rights, net, percent)) return [];
  const made = rights <= net && within(rights - reuse, net - reuse, percent);
  const { currency } = first;
  const values = {
    ...{ percent: String(percent), currency },
    ...{ rights: amountOf(rights, currency), net: amountOf(net, currency) },
  };
  const severity = made ? 'WARNING' : 'ERROR';
  return [{ code: 'design.rights-share-exceeded', path: ['invoiceId'], values, severity }];
}

/** What other invoices of the quote asked before, and the rest deducts. */
function deductedOf(after: ValidationInput['after']): bigint {
  const adjustments = (after.adjustments ?? []) as readonly {
    readonly kind: string;
    readonly amountMinor: bigint | string;
  }[];
  return adjustments
    .filter(({ kind }) => kind === 'DEPOSIT')
    .reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n);
}

const within = (rights: bigint, net: bigint, percent: bigint): boolean =>
  rights <= 0n || rights * 100n <= net * percent;

/** A check answers whatever it is shown, also a currency that is none. */
function amountOf(minor: bigint, currency: string): string {
  try {
    return money(minor, currency).amount;
  } catch {
    return String(minor);
  }
}
