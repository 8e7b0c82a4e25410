import {
  type Attempted,
  badInput,
  changeable,
  globalId,
  type InvoiceFacts,
  localId,
  minorOf,
  notFound,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { DesignDeliverable } from './deliverable.entity.js';
import { DesignInvoice } from './invoice.entity.js';
import { DesignLicence } from './licence.entity.js';
import { type DesignGrantLicenceInput, termsOf } from './licence.input.js';
import { clash } from './licence-scope.js';

/** In minor units: what a line of an invoice may be. */
const mostFeeMinor = 99_999_999_999n;

/** So many licences of one work at most, so that a new one is compared with all of them. */
const mostLicences = 100;

/**
 * Grants a licence and puts its fee among the author rights of a draft invoice. The activity is
 * held, so nobody issues the invoice meanwhile; the work is, so two exclusive licences at once
 * become one and a refusal.
 */
export async function grantLicence(
  ctx: PluginContext,
  input: DesignGrantLicenceInput,
): Promise<Attempted<DesignLicence>> {
  const deliverable = await changeable(ctx, DesignDeliverable, input.deliverableId, {
    ...{ permission: 'design.write', path: 'deliverableId' },
  });
  const { id: deliverableId, activityId } = deliverable;
  const invoiceId = localId('Invoice', input.invoiceId, 'invoiceId');
  const invoice = await ctx.core.invoice(invoiceId);
  if (invoice?.activityId !== activityId) throw notFound('Invoice', globalId('Invoice', invoiceId));
  const { clientId, currency, quoteId } = invoice;
  const feeMinor = minorOf(input.fee, currency, 'fee');
  if (feeMinor < 0n) throw badInput('A fee is not below nothing.', 'fee');
  if (feeMinor > mostFeeMinor) throw badInput('No invoice asks that much.', 'fee');
  const terms = { ...termsOf(input), clientId, deliverableId, invoiceId, activityId };
  return ctx.attempt({ action: 'design.grant-licence', dryRun: input.dryRun }, async (inside) => ({
    findings: await grantFindings(inside, terms),
    write: async () => {
      await addRights(inside, terms, { feeMinor, currency, quoteId });
      const changedAt = inside.now;
      const row = { ...terms, feeMinor, currency, status: 'GRANTED' as const, changedAt };
      const licence = await inside.store.insert(DesignLicence, row);
      const subject = { type: 'DesignLicence', id: licence.id };
      inside.emit({ type: 'design.licence-granted', subject, activityId });
      return licence;
    },
  }));
}

export type Terms = ReturnType<typeof termsOf> &
  Pick<DesignLicence, 'clientId' | 'deliverableId' | 'invoiceId' | 'activityId'>;

async function grantFindings(inside: PluginContext, terms: Terms): Promise<PluginFinding[]> {
  const { core, store } = inside;
  const { deliverableId, fromDay, untilDay } = terms;
  const found: PluginFinding[] = [];
  const activity = await core.lock('Activity', terms.activityId);
  if (activity?.status !== 'OPEN') found.push({ code: 'design.activity-closed' });
  await store.lock(DesignDeliverable, deliverableId);
  if (!isOpen(await core.invoice(terms.invoiceId))) {
    found.push({ code: 'design.invoice-not-draft', path: ['invoiceId'] });
  }
  if (untilDay !== null && untilDay < fromDay) {
    const values = { from: fromDay, until: untilDay };
    found.push({ code: 'design.licence-ends-early', path: ['until'], values });
  }
  const granted = await store.find(DesignLicence, { deliverableId, status: 'GRANTED' });
  if (granted.length >= mostLicences) {
    const values = { limit: mostLicences };
    found.push({ code: 'design.too-many-licences', path: ['deliverableId'], values });
  }
  for (const other of granted.filter((licence) => clash(licence, terms))) {
    // What was taken back with its invoice shuts nobody out.
    if ((await core.invoice(other.invoiceId))?.status === 'CREDITED') continue;
    const until = other.untilDay ?? '–';
    const code = other.transfer ? 'design.rights-transferred' : 'design.licence-clashes';
    found.push({ code, path: ['deliverableId'], values: { from: other.fromDay, until } });
  }
  return found;
}

const isOpen = (invoice: InvoiceFacts | null): boolean =>
  invoice?.status === 'DRAFT' && invoice.kind === 'INVOICE';

/** Under the lock of the activity, so that two licences on one invoice both count. */
export async function addRights(
  { store, now }: PluginContext,
  { invoiceId, activityId, reuse }: Pick<Terms, 'invoiceId' | 'activityId' | 'reuse'>,
  { feeMinor, ...of }: Pick<DesignInvoice, 'currency' | 'quoteId'> & { readonly feeMinor: bigint },
): Promise<void> {
  const there = await store.lock(DesignInvoice, invoiceId);
  const rightsMinor = (there?.rightsMinor ?? 0n) + feeMinor;
  const reuseMinor = (there?.reuseMinor ?? 0n) + (reuse ? feeMinor : 0n);
  const change = { rightsMinor, reuseMinor, changedAt: now };
  if (there !== null) await store.update(DesignInvoice, invoiceId, change);
  else await store.insert(DesignInvoice, { invoiceId, activityId, ...of, ...change });
}
