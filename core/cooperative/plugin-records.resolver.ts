import {
  Arg,
  Args,
  Ctx,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from 'type-graphql';
import { known, type RequestContext } from '../platform/context.js';
import { sql } from '../platform/database/rows.js';
import { connectionType } from '../platform/read/connection-type.js';
import { type Page, page } from '../platform/read/page.js';
import { PageArgs } from '../platform/read/page-args.js';
import { Requires } from '../platform/schema-rules.js';
import { Violation } from '../platform/write/violation.js';
import { DeadLetter, SkippedValidation } from './plugin-records.entity.js';
import { deadLetters, skippedValidations } from './plugin-records.policy.js';
import { type Replayed, replayDeadLetters } from './replay-dead-letters.js';

const SkippedValidationConnection = connectionType(SkippedValidation, 'SkippedValidation');
const DeadLetterConnection = connectionType(DeadLetter, 'DeadLetter');

@InputType({ description: 'Which dead letters to try again: all that meet what is given.' })
export class ReplayDeadLettersInput {
  @Field(() => [ID], { nullable: true, description: 'These, at most 100; any when absent.' })
  ids?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Of this handler; of any when absent.' })
  handler?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only say how many there are.' })
  dryRun?: boolean | null;
}

@ObjectType({ description: 'What is tried again, or why not.', simpleResolvers: true })
export class ReplayDeadLettersPayload {
  @Field(() => Int, { description: 'How many letters are tried again.' })
  count: number;

  @Field(() => [Violation], { description: 'What stands in the way.' })
  violations: Violation[];
}

@Resolver()
export class PluginRecordsResolver {
  @Requires('plugin.enable')
  @Query(() => SkippedValidationConnection, {
    description: 'Rules that nobody asked because their plugin was off, the newest first.',
  })
  skippedValidations(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('plugin', () => String, { nullable: true, description: 'Of this plugin; any if absent.' })
    plugin?: string | null,
  ): Page<SkippedValidation> {
    const where = plugin == null ? [] : [sql`t.plugin = ${plugin}`];
    return page(known(ctx), skippedValidations, args, { where });
  }

  @Requires('plugin.enable')
  @Query(() => DeadLetterConnection, {
    description: 'Events that a handler could not take until the last try, the newest first.',
  })
  deadLetters(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('handler', () => String, { nullable: true, description: 'Of this one; any if absent.' })
    handler?: string | null,
  ): Page<DeadLetter> {
    const where = handler == null ? [] : [sql`t.handler = ${handler}`];
    return page(known(ctx), deadLetters, args, { where });
  }

  @Requires('plugin.enable')
  @Mutation(() => ReplayDeadLettersPayload, {
    description: 'Lets events that were given up be tried again, after their cause was mended.',
  })
  replayDeadLetters(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => ReplayDeadLettersInput, { description: 'Which.' })
    input: ReplayDeadLettersInput,
  ): Promise<Replayed> {
    return replayDeadLetters(known(ctx), input);
  }
}
