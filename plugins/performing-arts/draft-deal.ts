import {
  type Attempted,
  badInput,
  changeable,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  localId,
  minorOf,
  notFound,
  type PluginContext,
  type PluginFinding,
  visible,
} from 'gezel/sdk';
import { DealKind, DealStatus, HouseSubsidy, TicketSeller } from './deal.codes.js';
import { PerformingArtsDeal, PerformingArtsDealDate } from './deal.entity.js';
import { activityFindings } from './describe-activity.js';
import { minimumFindings } from './house-minimum.findings.js';
import { PerformanceStatus, PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
import { bpsOf } from './set-rights-tariff.js';

@InputType({ description: 'What is to be agreed with an organiser about dates of a production.' })
export class PerformingArtsDraftDealInput {
  @Field(() => ID, { description: 'The production.' })
  productionId: string;

  @Field(() => ID, { description: 'The organiser: a client of the same activity.' })
  clientId: string;

  @Field(() => DealKind, { description: 'Who takes the risk.' })
  kind: DealKind;

  @Field(() => [ID], { description: 'The dates, 1 to 100: each in one deal only.' })
  dateIds: string[];

  @Field(() => Decimal, { nullable: true, description: 'Cession: the fee of a date, without VAT.' })
  fee?: string | null;

  @Field(() => HouseSubsidy, {
    nullable: true,
    description: 'Cession: how the house is subsidised; then the fee is judged by its minimum.',
  })
  houseSubsidy?: HouseSubsidy | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Co-realisation: the least that is paid for a date; none when absent.',
  })
  guarantee?: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Co-realisation: the company’s part in percent: above 0, at most 100.',
  })
  sharePercent?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'Hall rental: the rent of a date.' })
  rent?: string | null;

  @Field(() => TicketSeller, {
    nullable: true,
    description: 'Co-realisation: who sells the tickets; the organiser when absent.',
  })
  ticketsSoldBy?: TicketSeller | null;

  @Field(() => Decimal, { nullable: true, description: 'Paid for the travel of a date.' })
  travel?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'Paid a date to each who travels.' })
  perDiem?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'For how many; those on tour with the production when absent: 0 to 1000.',
  })
  partySize?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes that may be recorded for promotion: 0 to 60; 3 when absent.',
  })
  promotionMinutes?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Writes down what is to be signed; until then nobody is bound. */
export async function draftDeal(
  ctx: PluginContext,
  input: PerformingArtsDraftDealInput,
): Promise<Attempted<PerformingArtsDeal>> {
  const production = await changeable(ctx, PerformingArtsProduction, input.productionId, {
    ...{ permission: 'performing-arts.write', path: 'productionId' },
  });
  const { id: productionId, activityId } = production;
  const clientId = localId('Client', input.clientId, 'clientId');
  const client = await ctx.core.client(clientId);
  if (client?.activityId !== activityId) throw notFound('Client', input.clientId);
  const dateIds = await datesOf(ctx, input.dateIds, productionId);
  const { currency } = await ctx.core.requireActivity(activityId, 'performing-arts.write');
  const terms = termsOf(input, currency, production.peopleOnTour ?? 0);
  const step = { action: 'performing-arts.draft-deal', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const { store } = inside;
    const dates = await store.find(PerformingArtsPerformance, { id: { in: dateIds } });
    const days = dates.map(({ day }) => day);
    return {
      findings: [
        ...(await activityFindings(inside, activityId)),
        ...termFindings(input),
        ...(await dateFindings(inside, dateIds, dates)),
        ...(await minimumFindings(store, { ...terms, currency }, days, ['fee'])),
      ],
      write: async () => {
        const deal = await store.insert(PerformingArtsDeal, {
          ...{ activityId, productionId, clientId, currency, ...terms },
          ...{ kind: input.kind, status: DealStatus.DRAFT, changedAt: inside.now },
        });
        for (const performanceId of dateIds) {
          const row = { dealId: deal.id, performanceId, live: true };
          await store.insert(PerformingArtsDealDate, row);
        }
        return deal;
      },
    };
  });
}

