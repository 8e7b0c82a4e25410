import type { PluginStore } from 'gezel/sdk';
import { InvoiceKind, SelfEmployedInvoice } from './invoice.entity.js';

/** What a member has invoiced in a year in the own name, without VAT, credit notes taken off. */
export async function turnoverOf(
  store: PluginStore,
  memberId: string,
  year: string,
): Promise<bigint> {
  const issuedOn = { from: `${year}-01-01`, upTo: `${year}-12-31` };
  let turnoverMinor = 0n;
  for (let last: string | undefined; ; ) {
    const beyond = last === undefined ? {} : { id: { after: last } };
    const page = await store.find(SelfEmployedInvoice, { memberId, issuedOn, ...beyond });
    for (const { kind, netMinor } of page) {
      turnoverMinor += kind === InvoiceKind.INVOICE ? netMinor : -netMinor;
    }
    if (page.length < 100) return turnoverMinor;
    last = page.at(-1)?.id;
  }
}
