import {
  type Attempted,
  badInput,
  CivilDate,
  CountryCode,
  changeable,
  code,
  Decimal,
  Field,
  ID,
  InputType,
  locked,
  minorOf,
  type PluginContext,
  type PluginFinding,
  type PluginStore,
  text,
} from 'gezel/sdk';
import { PerformingArtsPerformance } from './performance.entity.js';
import { PerformingArtsProduction } from './production.entity.js';
import { PerformingArtsRightsDeclaration } from './rights.entity.js';
import { standing } from './rights-owed.js';
import { PerformingArtsRightsContract } from './rights-terms.entity.js';
import { bpsOf } from './set-rights-tariff.js';

@InputType({ description: 'What the authors of a production have agreed, through their society.' })
export class PerformingArtsSignRightsContractInput {
  @Field(() => ID, { description: 'The production.' })
  productionId: string;

  @Field(() => String, { description: 'Code of the society, e.g. "sacd".' })
  society: string;

  @Field(() => CivilDate, { description: 'The first day on which it may be played.' })
  from: string;

  @Field(() => CivilDate, { description: 'The day from which it may be played no more.' })
  until: string;

  @Field(() => [CountryCode], { description: 'The countries where it may be played: 1 to 100.' })
  territories: string[];

  @Field(() => Boolean, { description: 'Whether nobody else may play it there meanwhile.' })
  exclusive: boolean;

  @Field(() => Decimal, {
    description: 'The authors’ part of what a date brings, in percent: above 0, at most 100.',
  })
  sharePercent: string;

  @Field(() => Decimal, {
    nullable: true,
    description: 'What they got at the signature, on what dates will bring; nothing when absent.',
  })
  advance?: string | null;

  @Field(() => String, { nullable: true, description: 'The society’s own number.' })
  reference?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'The day from which a contract of authors holds no more.' })
export class PerformingArtsEndRightsContractInput {
  @Field(() => ID, { description: 'The contract.' })
  id: string;

  @Field(() => CivilDate, {
    description: 'The day from which it may be played no more: the first one: it never held.',
  })
  on: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

/** Keeps what authors agreed: of their production and society one contract holds at a place. */
export async function signRightsContract(
  ctx: PluginContext,
  input: PerformingArtsSignRightsContractInput,
): Promise<Attempted<PerformingArtsRightsContract>> {
  const permission = 'performing-arts.write';
  const production = await changeable(ctx, PerformingArtsProduction, input.productionId, {
    ...{ permission, path: 'productionId' },
  });
  const { id: productionId, activityId } = production;
  const { currency } = await ctx.core.requireActivity(activityId, permission);
  const row = { ...termsOf(input, currency), activityId, productionId };
  const step = { action: 'performing-arts.sign-rights-contract', dryRun: input.dryRun };
  return ctx.attempt(step, async (inside) => {
    // Held, so that of two that meet the second is refused.
    await locked(inside, PerformingArtsProduction, productionId);
    return {
      findings: [...periodFindings(input), ...(await meetingFindings(inside.store, row))],
      write: () =>
        inside.store.insert(PerformingArtsRightsContract, { ...row, changedAt: inside.now }),
    };
  });
}

/** Ends it sooner than agreed; what was declared under it must have been played before. */
export async function endRightsContract(
  ctx: PluginContext,
  { id: contractId, on, dryRun }: PerformingArtsEndRightsContractInput,
): Promise<Attempted<PerformingArtsRightsContract>> {
  const permission = 'performing-arts.write';
  const { id } = await changeable(ctx, PerformingArtsRightsContract, contractId, { permission });
  const step = { action: 'performing-arts.end-rights-contract', dryRun };
  return ctx.attempt(step, async (inside) => {
    const contract = await locked(inside, PerformingArtsRightsContract, id);
    const change = { untilDay: on, changedAt: inside.now };
    return {
      findings: await endFindings(inside.store, contract, on),
      write: async () =>
        (await inside.store.update(PerformingArtsRightsContract, id, change)) ?? contract,
    };
  });
}

type Terms = Pick<PerformingArtsRightsContract, 'society' | 'territories' | 'productionId'> &
  Pick<PerformingArtsRightsContract, 'fromDay' | 'untilDay'>;

function termsOf(input: PerformingArtsSignRightsContractInput, currency: string) {
  const territories = [...new Set(input.territories)];
  if (territories.length < 1 || territories.length > 100) {
    throw badInput('1 to 100 countries are expected.', 'territories');
  }
  const advanceMinor = minorOf(input.advance ?? '0', currency, 'advance');
  if (advanceMinor < 0n) throw badInput('An advance is not below nothing.', 'advance');
  return {
    ...{ society: code(input.society, 'society'), fromDay: input.from, untilDay: input.until },
    ...{ territories, exclusive: input.exclusive, advanceMinor, currency },
    shareBps: bpsOf(input.sharePercent, 1n),
    reference: text(input.reference ?? null, 'reference'),
  };
}

const periodFindings = ({ from, until }: PerformingArtsSignRightsContractInput): PluginFinding[] =>
  until > from ? [] : [{ code: 'performing-arts.rights-contract-empty', path: ['until'] }];

async function meetingFindings(
  store: PluginStore,
  { society, territories, productionId, fromDay, untilDay }: Terms,
): Promise<PluginFinding[]> {
  const met = await store.find(PerformingArtsRightsContract, {
    ...{ society, productionId, fromDay: { before: untilDay }, untilDay: { after: fromDay } },
    territories: { anyOf: territories },
  });
  const [other] = met.filter((one) => one.untilDay > one.fromDay);
  if (other === undefined) return [];
  const values = { society, from: other.fromDay, until: other.untilDay };
  return [{ code: 'performing-arts.rights-contracts-meet', path: ['from'], values }];
}

async function endFindings(
  store: PluginStore,
  { id, fromDay, untilDay }: PerformingArtsRightsContract,
  on: string,
): Promise<PluginFinding[]> {
  const path = ['on'];
  if (on < fromDay || on > untilDay) {
    return [{ code: 'performing-arts.rights-contract-longer', path, values: { until: untilDay } }];
  }
  // By groups, of which there may be a thousand: a list would end after a hundred dates.
  const declared = await store.totals(PerformingArtsRightsDeclaration, {
    ...{ where: { contractId: id, status: standing }, groupBy: ['performanceId'] },
  });
  const [played] = await store.find(
    PerformingArtsPerformance,
    { id: { in: declared.map(({ group }) => group.performanceId) }, day: { from: on } },
    { orderBy: { property: 'day', direction: 'asc' }, limit: 1 },
  );
  if (played === undefined) return [];
  return [{ code: 'performing-arts.rights-contract-used', path, values: { day: played.day } }];
}
