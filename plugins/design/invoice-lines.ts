import {
  type AttemptContext,
  type Attempted,
  changeable,
  Field,
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
import { DesignBrief } from './brief.entity.js';
import { DesignDeliverable, DesignRevisionRound } from './deliverable.entity.js';
import { addRights } from './grant-licence.js';
import { DesignLicence, DesignRoyaltyStatement } from './licence.entity.js';

@InputType({ description: 'The extra rounds of a deliverable, on a draft invoice.' })
export class DesignInvoiceRoundsInput {
  @Field(() => ID, { description: 'The deliverable.' })
  deliverableId: string;

  @Field(() => ID, { description: 'The draft invoice, of the same activity.' })
  invoiceId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'The royalties of a statement, on a draft invoice.' })
export class DesignInvoiceRoyaltiesInput {
  @Field(() => ID, { description: 'The statement.' })
  statementId: string;

  @Field(() => ID, { description: 'The draft invoice, to the client of the licence.' })
  invoiceId: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Puts every extra round that is on no invoice yet on a draft, a line each, at its agreed price. */
export async function invoiceRounds(
  ctx: PluginContext,
  input: DesignInvoiceRoundsInput,
): Promise<Attempted<DesignDeliverable>> {
  const { id: deliverableId, activityId } = await changeable(
    ...([ctx, DesignDeliverable, input.deliverableId] as const),
    { permission: 'design.write', path: 'deliverableId' },
  );
  const invoice = await invoiceOf(ctx, input.invoiceId, activityId);
  const step = { action: 'design.invoice-rounds', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    await inside.core.lock('Activity', activityId);
    const deliverable = await locked(inside, DesignDeliverable, deliverableId);
    const rounds = await inside.store.find(DesignRevisionRound, { deliverableId });
    const open = await notInvoiced(
      inside,
      rounds.filter(({ priceMinor }) => priceMinor !== null),
    );
    const none = { code: 'design.no-round-to-invoice', path: ['deliverableId'] };
    const brief = await inside.store.get(DesignBrief, deliverable.briefId);
    return {
      findings: [
        ...[...draftFindings(invoice), ...(open.length === 0 ? [none] : [])],
        ...clientFindings(invoice, brief?.clientId ?? invoice.clientId),
      ],
      write: async () => {
        for (const round of open) {
          const { id, number, request, priceMinor, currency } = round;
          const about = `${deliverable.title}: ${number}. ${request}`.slice(0, 1_000);
          await inside.core.lines.add({
            ...{ key: keyOf(id, invoice.id), service: 'design.extra-round' },
            document: { type: 'Invoice', id: invoice.id },
            lines: [{ description: about, unitPrice: money(priceMinor ?? 0n, currency).amount }],
          });
          await inside.store.update(DesignRevisionRound, id, { invoiceId: invoice.id });
        }
        return deliverable;
      },
    };
  });
}

/** Puts what a statement says is due on a draft; it is all author rights, for work that was there. */
export async function invoiceRoyalties(
  ctx: PluginContext,
  input: DesignInvoiceRoyaltiesInput,
): Promise<Attempted<DesignRoyaltyStatement>> {
  const { id, activityId, licenceId } = await changeable(
    ...([ctx, DesignRoyaltyStatement, input.statementId] as const),
    { permission: 'design.write', path: 'statementId' },
  );
  const invoice = await invoiceOf(ctx, input.invoiceId, activityId);
  const step = { action: 'design.invoice-royalties', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    await inside.core.lock('Activity', activityId);
    const licence = await locked(inside, DesignLicence, licenceId);
    const statement = await locked(inside, DesignRoyaltyStatement, id);
    return {
      findings: [
        ...draftFindings(invoice),
        ...(await statementFindings(inside, statement)),
        ...clientFindings(invoice, licence.clientId),
      ],
      write: () => putRoyalties(inside, licence, statement, invoice),
    };
  });
}

async function putRoyalties(
  inside: AttemptContext,
  { deliverableId }: DesignLicence,
  statement: DesignRoyaltyStatement,
  { id: invoiceId, quoteId }: InvoiceFacts,
): Promise<DesignRoyaltyStatement> {
  const { id, activityId, fromDay, untilDay, royaltyMinor, currency } = statement;
  const work = await inside.store.get(DesignDeliverable, deliverableId);
  const description = `${work?.title ?? ''}: ${fromDay} – ${untilDay}, ${statement.percent} %`;
  await inside.core.lines.add({
    ...{ key: keyOf(id, invoiceId), service: 'design.royalties' },
    document: { type: 'Invoice', id: invoiceId },
    lines: [{ description, unitPrice: money(royaltyMinor, currency).amount }],
  });
  const fee = { feeMinor: royaltyMinor, currency, quoteId };
  await addRights(inside, { invoiceId, activityId, reuse: true }, fee);
  return (await inside.store.update(DesignRoyaltyStatement, id, { invoiceId })) ?? statement;
}

/** A line once an invoice; on another draft, after the first was thrown away, it is another line. */
const keyOf = (rowId: string, invoiceId: string): string => `${rowId}:${invoiceId}`;

async function invoiceOf(
  { core }: PluginContext,
  id: string,
  activityId: string,
): Promise<InvoiceFacts> {
  const invoice = await core.invoice(localId('Invoice', id, 'invoiceId'));
  if (invoice?.activityId !== activityId) throw notFound('Invoice', id);
  return invoice;
}

/** The core judges the line again; this says at once what it would say. */
const draftFindings = ({ status, kind }: InvoiceFacts): PluginFinding[] =>
  status === 'DRAFT' && kind === 'INVOICE'
    ? []
    : [{ code: 'design.invoice-not-draft', path: ['invoiceId'] }];

/** Who asked for it pays for it. */
const clientFindings = (invoice: InvoiceFacts, clientId: string): PluginFinding[] =>
  invoice.clientId === clientId
    ? []
    : [{ code: 'design.invoice-of-other-client', path: ['invoiceId'] }];

/** Those that are on no invoice, or on a draft that was thrown away. */
async function notInvoiced<Row extends { readonly invoiceId: string | null }>(
  { core }: PluginContext,
  rows: readonly Row[],
): Promise<Row[]> {
  const gone = await Promise.all(
    rows.map(async ({ invoiceId }) => invoiceId === null || !(await core.invoice(invoiceId))),
  );
  return rows.filter((_, i) => gone[i]);
}

async function statementFindings(
  inside: PluginContext,
  statement: DesignRoyaltyStatement,
): Promise<PluginFinding[]> {
  const open = await notInvoiced(inside, [statement]);
  return [
    ...(open.length === 0 ? [{ code: 'design.royalties-invoiced', path: ['statementId'] }] : []),
    ...(statement.royaltyMinor > 0n
      ? []
      : [{ code: 'design.royalties-nothing', path: ['statementId'] }]),
  ];
}
