import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { CivilDate, DateTime } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

/** Of a lawsuit: what no purge takes until a day, or until the hold is lifted. */
@Entity({ tableName: 'purge_hold', schema: 'core' })
@ObjectType('PurgeHold', {
  implements: Node,
  simpleResolvers: true,
  description:
    'Rows of a person or of a document that are kept beyond their term, as long as a lawsuit wants ' +
    'them (GDPR art. 17(3)(e)). Set and lifted, never changed.',
})
export class PurgeHold {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  subjectType: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  subjectId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Why. Gone itself once the hold is out of its own term.' })
  reason: string;

  @Property({ fieldName: 'until_day', columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The last day: it ends by itself after it.' })
  until: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was set.' })
  setAt: Date;

  @Property({ columnType: 'uuid', type: 'uuid' })
  setBy: string;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it was lifted; null: it was not.' })
  liftedAt: Date | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  liftedBy: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was lifted.' })
  liftReason: string | null;
}
