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
    needs: { rights: { entity: DesignInvoice, by: 'invoiceId', equals: 'id' } },
    check: (change) => shareFindings(change, percent),
  }),
);

/**
 * Work that was made and licensed at once is held to the share. A licence of a work that was there
 * is no part of that: when only such licences pass the share, somebody should look, no more.
 */
function shareFindings({ after, extensions }: ValidationInput, percent: bigint): PluginFinding[] {
  const [row] = extensions.rights ?? [];
  if (row === undefined) return [];
  const { rightsMinor, reuseMinor, currency } = row as unknown as DesignInvoice;
  const net = BigInt((after.netMinor as bigint | undefined) ?? 0n);
  if (within(rightsMinor, net, percent)) return [];
  const made = within(rightsMinor - reuseMinor, net - reuseMinor, percent);
  const values = {
    ...{ percent: String(percent), currency },
    rights: amountOf(rightsMinor, currency),
    net: amountOf(net, currency),
  };
  const severity = made ? 'WARNING' : 'ERROR';
  return [{ code: 'design.rights-share-exceeded', path: ['invoiceId'], values, severity }];
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