/** A named limit: one deal, one list. */
const mostDates = 100;

async function datesOf(
  ctx: PluginContext,
  ids: readonly string[],
  productionId: string,
): Promise<string[]> {
  if (ids.length < 1 || ids.length > mostDates) {
    throw badInput(`A deal is about 1 to ${mostDates} dates.`, 'dateIds');
  }
  if (new Set(ids).size < ids.length) throw badInput('A date stands there twice.', 'dateIds');
  return Promise.all(
    ids.map(async (id, i) => {
      const date = await visible(ctx, PerformingArtsPerformance, id, `dateIds.${i}`);
      if (date?.productionId !== productionId) throw notFound('PerformingArtsPerformance', id);
      return date.id;
    }),
  );
}

function termsOf(input: PerformingArtsDraftDealInput, currency: string, onTour: number) {
  const amount = (name: 'fee' | 'guarantee' | 'rent' | 'travel' | 'perDiem', least: bigint) => {
    const given = input[name];
    if (given == null) return null;
    const minor = minorOf(given, currency, name);
    if (minor < least) throw badInput('The amount is too small.', name);
    return minor;
  };
  const shared = input.kind === DealKind.CO_REALISATION;
  const seller =
    input.kind === DealKind.HALL_RENTAL ? TicketSeller.COMPANY : TicketSeller.ORGANISER;
  return {
    feeMinor: amount('fee', 1n),
    houseSubsidy: input.houseSubsidy ?? null,
    guaranteeMinor: amount('guarantee', 0n) ?? (shared ? 0n : null),
    shareBps: input.sharePercent == null ? null : bpsOf(input.sharePercent, 1n),
    rentMinor: amount('rent', 1n),
    ticketsSoldBy: (shared ? input.ticketsSoldBy : null) ?? seller,
    travelMinor: amount('travel', 0n) ?? 0n,
    perDiemMinor: amount('perDiem', 0n) ?? 0n,
    partySize: within(input.partySize ?? onTour, 1_000, 'partySize'),
    promotionMinutes: within(input.promotionMinutes ?? 3, 60, 'promotionMinutes'),
  };
}

function within(value: number, limit: number, path: string): number {
  if (value >= 0 && value <= limit) return value;
  throw badInput(`A whole number from 0 to ${limit} is expected.`, path);
}

/** What each kind of deal must say, and what only it says. */
const termsByKind = {
  [DealKind.CESSION]: ['fee', 'houseSubsidy'],
  [DealKind.CO_REALISATION]: ['sharePercent', 'guarantee', 'ticketsSoldBy'],
  [DealKind.HALL_RENTAL]: ['rent'],
} as const;

function termFindings(input: PerformingArtsDraftDealInput): PluginFinding[] {
  const { kind } = input;
  const [needed] = termsByKind[kind];
  const own: readonly string[] = termsByKind[kind];
  const others = Object.values(termsByKind)
    .flat()
    .filter((term) => !own.includes(term));
  return [
    ...(input[needed] == null
      ? [{ code: 'performing-arts.deal-term-missing', path: [needed] }]
      : []),
    ...others
      .filter((term) => input[term] != null)
      .map((term) => ({ code: 'performing-arts.deal-term-foreign', path: [term] })),
  ];
}

async function dateFindings(
  { store }: PluginContext,
  ids: readonly string[],
  dates: readonly PerformingArtsPerformance[],
): Promise<PluginFinding[]> {
  const taken = await store.find(PerformingArtsDealDate, {
    performanceId: { in: ids },
    live: true,
  });
  const takenIds = new Set(taken.map(({ performanceId }) => performanceId));
  return dates.flatMap(({ id, day, status }) => {
    const place = { path: ['dateIds', String(ids.indexOf(id))], values: { day } };
    return [
      ...(takenIds.has(id) ? [{ code: 'performing-arts.date-in-deal', ...place }] : []),
      ...(status === PerformanceStatus.CANCELLED
        ? [{ code: 'performing-arts.date-already-cancelled', ...place }]
        : []),
    ];
  });
}
