import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql';
import { known, type RequestContext } from '../../platform/context.js';
import { type Fragment, sql } from '../../platform/database/rows.js';
import { localId } from '../../platform/ids.js';
import { connectionType } from '../../platform/read/connection-type.js';
import { page } from '../../platform/read/page.js';
import { PageArgs } from '../../platform/read/page-args.js';
import { byId } from '../../platform/read/read.js';
import { CivilDate } from '../../platform/scalars.js';
import { Requires } from '../../platform/schema-rules.js';
import { Violation } from '../../platform/write/violation.js';
import { Engagement } from './engagement.entity.js';
import { engagements } from './engagement.policy.js';
import { EngagementRefusedMonth } from './refused-month.entity.js';
import { refusedMonths } from './refused-month.policy.js';

enum EngagementRefusedMonthOrder {
  SINCE = 'SINCE',
  MONTH = 'MONTH',
}
registerEnumType(EngagementRefusedMonthOrder, {
  name: 'EngagementRefusedMonthOrder',
  description: 'The order of a list of months that could not be made.',
  valuesConfig: {
    SINCE: { description: 'What has been refused for the longest, first.' },
    MONTH: { description: 'The earliest month first.' },
  },
});

@InputType({ description: 'Which months that could not be made: all conditions hold.' })
class EngagementRefusedMonthFilter {
  @Field(() => [String], {
    nullable: true,
    description:
      'One of these codes of violations stands in the way, e.g. "contract.not-declared".',
  })
  code?: string[] | null;

  @Field(() => CivilDate, { nullable: true, description: 'Refused since this day or longer.' })
  sinceUntil?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of engagements of this activity.' })
  activityId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of engagements of this worker.' })
  workerId?: string | null;
}

const RefusedMonthConnection = connectionType(EngagementRefusedMonth, 'EngagementRefusedMonth');

@Resolver(() => EngagementRefusedMonth)
export class RefusedMonthResolver {
  @Requires('contract.read')
  @Query(() => RefusedMonthConnection, {
    description:
      'The months of engagements that you may see whose contract could not be made: what a person ' +
      'has to see to. One goes once it is made, waived or no longer owed.',
  })
  engagementRefusedMonths(
    @Ctx() ctx: RequestContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => EngagementRefusedMonthFilter, { nullable: true, description: 'Which.' })
    filter?: EngagementRefusedMonthFilter | null,
    @Arg('orderBy', () => EngagementRefusedMonthOrder, { nullable: true, description: 'Order.' })
    orderBy?: EngagementRefusedMonthOrder | null,
  ) {
    const options = { orderBy: orderBy ?? 'SINCE', where: conditions(known(ctx), filter) };
    return page(known(ctx), refusedMonths, args, options);
  }

  @FieldResolver(() => Engagement, { nullable: true, description: 'The engagement.' })
  engagement(@Ctx() ctx: RequestContext, @Root() { engagementId }: EngagementRefusedMonth) {
    return byId(known(ctx), engagements, engagementId);
  }

  @FieldResolver(() => [Violation], {
    description: 'What stood in the way when it was last tried, in your language.',
  })
  violations(@Ctx() { locale }: RequestContext, @Root() { stored }: EngagementRefusedMonth) {
    return stored.map(({ sentence, ...one }) =>
      Object.assign(new Violation(), { ...one, message: sentence[locale] }),
    );
  }
}

function conditions(
  { viewer: { cooperativeId } }: { readonly viewer: { readonly cooperativeId: string } },
  filter: EngagementRefusedMonthFilter | null | undefined,
): Fragment[] {
  const where: Fragment[] = [];
  const ofEngagement = (condition: Fragment) =>
    where.push(sql`exists (select from core.engagement e where e.cooperative_id = ${cooperativeId}
      and e.id = t.engagement_id and ${condition})`);
  if (filter?.code != null) {
    where.push(sql`exists (select from jsonb_array_elements(t.violations) v
      where v ->> 'code' = any(${filter.code}::text[]))`);
  }
  if (filter?.sinceUntil != null) where.push(sql`t.since <= ${filter.sinceUntil}`);
  if (filter?.activityId != null) {
    const activityId = localId('Activity', filter.activityId, 'filter.activityId');
    ofEngagement(sql`e.activity_id = ${activityId}`);
  }
  if (filter?.workerId != null) {
    ofEngagement(sql`e.worker_id = ${localId('Member', filter.workerId, 'filter.workerId')}`);
  }
  return where;
}
