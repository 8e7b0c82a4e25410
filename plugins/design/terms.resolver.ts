import {
  Arg,
  CivilDate,
  Ctx,
  Field,
  ID,
  localId,
  Mutation,
  ObjectType,
  type PluginContext,
  Query,
  Requires,
  Resolver,
  Violation,
} from 'gezel/sdk';
import { DesignSetTermsInput, setTerms } from './set-terms.js';
import { DesignTerms } from './terms.entity.js';
import { heldBy } from './terms.js';

@ObjectType({ simpleResolvers: true, description: 'The terms as they will hold, or why not.' })
export class DesignSetTermsPayload {
  @Field(() => DesignTerms, { nullable: true, description: 'The new terms.' })
  terms: DesignTerms | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver()
export class TermsResolver {
  @Requires('design.read')
  @Query(() => DesignTerms, {
    nullable: true,
    description:
      'What was agreed with a client, or the whole co-operative’s terms; null: nothing was said. ' +
      'What is not said is the studio’s own, then the co-operative’s, then what is usual: valid ' +
      'two months, thirty percent in advance within seven days.',
  })
  async designTerms(
    @Ctx() ctx: PluginContext,
    @Arg('clientId', () => ID, { nullable: true, description: 'The client.' })
    clientId: string | null,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on: string | null,
  ): Promise<DesignTerms | null> {
    if (clientId == null) return heldBy(ctx, ctx.cooperativeId, on ?? ctx.today);
    const id = localId('Client', clientId, 'clientId');
    return (await ctx.core.client(id)) && heldBy(ctx, id, on ?? ctx.today);
  }

  @Requires('design.write')
  @Mutation(() => DesignSetTermsPayload, {
    nullable: true,
    description:
      'Says on which terms works are quoted from a day on: to one client, or, by who may ' +
      '"design.terms", in the whole co-operative. Quotes that were drafted keep theirs.',
  })
  async designSetTerms(
    @Ctx() ctx: PluginContext,
    @Arg('input', () => DesignSetTermsInput, { description: 'The terms.' })
    input: DesignSetTermsInput,
  ): Promise<DesignSetTermsPayload> {
    const { done, violations } = await setTerms(ctx, input);
    return { terms: done, violations };
  }
}
