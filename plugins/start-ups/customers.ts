import {
  badInput,
  Client,
  type CoreReference,
  Decimal,
  Field,
  Int,
  Money,
  money,
  ObjectType,
  type PluginContext,
} from 'gezel/sdk';

@ObjectType({ simpleResolvers: true, description: 'What one client is for an activity.' })
export class StartUpCustomer {
  clientId: string;

  @Field(() => Money, { description: 'Invoiced less credited, without VAT.' })
  net: Money;

  @Field(() => Decimal, { description: 'Per cent of all, rounded down to two decimals.' })
  percent: string;

  @Field(() => Int, { description: 'How many invoices.' })
  invoices: number;

  @Field(() => Client.type, { nullable: true, description: 'Who it is.' })
  get client(): CoreReference {
    return { id: this.clientId };
  }
}

@ObjectType({
  simpleResolvers: true,
  description: 'How much of what an activity invoices depends on few clients.',
})
export class StartUpCustomers {
  @Field(() => [StartUpCustomer], { description: 'The largest first, at most 100.' })
  customers: StartUpCustomer[];

  @Field(() => Money, { description: 'Invoiced less credited to all of them, without VAT.' })
  total: Money;

  @Field(() => Decimal, {
    nullable: true,
    description: 'The largest client’s part in per cent; null: nothing was invoiced.',
  })
  largestPercent: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Herfindahl–Hirschman index of the clients listed: the sum of the squared per cents, 10,000 ' +
      'when there is only one; null: nothing was invoiced.',
  })
  concentration: number | null;
}

/** The clients of a period, as the core has invoiced them. */
export async function customersOf(
  ctx: PluginContext,
  activityId: string,
  period: { readonly from: string; readonly until: string },
): Promise<StartUpCustomers> {
  if (period.until < period.from) {
    throw badInput('The last day is not before the first.', 'until');
  }
  const { clients, totalMinor, currency } = await ctx.core.turnover(activityId, period);
  const shares = clients.map(({ netMinor }) => shareOf(netMinor, totalMinor));
  return {
    customers: clients.map(({ clientId, netMinor, invoices }, i) =>
      Object.assign(new StartUpCustomer(), {
        ...{ clientId, net: money(netMinor, currency), invoices },
        percent: percentText(shares[i] ?? 0n),
      }),
    ),
    total: money(totalMinor, currency),
    largestPercent: totalMinor > 0n ? percentText(shares[0] ?? 0n) : null,
    concentration: totalMinor > 0n ? concentrationOf(shares) : null,
  };
}

/** Of a whole, in hundredths of a per cent; what was credited more than invoiced counts nothing. */
export const shareOf = (partMinor: bigint, totalMinor: bigint): bigint =>
  totalMinor <= 0n || partMinor <= 0n ? 0n : (partMinor * 10_000n) / totalMinor;

/** Of shares in hundredths of a per cent. */
export const concentrationOf = (shares: readonly bigint[]): number =>
  Number(shares.reduce((sum, share) => sum + share * share, 0n) / 10_000n);

const percentText = (hundredths: bigint): string =>
  `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
