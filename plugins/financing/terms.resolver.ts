import {
  Arg,
  Args,
  CivilDate,
  Ctx,
  connectionType,
  Field,
  Mutation,
  ObjectType,
  type Page,
  PageArgs,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Violation,
} from 'gezel/sdk';
import { FinancingSetTermsInput, holdingOn, setTerms } from './set-terms.js';
import { FinancingTerms } from './terms.entity.js';

@ObjectType({ simpleResolvers: true, description: 'The terms as they will hold, or why not.' })
export class FinancingSetTermsPayload {
  @Field(() => FinancingTerms, { nullable: true, description: 'The new terms.' })
  terms: FinancingTerms | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

const TermsConnection = connectionType(FinancingTerms);

@Resolver()
export class TermsResolver {
  @Requires('financing.read')
  @Query(() => TermsConnection, {
    nullable: true,
    description: 'On which terms one may apply on a day.',
  })
  financingTerms(
    @Ctx() { store, today }: PluginContext,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on: string | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Page<FinancingTerms> {
    return store.page(FinancingTerms, args, { where: holdingOn(on ?? today) });
  }

  @Requires('financing.terms')
  @Mutation(() => FinancingSetTermsPayload, {
    nullable: true,
    description:
      'Decides the terms of a product from a day on; loans asked for before keep theirs.',
  })
  async financingSetTerms(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => FinancingSetTermsInput, { description: 'The terms.' })
    input: FinancingSetTermsInput,
  ): Promise<FinancingSetTermsPayload> {
    const { done, violations } = await setTerms(ctx, input);
    return { terms: done, violations };
  }
}
