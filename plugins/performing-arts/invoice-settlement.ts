import {
  type AttemptContext,
  type Attempted,
  changeable,
  type DraftLineVat,
  Field,
  formatsOf,
  ID,
  InputType,
  type InvoiceFacts,
  localId,
  locked,
  money,
  notFound,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { SettlementStatus } from './deal.codes.js';
import { PerformingArtsDeal } from './deal.entity.js';
import { PerformingArtsInvoice } from './invoice.entity.js';
import { PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
import { PerformingArtsSettlement } from './settlement.entity.js';
import { exemptGround } from './test-exemption.js';

@InputType({ description: 'An agreed settlement, on a draft invoice to the organiser.' })
export class PerformingArtsInvoiceSettlementInput {
  @Field(() => ID, { description: 'The settlement.' })
  settlementId: string;

  @Field(() => ID, { description: 'The draft invoice, to the client of the deal.' })
  invoiceId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/**
 * Puts what the organiser owes for a date on a draft, as one line: exempt when the invoice passed the
 * test of performing artists, at the standard rate otherwise.
 */
export async function invoiceSettlement(
  ctx: PluginContext,
  input: PerformingArtsInvoiceSettlementInput,
): Promise<Attempted<PerformingArtsSettlement>> {
  const { id, dealId, activityId } = await changeable(
    ...([ctx, PerformingArtsSettlement, input.settlementId] as const),
    { permission: 'performing-arts.write', path: 'settlementId' },
  );
  const invoiceId = localId('Invoice', input.invoiceId, 'invoiceId');
  const found = await ctx.core.invoice(invoiceId);
  if (found?.activityId !== activityId) throw notFound('Invoice', input.invoiceId);
  const step = { action: 'performing-arts.invoice-settlement', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    // Held, so that nobody issues the invoice meanwhile.
    await inside.core.lock('Activity', activityId);
    const deal = await locked(inside, PerformingArtsDeal, dealId);
    const settlement = await locked(inside, PerformingArtsSettlement, id);
    const invoice = (await inside.core.invoice(invoiceId)) ?? found;
    return {
      findings: [
        ...(await settlementFindings(inside, settlement)),
        ...invoiceFindings(invoice, deal),
      ],
      write: () => putLine(inside, deal, settlement, invoiceId),
    };
  });
}

async function settlementFindings(
  { core }: PluginContext,
  { status, dueMinor, invoiceId }: PerformingArtsSettlement,
): Promise<PluginFinding[]> {
  const path = ['settlementId'];
  // A draft that was thrown away has asked for nothing.
  const billed = invoiceId !== null && (await core.invoice(invoiceId)) !== null;
  return [
    ...(status === SettlementStatus.AGREED
      ? []
      : [{ code: 'performing-arts.settlement-not-agreed', path }]),
    ...(dueMinor > 0n ? [] : [{ code: 'performing-arts.settlement-nothing-due', path }]),
    ...(billed ? [{ code: 'performing-arts.settlement-invoiced', path }] : []),
  ];
}

function invoiceFindings(invoice: InvoiceFacts, deal: PerformingArtsDeal): PluginFinding[] {
  const path = ['invoiceId'];
  const draft = invoice.status === 'DRAFT' && invoice.kind === 'INVOICE';
  return [
    ...(draft ? [] : [{ code: 'performing-arts.invoice-not-draft', path }]),
    ...(invoice.clientId === deal.clientId
      ? []
      : [{ code: 'performing-arts.invoice-of-other-client', path }]),
  ];
}

async function putLine(
  inside: AttemptContext,
  { productionId }: PerformingArtsDeal,
  settlement: PerformingArtsSettlement,
  invoiceId: string,
): Promise<PerformingArtsSettlement> {
  const { id, performanceId, dueMinor, currency } = settlement;
  const production = await locked(inside, PerformingArtsProduction, productionId);
  const { day } = await locked(inside, PerformingArtsPerformance, performanceId);
  const description = `${production.title}, ${formatsOf(inside.locale).day(day)}`;
  await inside.core.lines.add({
    // On another draft, after the first was thrown away, it is another line.
    ...{ key: `${id}:${invoiceId}`, service: 'performing-arts.settlement' },
    document: { type: 'Invoice', id: invoiceId },
    lines: [
      {
        ...{ description, unitPrice: money(dueMinor, currency).amount },
        ...(await vatOf(inside, invoiceId)),
      },
    ],
  });
  const change = { invoiceId, changedAt: inside.now };
  return (await inside.store.update(PerformingArtsSettlement, id, change)) ?? settlement;
}

async function vatOf(
  { store }: PluginContext,
  invoiceId: string,
): Promise<{ readonly vat?: DraftLineVat }> {
  const tested = await store.get(PerformingArtsInvoice, invoiceId);
  return tested === null ? {} : { vat: { ground: exemptGround, evidence: tested.evidence } };
}
