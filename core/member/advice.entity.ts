import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { CivilDate } from '../platform/scalars.js';

/** Who advises a member: one at a time; what is past stays. */
@Entity({ tableName: 'advice', schema: 'core' })
@ObjectType({ simpleResolvers: true, description: 'An adviser of a member, now or in the past.' })
export class Advice {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  adviserId: string;

  @Property({ columnType: 'date', type: 'date', fieldName: 'from_day' })
  @Field(() => CivilDate, { description: 'The first day.' })
  from: string;

  @Property({ columnType: 'date', type: 'date', nullable: true, fieldName: 'until_day' })
  @Field(() => CivilDate, { nullable: true, description: 'The day on which it ended; null: now.' })
  until: string | null;
}
