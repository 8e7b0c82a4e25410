import {
  type Attempted,
  badInput,
  changeable,
  code,
  count,
  Decimal,
  Field,
  ID,
  InputType,
  Int,
  locked,
  minorOf,
  type PluginContext,
  type PluginFinding,
  type PluginStore,
  text,
} from 'gezel/sdk';
import { PerformanceStatus, PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsRightsDeclaration, RightsBase, RightsStatus } from './rights.entity.js';
import { groundOf, type SaidOfEvent, type SaidOfRights } from './rights-ground.js';
import { standing } from './rights-owed.js';
import { positive } from './set-insurance-offer.js';

@InputType({ description: 'An event, for a society that asks by what it is and where.' })
export class PerformingArtsEventInput {
  @Field(() => String, { description: 'Code of what it is, e.g. "concert", "party".' })
  kind: string;

  @Field(() => Decimal, { description: 'What a ticket costs; "0": nothing.' })
  ticketPrice: string;

  @Field(() => Decimal, { description: 'What a drink costs; "0": none is sold.' })
  drinkPrice: string;

  @Field(() => Int, { description: 'Its floor in m²: 1 to 1000000.' })
  surfaceM2: number;
}

@InputType({ description: 'What was played on a date, for a society of authors.' })
export class PerformingArtsDraftRightsInput {
  @Field(() => ID, { description: 'The date.' })
  dateId: string;

  @Field(() => String, { description: 'Code of the society: once a date.' })
  society: string;

  @Field(() => String, { description: 'Works, authors, minutes; at most 4000 characters.' })
  works: string;

  @Field(() => Int, { description: 'How many came: 0 to 1000000.' })
  audience: number;

  @Field(() => Decimal, { description: 'What the tickets brought in, without VAT.' })
  receipts: string;

  @Field(() => RightsBase, {
    nullable: true,
    description:
      'What the part is taken from, receipts or buy-out: the buy-out when absent and the date is ' +
      'in a signed cession, else the receipts.',
  })
  base?: RightsBase | null;

  @Field(() => Decimal, {
    nullable: true,
    description: 'What the organiser paid for the show; the fee of the cession when absent.',
  })
  buyOut?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the company is subsidised; by its granted files for that day when absent.',
  })
  subsidised?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether recorded music was played: only then equitable remuneration is due.',
  })
  recordedMusic?: boolean | null;

  @Field(() => PerformingArtsEventInput, {
    nullable: true,
    description: 'Of a society that asks by the event: what it was.',
  })
  event?: PerformingArtsEventInput | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Writes down what is to be declared, and what contract or tariff of the date's day make of it. */
export async function draftRights(
  ctx: PluginContext,
  input: PerformingArtsDraftRightsInput,
): Promise<Attempted<PerformingArtsRightsDeclaration>> {
  const date = await changeable(ctx, PerformingArtsPerformance, input.dateId, {
    ...{ permission: 'performing-arts.write', path: 'dateId' },
  });
  const { id: performanceId, activityId } = date;
  const { currency } = await ctx.core.requireActivity(activityId, 'performing-arts.write');
  const said = saidIn(input, currency);
  const { society, receiptsMinor } = said;
  const row = {
    ...{ activityId, performanceId, society, currency, receiptsMinor },
    works: text(input.works, 'works', 4_000),
    audience: audienceOf(input.audience),
  };
  const step = { action: 'performing-arts.draft-rights', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const { store } = inside;
    const held = await locked(inside, PerformingArtsPerformance, performanceId);
    const { due, findings } = await groundOf(inside, held, said);
    return {
      findings: [
        ...playedFindings(held, inside.today),
        ...(await twiceFindings(store, performanceId, society)),
        ...findings,
      ],
      write: async () => {
        if (due === null) throw new Error('Judged without a ground.');
        return store.insert(PerformingArtsRightsDeclaration, {
          ...{ ...nothingElse, ...row, ...due },
          ...{ status: RightsStatus.DRAFT, changedAt: inside.now },
        });
      },
    };
  });
}

const nothingElse = {
  ...{ subsidised: false, recordedMusic: false, equitableMinor: 0n, advanceUsedMinor: 0n },
};

function saidIn(input: PerformingArtsDraftRightsInput, currency: string): SaidOfRights {
  const { base = null, subsidised = null, recordedMusic, buyOut, event } = input;
  const society = code(input.society, 'society');
  const receiptsMinor = minorOf(input.receipts, currency, 'receipts');
  if (receiptsMinor < 0n) throw badInput('Receipts are not below nothing.', 'receipts');
  if (base === RightsBase.EVENT) throw badInput('The event says that.', 'base');
  if (base === RightsBase.RECEIPTS && buyOut != null) {
    throw badInput('The part is of one of the two.', 'buyOut');
  }
  return {
    ...{ society, currency, receiptsMinor, base, subsidised },
    buyOutMinor: buyOut == null ? null : positive(buyOut, currency, 'buyOut'),
    recordedMusic: recordedMusic === true,
    event: event == null ? null : eventOf(event, currency),
  };
}

function eventOf(event: PerformingArtsEventInput, currency: string): SaidOfEvent {
  const price = (name: 'ticketPrice' | 'drinkPrice') => {
    const minor = minorOf(event[name], currency, `event.${name}`);
    if (minor >= 0n) return minor;
    throw badInput('A price is not below nothing.', `event.${name}`);
  };
  return {
    eventKind: code(event.kind, 'event.kind'),
    ...{ ticketMinor: price('ticketPrice'), drinkMinor: price('drinkPrice') },
    surfaceM2: count(event.surfaceM2, 'event.surfaceM2', 1_000_000),
  };
}

export function audienceOf(audience: number): number {
  if (audience >= 0 && audience <= 1_000_000) return audience;
  throw badInput('A whole number from 0 to 1000000 is expected.', 'audience');
}

/** What a date brings in is known once its day has come, not before. */
export function playedFindings(
  { day, status }: PerformingArtsPerformance,
  today: string,
): PluginFinding[] {
  const place = { path: ['dateId'], values: { day } };
  if (status === PerformanceStatus.CANCELLED) {
    return [{ code: 'performing-arts.date-already-cancelled', ...place }];
  }
  return day > today ? [{ code: 'performing-arts.date-not-played', ...place }] : [];
}

async function twiceFindings(
  store: PluginStore,
  performanceId: string,
  society: string,
): Promise<PluginFinding[]> {
  const where = { performanceId, society, status: standing };
  const [there] = await store.find(PerformingArtsRightsDeclaration, where, { limit: 1 });
  if (there === undefined) return [];
  return [
    { code: 'performing-arts.rights-declared-twice', path: ['society'], values: { society } },
  ];
}
