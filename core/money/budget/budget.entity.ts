import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CivilDate } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';
import { PlanStatus } from './project.entity.js';

export enum BudgetPolicy {
  WARN = 'WARN',
  REFUSE = 'REFUSE',
}
registerEnumType(BudgetPolicy, {
  name: 'BudgetPolicy',
  description: 'What a commitment that passes a line of a budget meets.',
  valuesConfig: {
    WARN: { description: 'A warning; it goes on.' },
    REFUSE: { description: 'A refusal.' },
  },
});

/** What an activity, or one of its projects, plans to spend in a period. */
@Entity({ tableName: 'budget', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'What an activity, or one of its projects, plans to spend in a period.',
})
export class Budget {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  projectId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it is for, in a line.' })
  title: string;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'date', type: 'date', fieldName: 'from_day' })
  @Field(() => CivilDate, { description: 'Its first day.' })
  from: string;

  @Property({ columnType: 'date', type: 'date', fieldName: 'until_day' })
  @Field(() => CivilDate, { description: 'Its last day.' })
  until: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => BudgetPolicy, { description: 'What a commitment that passes it meets.' })
  policy: BudgetPolicy;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => PlanStatus, { description: 'Whether it still counts.' })
  status: PlanStatus;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;
}
