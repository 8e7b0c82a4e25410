import {
  Arg,
  Ctx,
  Field,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  registerEnumType,
} from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { CivilDate, Decimal } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { Violation } from '../../platform/write/violation.js';
import { ScaleRow, scaleOn } from './minimum-pay.js';
import { setMinimumPay } from './set-minimum-pay.js';

export enum PayUnit {
  HOUR = 'HOUR',
  DAY = 'DAY',
  MONTH = 'MONTH',
}
registerEnumType(PayUnit, {
  name: 'PayUnit',
  description: 'What an amount of pay is for.',
  valuesConfig: {
    HOUR: { description: 'An hour of work.' },
    DAY: { description: 'A day of work, however long.' },
    MONTH: { description: 'A full-timer’s month; in part for a part of it.' },
  },
});

@InputType({ description: 'The minimum pay of a function, as its joint committee agreed.' })
export class SetMinimumPayInput {
  @Field(() => String, { description: 'Joint committee, e.g. "304".' })
  jointCommittee: string;

  @Field(() => String, { description: 'Code of the function or wage group, e.g. "group-b".' })
  function: string;

  @Field(() => PayUnit, { description: 'What the amount is for.' })
  per: PayUnit;

  @Field(() => Decimal, { description: 'Gross, with at most four decimals.' })
  amount: string;

  @Field(() => CivilDate, { description: 'The first day on which it holds.' })
  from: string;

  @Field(() => String, { description: 'The agreement and where it is published.' })
  source: string;

  @Field(() => Boolean, { nullable: true, description: 'Only say what stands in the way.' })
  dryRun?: boolean | null;
}

@ObjectType({ description: 'The scale after a change, or why not.', simpleResolvers: true })
export class MinimumPayPayload {
  @Field(() => [ScaleRow], {
    nullable: true,
    description: 'The general minimum and the scale of the joint committee on that first day.',
  })
  scale: ScaleRow[] | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver()
export class MinimumPayResolver {
  @Requires('contract.read')
  @Query(() => [ScaleRow], {
    description: 'The general minimum pay and the scale of a joint committee on a day.',
  })
  minimumPay(
    @Ctx() ctx: RequestContext,
    @Arg('jointCommittee', () => String, { nullable: true, description: 'E.g. "304".' })
    jointCommittee?: string | null,
    @Arg('on', () => CivilDate, { nullable: true, description: 'The day; today when absent.' })
    on?: string | null,
  ): Promise<ScaleRow[]> {
    return scaleOn(known(ctx), jointCommittee ?? null, on ?? ctx.platform.clock.today());
  }

  @Requires('contract.write')
  @Mutation(() => MinimumPayPayload, {
    description: 'Loads the minimum pay of a function; for people of the co-operative.',
  })
  async setMinimumPay(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => SetMinimumPayInput, { description: 'Of which function.' })
    input: SetMinimumPayInput,
  ): Promise<MinimumPayPayload> {
    const { scale, violations } = await setMinimumPay(known(ctx), input);
    return { scale: scale && [...scale], violations };
  }
}
