import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import type { Sentence } from '../../platform/messages.js';
import { CivilDate } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';
import type { Violation } from '../../platform/write/violation.js';

/** A violation as it is kept: its sentence in every language. */
export interface StoredViolation extends Omit<Violation, 'message'> {
  readonly sentence: Sentence;
}

@Entity({ tableName: 'engagement_month_refusal', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A month whose contract cannot be made yet; it is tried again every morning.',
})
export class EngagementRefusedMonth {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  engagementId: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day of the month.' })
  month: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which it was first refused.' })
  since: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which it was last tried.' })
  triedOn: string;

  @Property({ columnType: 'jsonb', type: 'json', fieldName: 'violations' })
  stored: readonly StoredViolation[];
}
