import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { CivilDate } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { AgreedFigure, SetAgreedFigureInput, SetAgreedFigurePayload } from './agreed.types.js';
import { agreedFigures } from './agreed-figures.js';
import { setAgreedFigure } from './set-agreed-figure.js';

@Resolver()
export class AgreedFigureResolver {
  @Requires('contract.read')
  @Query(() => [AgreedFigure], {
    description:
      'Supplements, shares of the young and weeks of notice that hold for a joint committee on a day.',
  })
  agreedFigures(
    @Ctx() ctx: RequestContext,
    @Arg('jointCommittee', () => String, { nullable: true, description: 'E.g. "304".' })
    jointCommittee?: string | null,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on?: string | null,
  ): Promise<AgreedFigure[]> {
    return agreedFigures(known(ctx), jointCommittee ?? null, on ?? ctx.platform.clock.today());
  }

  @Requires('contract.write')
  @Mutation(() => SetAgreedFigurePayload, {
    description:
      'Loads what an agreement gives beyond minimum pay; for people of the co-operative. Minimum pay ' +
      'and the end of engagements go by it from its day on.',
  })
  async setAgreedFigure(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SetAgreedFigureInput, { description: 'What is agreed.' })
    input: SetAgreedFigureInput,
  ): Promise<SetAgreedFigurePayload> {
    const { jointCommittee = null, ...given } = input;
    const { set, violations } = await setAgreedFigure(known(ctx), { ...given, jointCommittee });
    const agreed = set && (await agreedFigures(known(ctx), jointCommittee, input.from));
    return { agreed, violations };
  }
}
