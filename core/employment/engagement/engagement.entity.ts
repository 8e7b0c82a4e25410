import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum EngagementStatus {
  DRAFT = 'DRAFT',
  SIGNED = 'SIGNED',
  ENDED = 'ENDED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(EngagementStatus, {
  name: 'EngagementStatus',
  description: 'Where an employment without an agreed end stands.',
  valuesConfig: {
    DRAFT: { description: 'Being prepared.' },
    SIGNED: { description: 'In force: it makes a contract each month.' },
    ENDED: { description: 'Over; its contracts and payslips stay.' },
    CANCELLED: { description: 'Given up before it was signed.' },
  },
});

/** Employment in an activity without an agreed end, full or part time: a contract each month. */
@Entity({ tableName: 'engagement', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'Employment without an agreed end, full or part time, paid by an activity that can carry it: ' +
    'it makes a contract each month.',
})
export class Engagement {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  workerId: string;

  @Property({ fieldName: 'kind', columnType: 'text', type: 'text' })
  kindCode: string;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Joint committee, e.g. "304".' })
  jointCommittee: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    name: 'function',
    nullable: true,
    description: 'Code of the function in the scale of the joint committee.',
  })
  functionCode: string | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => EngagementStatus, { description: 'Where it stands.' })
  status: EngagementStatus;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  fixedMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  advanceMinor: bigint;

  /** Minutes from Monday to Sunday. */
  @Property({ columnType: 'integer[]', type: 'array' })
  schedule: number[];

  @Property({ columnType: 'date', type: 'date', fieldName: 'from_day' })
  @Field(() => CivilDate, { description: 'The first day.' })
  from: string;

  @Property({ columnType: 'date', type: 'date', nullable: true, fieldName: 'last_day' })
  @Field(() => CivilDate, { nullable: true, description: 'The last day; null: none is agreed.' })
  lastDay: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  endReason: string | null;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day on which it was signed.' })
  signedOn: string | null;

  @Property({ columnType: 'uuid', type: 'uuid' })
  createdBy: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;

  @Field(() => Money, { description: 'What a full month costs the activity in all.' })
  get monthlyBudget(): Money {
    return money(this.fixedMinor, this.currency);
  }

  @Field(() => Money, {
    description: 'Of a salaried entrepreneur: each month besides, on account of the variable part.',
  })
  get monthlyAdvance(): Money {
    return money(this.advanceMinor, this.currency);
  }
}

/** An engagement as transitions and plugins' validations see it: plain values. */
export type EngagementState = Omit<Engagement, 'monthlyBudget' | 'monthlyAdvance'>;
