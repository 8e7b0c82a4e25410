import {
  Arg,
  addMonths,
  CivilDate,
  Ctx,
  Field,
  ID,
  Int,
  Money,
  Mutation,
  money,
  ObjectType,
  type PluginContext,
  type PluginFinding,
  Query,
  Requires,
  Resolver,
  Violation,
  visible,
} from 'gezel/sdk';
import {
  AudiovisualClassifySpendInput,
  AudiovisualRemoveSpendInput,
  classifySpend,
  removeSpend,
} from './correct-spend.js';
import { AudiovisualProduction } from './production.entity.js';
import { AudiovisualRecordSpendInput, recordSpend } from './record-spend.js';
import { AudiovisualSpend } from './spend.entity.js';
import { belgianInTime, directShare, highestCertificate, ruleOn, totalsOf } from './tax-shelter.js';

@ObjectType({ simpleResolvers: true, description: 'The line of cost, or why there is none.' })
export class AudiovisualRecordSpendPayload {
  @Field(() => AudiovisualSpend, { nullable: true, description: 'The line of cost.' })
  spend: AudiovisualSpend | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The corrected line of cost, or why not.' })
export class AudiovisualCorrectSpendPayload {
  @Field(() => AudiovisualSpend, { nullable: true, description: 'The line of cost.' })
  spend: AudiovisualSpend | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'The spend of a production by how it counts for the tax shelter.',
})
export class AudiovisualSpendReport {
  @Field(() => Money, { description: 'What does not count.' })
  notEligible: Money;

  @Field(() => Money, { description: 'Directly linked, in the EEA outside Belgium.' })
  eeaDirect: Money;

  @Field(() => Money, { description: 'Directly linked, in Belgium.' })
  belgianDirect: Money;

  @Field(() => Money, { description: 'In Belgium, not directly linked.' })
  belgianIndirect: Money;

  @Field(() => Int, {
    nullable: true,
    description: 'Directly linked part of the spend in the EEA, basis points; null: no spend.',
  })
  directShare: number | null;

  @Field(() => CivilDate, {
    nullable: true,
    description: 'Last day on which Belgian spend counts.',
  })
  countsUntil: string | null;

  @Field(() => Money, { nullable: true, description: 'Belgian spend that counts in time.' })
  belgianInTime: Money | null;

  @Field(() => Money, {
    nullable: true,
    description: 'The highest value of the certificate: 10/9 of the Belgian spend in time.',
  })
  highestCertificate: Money | null;

  @Field(() => [Violation], { description: 'What is missing for a certificate.' })
  violations: Violation[];
}

@Resolver()
export class TaxShelterResolver {
  @Requires('audiovisual.read')
  @Query(() => AudiovisualSpendReport, {
    nullable: true,
    description: 'The spend report of a production (Income Tax Code 1992, art. 194ter).',
  })
  async audiovisualSpendReport(
    @Ctx() ctx: PluginContext,
    @Arg('productionId', () => ID, { description: 'The production.' }) productionId: string,
    @Arg('agreedOn', () => CivilDate, {
      nullable: true,
      description: 'When the framework agreement was signed; today when absent.',
    })
    agreedOn?: string | null,
  ): Promise<AudiovisualSpendReport | null> {
    const production = await visible(ctx, AudiovisualProduction, productionId, 'productionId');
    return production === null ? null : reportOf(ctx, production, agreedOn ?? ctx.today);
  }

  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualRecordSpendPayload, {
    nullable: true,
    description: 'Records a line of cost of a production and how it counts for the tax shelter.',
  })
  async audiovisualRecordSpend(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualRecordSpendInput, { description: 'The line.' })
    input: AudiovisualRecordSpendInput,
  ): Promise<AudiovisualRecordSpendPayload> {
    const { done, violations } = await recordSpend(ctx, input);
    return { spend: done, violations };
  }

  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualCorrectSpendPayload, {
    nullable: true,
    description: 'Changes how a line of cost counts for the tax shelter.',
  })
  async audiovisualClassifySpend(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualClassifySpendInput, { description: 'Which line, and how.' })
    input: AudiovisualClassifySpendInput,
  ): Promise<AudiovisualCorrectSpendPayload> {
    const { done, violations } = await classifySpend(ctx, input);
    return { spend: done, violations };
  }

  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualCorrectSpendPayload, {
    nullable: true,
    description: 'Takes away a line of cost that should not be there; answers it as it was.',
  })
  async audiovisualRemoveSpend(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualRemoveSpendInput, { description: 'Which line.' })
    input: AudiovisualRemoveSpendInput,
  ): Promise<AudiovisualCorrectSpendPayload> {
    const { done, violations } = await removeSpend(ctx, input);
    return { spend: done, violations };
  }
}

async function reportOf(
  ctx: PluginContext,
  { id, activityId, kind }: AudiovisualProduction,
  agreedOn: string,
): Promise<AudiovisualSpendReport | null> {
  const activity = await ctx.core.read('Activity', activityId);
  if (activity === null) return null;
  const lines = await allLines(ctx, id);
  const totals = totalsOf(lines);
  const share = directShare(totals);
  const rule = ruleOn(agreedOn);
  const months = rule?.months[kind];
  const until = months === undefined ? null : addMonths(agreedOn, months);
  const belgian = until === null ? null : belgianInTime(lines, agreedOn, until);
  const amount = (minor: bigint) => money(minor, activity.currency);
  const findings: PluginFinding[] = [];
  if (rule === undefined) {
    findings.push({ code: 'audiovisual.no-tax-shelter-rule', values: { agreedOn } });
  } else if (months === undefined) findings.push({ code: 'audiovisual.no-eligible-work' });
  if (rule !== undefined && share !== null && share < rule.directBasisPoints) {
    const values = { share: share / 100, least: rule.directBasisPoints / 100 };
    findings.push({ code: 'audiovisual.too-little-direct', values });
  }
  return {
    notEligible: amount(totals.NO),
    eeaDirect: amount(totals.EEA_DIRECT),
    belgianDirect: amount(totals.BELGIAN_DIRECT),
    belgianIndirect: amount(totals.BELGIAN_INDIRECT),
    ...{ directShare: share, countsUntil: until },
    belgianInTime: belgian === null ? null : amount(belgian),
    highestCertificate:
      belgian === null || rule === undefined ? null : amount(highestCertificate(belgian, rule)),
    violations: ctx.violations(findings),
  };
}

/** Every line of a production, a hundred at a time. */
async function allLines({ store }: PluginContext, productionId: string) {
  const lines: AudiovisualSpend[] = [];
  for (;;) {
    const after = lines.at(-1)?.id;
    const page = await store.find(
      AudiovisualSpend,
      { productionId, ...(after === undefined ? {} : { id: { after } }) },
      { orderBy: { property: 'id', direction: 'asc' } },
    );
    lines.push(...page);
    if (page.length < 100) return lines;
  }
}
