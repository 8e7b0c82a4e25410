import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CivilDate } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum PlanStatus {
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
}
registerEnumType(PlanStatus, {
  name: 'PlanStatus',
  description: 'Whether a project or a budget still counts.',
  valuesConfig: {
    OPEN: { description: 'It counts.' },
    CLOSED: { description: 'It is kept, and judges nothing any more.' },
  },
});

/** A part of an activity with a name, a beginning and an end. */
@Entity({ tableName: 'project', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A part of an activity with a name, a beginning and an end.',
})
export class Project {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'Its name.' })
  name: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => PlanStatus, { description: 'Whether it still counts.' })
  status: PlanStatus;

  @Property({ columnType: 'date', type: 'date', fieldName: 'from_day' })
  @Field(() => CivilDate, { description: 'Its first day.' })
  from: string;

  @Property({ columnType: 'date', type: 'date', fieldName: 'until_day' })
  @Field(() => CivilDate, { description: 'Its last day.' })
  until: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes.' })
  version: number;
}
