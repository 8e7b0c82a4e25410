import { Args, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { sql } from '../../platform/database/rows.js';
import { violationsOf } from '../../platform/model/say.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { type Page, page } from '../../platform/read/page.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byAge, type Source } from '../../platform/read/source.js';
import { CivilDate } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { Violation } from '../../platform/write/violation.js';
import { purgeDue } from './purge.js';
import { PurgeRecord } from './purge-record.entity.js';

/** For whoever answers for personal data. */
export const purgeRecords: Source<PurgeRecord> = {
  typeName: 'PurgeRecord',
  entity: PurgeRecord,
  permission: 'privacy.erase',
  visible: (_viewer, reach) => (reach === 'all' ? sql`true` : sql`false`),
  orders: byAge,
};

const PurgeRecordConnection = connectionType(PurgeRecord, 'PurgeRecord');

@ObjectType({ description: 'Rows of a table that are out of their term.', simpleResolvers: true })
export class DueTable {
  @Field(() => String, { description: 'The table of the core, or the plugin’s type.' })
  table: string;

  @Field(() => String, { nullable: true, description: 'The plugin; null: the core.' })
  plugin: string | null;

  @Field(() => Int, { description: 'Rows.' })
  rows: number;

  @Field(() => CivilDate, { description: 'What is dated before this day is out of its term.' })
  before: string;

  @Field(() => String, { description: 'The source of that term.' })
  source: string;
}

@ObjectType({ description: 'What the next purge would do.', simpleResolvers: true })
export class PurgeDuePayload {
  @Field(() => [DueTable], { description: 'Where there is something to purge.' })
  tables: DueTable[];

  @Field(() => [DueTable], {
    description: 'Rows that are out of their term too, and are kept by holds: see `purgeHolds`.',
  })
  held: DueTable[];

  @Field(() => [Violation], { description: 'Terms that are not known: nothing of theirs goes.' })
  violations: Violation[];
}

@Resolver()
export class PurgeResolver {
  @Requires('privacy.erase')
  @Query(() => PurgeDuePayload, {
    description:
      'What the next purge would do: rows that nothing obliges to keep any more, over the core and ' +
      'every plugin. It runs by itself on the third of each month.',
  })
  async purgeDue(@Ctx() requestContext: RequestContext): Promise<PurgeDuePayload> {
    const ctx = known(requestContext);
    const { tables, held, unknown } = await purgeDue(ctx.platform, ctx.viewer.cooperativeId);
    const missing = unknown.map((term) => ({
      code: 'privacy.term-missing',
      values: { term: `retention.${term}` },
    }));
    return { tables: [...tables], held: [...held], violations: violationsOf(ctx, missing) };
  }

  @Requires('privacy.erase')
  @Query(() => PurgeRecordConnection, {
    description: 'What was purged, the newest first: counts, never what it contained.',
  })
  purges(@Ctx() ctx: RequestContext, @Args(() => PageArgs) args: PageArgs): Page<PurgeRecord> {
    return page(known(ctx), purgeRecords, args);
  }
}
