import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { type Context, known, type RequestContext } from '../../platform/context.js';
import { sql } from '../../platform/database/rows.js';
import { globalId } from '../../platform/ids.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { type Page, page } from '../../platform/read/page.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byId, requireVisible } from '../../platform/read/read.js';
import { byAge, type Source } from '../../platform/read/source.js';
import { CivilDate } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { Violation } from '../../platform/write/violation.js';
import { Member } from '../member.entity.js';
import { members } from '../member.policy.js';
import { type HoldOutcome, holdPurge, liftPurgeHold } from './hold-purge.js';
import { PurgeHold } from './purge-hold.entity.js';

/** For whoever answers for lawsuits. */
export const purgeHolds: Source<PurgeHold> = {
  typeName: 'PurgeHold',
  entity: PurgeHold,
  permission: 'privacy.hold',
  visible: (_viewer, reach) => (reach === 'all' ? sql`true` : sql`false`),
  orders: byAge,
};

const PurgeHoldConnection = connectionType(PurgeHold, 'PurgeHold');

@InputType({ description: 'What to keep for a lawsuit.' })
export class HoldPurgeInput {
  @Field(() => ID, {
    description:
      'The global id of a Member, Client, Invoice, Quote, Contract, Engagement, Expense or Purchase: ' +
      'all rows of the person, or of the document, that a purge would take.',
  })
  subjectId: string;

  @Field(() => String, {
    description: 'Why, at most 1000 characters. The person may read it in an export of their data.',
  })
  reason: string;

  @Field(() => CivilDate, { description: 'The last day, at most five years from now.' })
  until: string;

  @Field(() => String, { description: 'Your own key: a repeat with it does nothing twice.' })
  idempotencyKey: string;
}

@InputType({ description: 'A hold to lift.' })
export class LiftPurgeHoldInput {
  @Field(() => ID, { description: 'The hold.' })
  holdId: string;

  @Field(() => String, { description: 'Why, at most 1000 characters.' })
  reason: string;
}

@ObjectType({ description: 'The hold, or why not.', simpleResolvers: true })
export class PurgeHoldPayload {
  @Field(() => PurgeHold, { nullable: true, description: 'The hold as it now is.' })
  hold: PurgeHold | null;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver(() => PurgeHold)
export class PurgeHoldResolver {
  @Requires('privacy.hold')
  @Query(() => PurgeHoldConnection, {
    description: 'What is, and was, kept for lawsuits, the newest first.',
  })
  purgeHolds(
    @Ctx() requestContext: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('isActive', () => Boolean, {
      nullable: true,
      description: 'Only those that keep something now, or only those that do not any more.',
    })
    isActive?: boolean | null,
  ): Page<PurgeHold> {
    const ctx = known(requestContext);
    if (isActive == null) return page(ctx, purgeHolds, args);
    const live = sql`(t.lifted_at is null and t.until_day >= ${ctx.platform.clock.today()})`;
    return page(ctx, purgeHolds, args, { where: [sql`${live} = ${isActive}`] });
  }

  @Requires('privacy.hold')
  @Mutation(() => PurgeHoldPayload, {
    description: 'Keeps the rows of a person or a document from every purge, for a lawsuit.',
  })
  async holdPurge(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => HoldPurgeInput, { description: 'What, why and until when.' })
    input: HoldPurgeInput,
  ): Promise<PurgeHoldPayload> {
    return shown(known(ctx), await holdPurge(known(ctx), input));
  }

  @Requires('privacy.hold')
  @Mutation(() => PurgeHoldPayload, {
    description: 'Lifts a hold: what is out of its term goes with the next purge.',
  })
  async liftPurgeHold(
    @Ctx() requestContext: RequestContext,
    @Arg('input', () => LiftPurgeHoldInput, { description: 'Which, and why.' })
    input: LiftPurgeHoldInput,
  ): Promise<PurgeHoldPayload> {
    const ctx = known(requestContext);
    const { id } = await requireVisible(ctx, purgeHolds, input.holdId, 'holdId');
    return shown(ctx, await liftPurgeHold(ctx, id, input.reason));
  }

  @FieldResolver(() => ID, { description: 'The global id of the person or document.' })
  subjectId(@Root() { subjectType, subjectId }: PurgeHold): string {
    return globalId(subjectType, subjectId);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who set it.' })
  setBy(@Ctx() ctx: RequestContext, @Root() hold: PurgeHold): Promise<Member | null> {
    return byId(known(ctx), members, hold.setBy);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who lifted it.' })
  async liftedBy(@Ctx() ctx: RequestContext, @Root() hold: PurgeHold): Promise<Member | null> {
    return hold.liftedBy === null ? null : byId(known(ctx), members, hold.liftedBy);
  }
}

const shown = async (
  ctx: Context,
  { holdId, violations }: HoldOutcome,
): Promise<PurgeHoldPayload> => ({
  hold: holdId === null ? null : await byId(ctx, purgeHolds, holdId),
  violations,
});
