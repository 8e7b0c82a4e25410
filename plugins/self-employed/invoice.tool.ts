import {
  declined,
  globalId,
  localId,
  money,
  notFound,
  onlyForNeed,
  StepRefusal,
  type ToolContext,
  tool,
  unsaid,
} from 'gezel/sdk';
import { takeBack } from './credit-invoice.js';
import { SelfEmployedInvoice, SelfEmployedMember } from './invoice.entity.js';
import { draftOf, issue, wantedOf } from './issue-invoice.js';
import { deliver } from './send-invoice.js';
import { lockedMember, selfEmployed } from './set-profile.js';

export interface OwnInvoiceInput {
  readonly clientName: string;
  readonly clientLines: readonly string[];
  readonly lines: readonly {
    readonly description: string;
    readonly quantity?: string;
    readonly unitPrice: string;
    readonly vatRate?: string;
    readonly ground?: string;
  }[];
  readonly buyer?: {
    readonly enterpriseNumber: string;
    readonly street: string;
    readonly postalCode: string;
    readonly city: string;
    readonly country: string;
  };
  readonly termDays?: number;
}

/** Invoices the work in the member's own name, beside the activity. */
export const ownInvoice = tool<OwnInvoiceInput, null>({
  name: 'self-employed.invoice',
  title: {
    ...{ nl: 'Factuur in eigen naam', fr: 'Facture en nom propre' },
    ...{ en: 'Invoice in the own name', de: 'Rechnung im eigenen Namen' },
  },
  description: 'Issues an invoice of the caller as self-employed; its money is not the activity’s.',
  permission: 'self-employed.write',
  meets: ['own-invoice'],
  input: {
    type: 'object',
    required: ['clientName', 'clientLines', 'lines'],
    additionalProperties: false,
    properties: {
      clientName: { type: 'string', minLength: 1, maxLength: 200, description: 'Who is to pay.' },
      clientLines: {
        ...{ type: 'array', minItems: 1, maxItems: 6, description: 'Address, a line each.' },
        items: { type: 'string', minLength: 1, maxLength: 200 },
      },
      lines: {
        ...{ type: 'array', minItems: 1, maxItems: 50, description: 'What is sold.' },
        items: {
          type: 'object',
          required: ['description', 'unitPrice'],
          additionalProperties: false,
          properties: {
            description: { type: 'string', minLength: 1, maxLength: 500 },
            quantity: { type: 'string', description: 'How many; one when absent.' },
            unitPrice: { type: 'string', description: 'Price of one, without VAT.' },
            vatRate: { type: 'string', description: 'In percent; none for who is exempt.' },
            ground: {
              ...{ type: 'string', minLength: 1, maxLength: 200 },
              description: 'Why nothing is charged, at the rate of nothing.',
            },
          },
        },
      },
      buyer: {
        type: 'object',
        required: ['enterpriseNumber', 'street', 'postalCode', 'city', 'country'],
        additionalProperties: false,
        description: 'The client as an enterprise, for an electronic invoice.',
        properties: {
          enterpriseNumber: { type: 'string', pattern: '^[01]\\d{9}$' },
          street: { type: 'string', minLength: 1, maxLength: 200 },
          postalCode: { type: 'string', minLength: 1, maxLength: 20 },
          city: { type: 'string', minLength: 1, maxLength: 100 },
          country: { type: 'string', pattern: '^[A-Z]{2}$' },
        },
      },
      termDays: { type: 'integer', minimum: 1, maximum: 90, description: '30 when absent.' },
    },
  },

  propose: async (ctx, { needs, amountMinor, currency }) => {
    if (!needs.includes('own-invoice')) return onlyForNeed('own-invoice');
    if (amountMinor === null) return unsaid('amount');
    const { clientId, title } = ctx.assignment;
    const client = clientId === null ? null : await ctx.core.client(clientId);
    const member = ctx.viewer && (await ctx.store.get(SelfEmployedMember, ctx.viewer.memberId));
    if (client === null) return unsaid('client');
    if (member === null) return declined('self-employed.no-profile');
    if (member.currency !== currency) return null;
    const { street, country, postalCode, city, enterpriseNumber } = client;
    const buyer = { enterpriseNumber, street, postalCode, city, country };
    return {
      ...(enterpriseNumber !== null && { buyer: { ...buyer, enterpriseNumber } }),
      clientName: client.name,
      clientLines: [street, `${country} ${postalCode} ${city}`],
      lines: [{ description: title, unitPrice: money(amountMinor, currency).amount }],
    };
  },

  plan: async (ctx, input) => {
    const member = await ctx.store.get(SelfEmployedMember, await selfEmployed(ctx, null));
    const { currency } = await ctx.core.requireActivity(ctx.assignment.activityId, 'activity.read');
    const nothing = { costMinor: 0n, currency, plan: null };
    if (member === null) return { ...nothing, findings: [{ code: 'self-employed.no-profile' }] };
    const { findings } = await draftOf(ctx, member, wantedIn(input));
    // What the client pays never passes through the activity.
    return { ...nothing, findings };
  },

  start: async (ctx, input) => {
    const member = await lockedMember(ctx, await selfEmployed(ctx, null));
    const { draft, findings } = await draftOf(ctx, member, wantedIn(input));
    if (findings.length > 0) throw new StepRefusal(findings);
    await deliver(ctx, member, await issue(ctx, member, { id: ctx.stepId, ...draft }), null);
    return { reference: globalId('SelfEmployedInvoice', ctx.stepId), state: 'DONE' };
  },

  cancel: async (ctx, _input, reference) => {
    if (reference === null) return;
    await takeBackIn(ctx, localId('SelfEmployedInvoice', reference));
  },
});

const wantedIn = ({ lines, clientLines, ...input }: OwnInvoiceInput) =>
  wantedOf({
    ...{ ...input, clientLines: [...clientLines] },
    lines: lines.map((line) => ({ quantity: '1', ...line })),
  });

/** A paid invoice is not taken back by itself: a person settles that with the client. */
async function takeBackIn(ctx: ToolContext, id: string): Promise<void> {
  const found = await ctx.store.get(SelfEmployedInvoice, id);
  if (found === null) throw notFound('SelfEmployedInvoice', globalId('SelfEmployedInvoice', id));
  const member = await lockedMember(ctx, found.memberId);
  const invoice = (await ctx.store.lock(SelfEmployedInvoice, id)) as SelfEmployedInvoice;
  if (invoice.status === 'CREDITED') return;
  if (invoice.status === 'PAID') throw new StepRefusal([{ code: 'self-employed.not-open' }]);
  await takeBack(ctx, invoice, member);
}
