import {
  type Attempted,
  addMonths,
  badInput,
  CivilDate,
  code,
  Decimal,
  Field,
  heldOn,
  ID,
  InputType,
  localId,
  minorOf,
  notFound,
  type PluginContext,
  type PluginFinding,
  type PluginStore,
  text,
  visible,
} from 'gezel/sdk';
import { activityFindings } from './describe-activity.js';
import { PerformingArtsProduction } from './production.entity.js';
import {
  PerformingArtsSubsidy,
  PerformingArtsSubsidyScheme,
  SubsidyStatus,
} from './subsidy.entity.js';

@InputType({ description: 'What an activity asks of a funder.' })
export class PerformingArtsRequestSubsidyInput {
  @Field(() => ID, { description: 'The activity.' })
  activityId: string;

  @Field(() => ID, { nullable: true, description: 'The production that it is for, if any.' })
  productionId?: string | null;

  @Field(() => String, { description: 'Code of the scheme of the funder.' })
  scheme: string;

  @Field(() => String, { description: 'What it is for, at most 200 characters.' })
  title: string;

  @Field(() => Decimal, { description: 'What is asked.' })
  amount: string;

  @Field(() => CivilDate, { description: 'First day of the project.' })
  startsOn: string;

  @Field(() => CivilDate, { description: 'Last day of the project, included.' })
  endsOn: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is a project abroad.' })
  abroad?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the function that is to be funded, where the scheme names them.',
  })
  fundedFunction?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the discipline, where the scheme names them.',
  })
  discipline?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Opens a file under the terms that the funder's scheme has on the project's first day. */
export async function requestSubsidy(
  ctx: PluginContext,
  input: PerformingArtsRequestSubsidyInput,
): Promise<Attempted<PerformingArtsSubsidy>> {
  const activityId = localId('Activity', input.activityId, 'activityId');
  const permission = 'performing-arts.write';
  const { currency } = await ctx.core.require('Activity', activityId, permission);
  const productionId = await productionOf(ctx, activityId, input.productionId ?? null);
  const askedMinor = minorOf(input.amount, currency, 'amount');
  if (askedMinor <= 0n) throw badInput('The amount is more than nothing.', 'amount');
  const { startsOn, endsOn } = input;
  if (endsOn < startsOn) throw badInput('It ends before it begins.', 'endsOn');
  const schemeCode = code(input.scheme, 'scheme');
  const row = { activityId, productionId, askedMinor, currency, startsOn, endsOn };
  const title = text(input.title, 'title');
  const named = (value: string | null | undefined, path: string) =>
    value == null ? null : code(value, path);
  const about = {
    abroad: input.abroad ?? false,
    fundedFunction: named(input.fundedFunction, 'fundedFunction'),
    discipline: named(input.discipline, 'discipline'),
  };
  const step = { action: 'performing-arts.request-subsidy', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    const closed = await activityFindings(inside, activityId);
    const scheme = await schemeOn(inside.store, { code: schemeCode, currency, day: startsOn });
    const values = { scheme: schemeCode, day: startsOn };
    const missing = { code: 'performing-arts.no-subsidy-scheme', path: ['scheme'], values };
    return {
      findings: [
        ...closed,
        ...(scheme ? lengthFindings(scheme, input) : [missing]),
        ...(scheme ? scopeFindings(scheme, about) : []),
      ],
      write: async () => {
        if (scheme === undefined) throw new Error('Judged without a scheme.');
        const reportDueOn = addMonths(endsOn, scheme.reportMonths);
        return inside.store.insert(PerformingArtsSubsidy, {
          ...{ ...row, ...about, title, schemeId: scheme.id, reportDueOn },
          ...{ status: SubsidyStatus.REQUESTED, changedAt: inside.now },
        });
      },
    };
  });
}

async function productionOf(
  ctx: PluginContext,
  activityId: string,
  id: string | null,
): Promise<string | null> {
  if (id === null) return null;
  const production = await visible(ctx, PerformingArtsProduction, id, 'productionId');
  if (production?.activityId !== activityId) throw notFound('PerformingArtsProduction', id);
  return production.id;
}

async function schemeOn(
  store: PluginStore,
  { day, ...where }: { code: string; currency: string; day: string },
): Promise<PerformingArtsSubsidyScheme | undefined> {
  const holding = { ...where, ...heldOn(day) };
  const [scheme] = await store.find(PerformingArtsSubsidyScheme, holding, { limit: 1 });
  return scheme;
}

function lengthFindings(
  { longestMonths }: PerformingArtsSubsidyScheme,
  { startsOn, endsOn }: PerformingArtsRequestSubsidyInput,
): PluginFinding[] {
  // A project of 36 months that begins on the 1st ends before the 1st of the 37th.
  if (endsOn < addMonths(startsOn, longestMonths)) return [];
  const values = { months: longestMonths };
  return [{ code: 'performing-arts.subsidy-too-long', path: ['endsOn'], values }];
}

/** What a scheme names must be said, and be of what it names. */
function scopeFindings(
  { functions, disciplines }: PerformingArtsSubsidyScheme,
  { fundedFunction, discipline }: Pick<PerformingArtsSubsidy, 'fundedFunction' | 'discipline'>,
): PluginFinding[] {
  const code = 'performing-arts.subsidy-not-funded';
  const outside = (named: readonly string[], said: string | null, path: string) =>
    named.length === 0 || (said !== null && named.includes(said))
      ? []
      : [{ code, path: [path], values: { funded: named.join(', ') } }];
  return [
    ...outside(functions, fundedFunction, 'fundedFunction'),
    ...outside(disciplines, discipline, 'discipline'),
  ];
}

/** How a grant is paid: at once when it is small, otherwise its advance, rounded half up. */
export function tranchesOf(
  { advanceBps, abroadAdvanceBps = null, atOnceMinor }: Paying,
  grantedMinor: bigint,
  abroad = false,
): { readonly advanceMinor: bigint; readonly balanceMinor: bigint } {
  const bps = abroad ? (abroadAdvanceBps ?? advanceBps) : advanceBps;
  const part = (2n * grantedMinor * BigInt(bps) + 10_000n) / 20_000n;
  const atOnce = atOnceMinor !== null && grantedMinor <= atOnceMinor;
  const advanceMinor = atOnce ? grantedMinor : part;
  return { advanceMinor, balanceMinor: grantedMinor - advanceMinor };
}

type Paying = Pick<PerformingArtsSubsidyScheme, 'advanceBps' | 'atOnceMinor'> &
  Partial<Pick<PerformingArtsSubsidyScheme, 'abroadAdvanceBps'>>;
