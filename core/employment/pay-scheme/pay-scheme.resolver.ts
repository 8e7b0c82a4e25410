import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { Violation } from '../../platform/write/violation.js';
import { PayScheme, paySchemesOn, Withholding } from './pay-scheme.js';
import { setPayScheme } from './set-pay-scheme.js';

@InputType({ description: 'How a kind of contract is paid, from a day on.' })
export class SetPaySchemeInput {
  @Field(() => String, { description: 'Code of the kind of contract, from "contractKinds".' })
  kind: string;

  @Field(() => String, { nullable: true, description: 'Joint committee; all others when absent.' })
  jointCommittee?: string | null;

  @Field(() => Decimal, { description: 'Work budget ÷ gross pay, at least 1, e.g. "1.69".' })
  coefficient: string;

  @Field(() => String, {
    description: '"artist", "employee", "manual" or "student"; of interim work "agency".',
  })
  workerClass: string;

  @Field(() => String, {
    defaultValue: 'private',
    description: '"private" or "non-profit": what contributions go by.',
  })
  employerCategory: string;

  @Field(() => String, {
    nullable: true,
    description: 'Worker code of the quarterly declaration, three digits.',
  })
  workerCode?: string | null;

  @Field(() => Withholding, { description: 'How tax is withheld.' })
  withholding: Withholding;

  @Field(() => [String], {
    defaultValue: [],
    description: '"work-bonus", "special-contribution", "reduction-artist".',
  })
  elements: string[];

  @Field(() => CivilDate, { description: 'The first day on which it holds; not in the past.' })
  from: string;

  @Field(() => String, { description: 'Where the coefficient comes from, at most 500 characters.' })
  source: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@ObjectType({ description: 'The schemes after a decision, or why not.', simpleResolvers: true })
export class SetPaySchemePayload {
  @Field(() => [PayScheme], {
    nullable: true,
    description: 'All that hold on the first day of what was decided.',
  })
  schemes: PayScheme[] | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver()
export class PaySchemeResolver {
  @Requires('contract.read')
  @Query(() => [PayScheme], { description: 'How each kind of contract is paid on a day.' })
  paySchemes(
    @Ctx() ctx: RequestContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on?: string | null,
  ): Promise<PayScheme[]> {
    return paySchemesOn(known(ctx), on ?? ctx.platform.clock.today());
  }

  @Requires('pay-scheme.write')
  @Mutation(() => SetPaySchemePayload, {
    description: 'Decides how a kind of contract is paid; the newer decision holds from its day.',
  })
  async setPayScheme(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SetPaySchemeInput, { description: 'What is decided.' })
    input: SetPaySchemeInput,
  ): Promise<SetPaySchemePayload> {
    const { jointCommittee = null, workerCode = null, ...given } = input;
    const decision = { ...given, jointCommittee, workerCode };
    const { scheme, violations } = await setPayScheme(known(ctx), decision);
    return { schemes: scheme && (await paySchemesOn(known(ctx), scheme.from)), violations };
  }
}
