import {
  type Attempted,
  badInput,
  CivilDate,
  count,
  Field,
  ID,
  InputType,
  Int,
  type InvoiceFacts,
  localId,
  money,
  type PluginContext,
  type PluginFinding,
} from 'gezel/sdk';
import { HouseSubsidy } from './deal.codes.js';
import { activityFindings } from './describe-activity.js';
import { PerformingArtsHouseInvoice } from './house-invoice.entity.js';
import { leastOn, unknownOn } from './house-minimum.findings.js';

@InputType({ description: 'What a draft invoice to a subsidised house is for.' })
export class PerformingArtsDescribeHouseInvoiceInput {
  @Field(() => ID, { description: 'The invoice, while it is a draft.' })
  invoiceId: string;

  @Field(() => HouseSubsidy, { description: 'How the house is subsidised.' })
  subsidy: HouseSubsidy;

  @Field(() => [CivilDate], {
    defaultValue: [],
    description:
      'The days of work, at most 100; none where it is for no work, e.g. costs: nothing is least.',
  })
  days: string[];

  @Field(() => Int, {
    defaultValue: 1,
    description: 'How many people worked on each of them: 1 to 1000.',
  })
  headcount: number;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/**
 * Says what a draft is for, in place of what was said before. What is still too little is told now
 * and refused when it is issued.
 */
export async function describeHouseInvoice(
  ctx: PluginContext,
  input: PerformingArtsDescribeHouseInvoiceInput,
): Promise<Attempted<PerformingArtsHouseInvoice>> {
  const days = [...new Set(input.days)].sort();
  if (days.length > 100) throw badInput('At most 100 days are expected.', 'days');
  if (input.subsidy === HouseSubsidy.NONE && days.length > 0) {
    throw badInput('Days are said of what is for a subsidised house.', 'days');
  }
  const headcount = count(input.headcount, 'headcount', 1_000);
  const id = localId('Invoice', input.invoiceId, 'invoiceId');
  const { activityId } = await ctx.core.require('Invoice', id, 'performing-arts.write');
  const step = { action: 'performing-arts.describe-house-invoice', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    // Held by it, so that nobody issues the invoice meanwhile.
    const described = await activityFindings(inside, activityId);
    const invoice = await inside.core.require('Invoice', id, 'performing-arts.write');
    const { currency, clientId } = invoice;
    const { subsidy } = input;
    const least = await leastOn(inside.store, { subsidy, currency }, days);
    const unknown = least.find(({ leastMinor }) => leastMinor === null)?.day ?? null;
    const sum = least.reduce((all, { leastMinor }) => all + (leastMinor ?? 0n), 0n);
    const leastMinor = unknown === null ? sum * BigInt(headcount) : null;
    return {
      findings: [
        ...described,
        ...draftFindings(invoice),
        ...(unknown === null ? [] : [unknownOn(unknown, ['days'])]),
        ...tooLittle(invoice, leastMinor),
      ],
      write: async () => {
        const row = { activityId, clientId, subsidy, days, headcount, leastMinor, currency };
        const known = { ...row, unknownOn: unknown, toldOn: inside.today, changedAt: inside.now };
        return (
          (await inside.store.update(PerformingArtsHouseInvoice, id, known)) ??
          inside.store.insert(PerformingArtsHouseInvoice, { invoiceId: id, ...known })
        );
      },
    };
  });
}

const draftFindings = ({ status, kind }: InvoiceFacts): PluginFinding[] =>
  status === 'DRAFT' && kind === 'INVOICE'
    ? []
    : [{ code: 'performing-arts.invoice-not-draft', path: ['invoiceId'] }];

/** A draft may still grow, so it is only told. */
function tooLittle({ netMinor, currency }: InvoiceFacts, least: bigint | null): PluginFinding[] {
  if (least === null || netMinor >= least) return [];
  const values = { minimum: money(least, currency).amount, currency };
  return [
    {
      ...{ code: 'performing-arts.invoice-below-minimum', path: ['invoiceId'], values },
      severity: 'WARNING',
    },
  ];
}
