import { handler } from 'gezel/sdk';
import { DesignBrief } from './brief.entity.js';
import { DesignInvoice } from './invoice.entity.js';
import { DesignLicence } from './licence.entity.js';

/**
 * Rights on an invoice that is credited as a whole, or on a draft that was thrown away, are no part
 * of those of its quote any more. With a draft its licences are withdrawn; on one that was credited
 * they stay as they are, so that what was sold under them can still be reported.
 */
export const takeBackRights = handler({
  name: 'take-back-rights',
  on: ['invoice.credited', 'invoice.discarded'],
  handle: async ({ store, core, now: changedAt }, { subject }) => {
    const invoiceId = subject.id;
    const invoice = await core.invoice(invoiceId);
    if (invoice !== null && invoice.status !== 'CREDITED') return;
    if ((await store.lock(DesignInvoice, invoiceId)) === null) return;
    await store.update(DesignInvoice, invoiceId, { rightsMinor: 0n, reuseMinor: 0n, changedAt });
    if (invoice !== null) return;
    for (;;) {
      const granted = await store.find(DesignLicence, { invoiceId, status: 'GRANTED' });
      if (granted.length === 0) return;
      for (const { id } of granted) {
        await store.update(DesignLicence, id, { status: 'WITHDRAWN', changedAt });
      }
    }
  },
});

/** A brief is offered by the latest revision of its quote. */
export const followQuote = handler({
  name: 'follow-quote',
  on: ['quote.superseded'],
  handle: async ({ store, now: changedAt }, { subject, activityId, payload }) => {
    const { supersededBy: quoteId } = payload;
    if (activityId === null || typeof quoteId !== 'string') return;
    for (const { id } of await store.find(DesignBrief, { activityId, quoteId: subject.id })) {
      await store.update(DesignBrief, id, { quoteId, changedAt });
    }
  },
});
