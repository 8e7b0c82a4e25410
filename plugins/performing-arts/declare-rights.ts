import {
  type Attempted,
  badInput,
  changeable,
  code,
  Decimal,
  Field,
  heldOn,
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
import {
  PerformingArtsRightsDeclaration,
  PerformingArtsRightsTariff,
  RightsStatus,
} from './rights.entity.js';

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

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Writes down what is to be declared, and what the tariff of the date's day makes of it. */
export async function draftRights(
  ctx: PluginContext,
  input: PerformingArtsDraftRightsInput,
): Promise<Attempted<PerformingArtsRightsDeclaration>> {
  const date = await changeable(ctx, PerformingArtsPerformance, input.dateId, {
    ...{ permission: 'performing-arts.write', path: 'dateId' },
  });
  const { id: performanceId, activityId, day } = date;
  const { currency } = await ctx.core.requireActivity(activityId, 'performing-arts.write');
  const society = code(input.society, 'society');
  const receiptsMinor = minorOf(input.receipts, currency, 'receipts');
  if (receiptsMinor < 0n) throw badInput('Receipts are not below nothing.', 'receipts');
  const row = {
    ...{ activityId, performanceId, society, currency, receiptsMinor },
    works: text(input.works, 'works', 4_000),
    audience: audienceOf(input.audience),
  };
  const step = { action: 'performing-arts.draft-rights', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const { store } = inside;
    const held = await locked(inside, PerformingArtsPerformance, performanceId);
    const tariff = await tariffOn(store, { society, currency, day });
    return {
      findings: [
        ...playedFindings(held, inside.today),
        ...(await twiceFindings(store, performanceId, society)),
        ...(tariff === undefined ? [missing(society, day)] : []),
      ],
      write: async () => {
        if (tariff === undefined) throw new Error('Judged without a tariff.');
        return store.insert(PerformingArtsRightsDeclaration, {
          ...{ ...row, tariffId: tariff.id, expectedMinor: dueUnder(tariff, receiptsMinor) },
          ...{ status: RightsStatus.DRAFT, changedAt: inside.now },
        });
      },
    };
  });
}

/** A part of the receipts, rounded half up, but never less than the minimum. */
export function dueUnder(
  { shareBps, minimumMinor }: Pick<PerformingArtsRightsTariff, 'shareBps' | 'minimumMinor'>,
  receiptsMinor: bigint,
): bigint {
  const share = (2n * receiptsMinor * BigInt(shareBps) + 10_000n) / 20_000n;
  return share > minimumMinor ? share : minimumMinor;
}

export function audienceOf(audience: number): number {
  if (audience >= 0 && audience <= 1_000_000) return audience;
  throw badInput('A whole number from 0 to 1000000 is expected.', 'audience');
}

async function tariffOn(
  store: PluginStore,
  { society, currency, day }: { society: string; currency: string; day: string },
): Promise<PerformingArtsRightsTariff | undefined> {
  const where = { society, currency, ...heldOn(day) };
  const [tariff] = await store.find(PerformingArtsRightsTariff, where, { limit: 1 });
  return tariff;
}

const missing = (society: string, day: string): PluginFinding => ({
  ...{ code: 'performing-arts.no-rights-tariff', path: ['society'], values: { society, day } },
});

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
  const status = { in: [RightsStatus.DRAFT, RightsStatus.DECLARED, RightsStatus.BILLED] };
  const where = { performanceId, society, status };
  const [there] = await store.find(PerformingArtsRightsDeclaration, where, { limit: 1 });
  if (there === undefined) return [];
  return [
    { code: 'performing-arts.rights-declared-twice', path: ['society'], values: { society } },
  ];
}
