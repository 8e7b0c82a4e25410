import {
  Arg,
  CivilDate,
  Ctx,
  Field,
  heldOn,
  ID,
  Mutation,
  ObjectType,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Violation,
  visible,
} from 'gezel/sdk';
import { AudiovisualTaxShelterAgreement } from './agreement.entity.js';
import {
  AudiovisualClassifySpendInput,
  AudiovisualRemoveSpendInput,
  classifySpend,
  removeSpend,
} from './correct-spend.js';
import { AudiovisualProduction } from './production.entity.js';
import { AudiovisualRecordSpendInput, recordSpend } from './record-spend.js';
import {
  AudiovisualSetTaxShelterFigureInput,
  setTaxShelterFigure,
} from './set-tax-shelter-figure.js';
import { AudiovisualSignTaxShelterAgreementInput, signAgreement } from './sign-agreement.js';
import { AudiovisualSpend } from './spend.entity.js';
import { AudiovisualSpendReport, reportOf } from './spend-report.js';
import { AudiovisualTaxShelterFigure } from './tax-shelter-figure.entity.js';

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

@ObjectType({ simpleResolvers: true, description: 'The figure as it now holds, or why not.' })
export class AudiovisualSetTaxShelterFigurePayload {
  @Field(() => AudiovisualTaxShelterFigure, { nullable: true, description: 'The figure.' })
  figure: AudiovisualTaxShelterFigure | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@ObjectType({ simpleResolvers: true, description: 'The agreement, or why there is none.' })
export class AudiovisualSignTaxShelterAgreementPayload {
  @Field(() => AudiovisualTaxShelterAgreement, { nullable: true, description: 'The agreement.' })
  agreement: AudiovisualTaxShelterAgreement | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
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
      description: 'When it was signed; absent: the first agreement’s day, or today without one.',
    })
    agreedOn?: string | null,
  ): Promise<AudiovisualSpendReport | null> {
    const production = await visible(ctx, AudiovisualProduction, productionId, 'productionId');
    return production === null ? null : reportOf(ctx, production, agreedOn ?? null);
  }

  @Requires('audiovisual.read')
  @Query(() => [AudiovisualTaxShelterFigure], {
    nullable: true,
    description:
      'The figures that finance entered for agreements of a day. Where there is none, what is ' +
      'published holds, or the figure is refused by its name.',
  })
  audiovisualTaxShelterFigures(
    @Ctx() { store, today }: PluginContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on: string | null,
  ): Promise<AudiovisualTaxShelterFigure[]> {
    return store.find(AudiovisualTaxShelterFigure, heldOn(on ?? today));
  }

  @Requires('audiovisual.reference')
  @Mutation(() => AudiovisualSetTaxShelterFigurePayload, {
    nullable: true,
    description:
      'Enters a figure of the tax shelter for agreements from a day on, in place of the one before.',
  })
  async audiovisualSetTaxShelterFigure(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualSetTaxShelterFigureInput, { description: 'The figure.' })
    input: AudiovisualSetTaxShelterFigureInput,
  ): Promise<AudiovisualSetTaxShelterFigurePayload> {
    const { done, violations } = await setTaxShelterFigure(ctx, input);
    return { figure: done, violations };
  }

  @Requires('audiovisual.write')
  @Mutation(() => AudiovisualSignTaxShelterAgreementPayload, {
    nullable: true,
    description: 'Keeps a framework agreement that an investor and a recognised producer signed.',
  })
  async audiovisualSignTaxShelterAgreement(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => AudiovisualSignTaxShelterAgreementInput, {
      description: 'What was signed.',
    })
    input: AudiovisualSignTaxShelterAgreementInput,
  ): Promise<AudiovisualSignTaxShelterAgreementPayload> {
    const { done, violations } = await signAgreement(ctx, input);
    return { agreement: done, violations };
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
