import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate, DateTime } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum PayRunStatus {
  RUNNING = 'RUNNING',
  DONE = 'DONE',
}
registerEnumType(PayRunStatus, {
  name: 'PayRunStatus',
  description: 'How far a pay run has come.',
  valuesConfig: {
    RUNNING: { description: 'Going on, or resumed by itself after an interruption.' },
    DONE: { description: 'Everybody who was due is paid or refused.' },
  },
});

@Entity({ tableName: 'pay_run', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A run that pays every contract that is due, each once however often it is killed.',
})
export class PayRun {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => PayRunStatus, { description: 'How far it has come.' })
  status: PayRunStatus;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'It pays what is due on this day or before.' })
  dueUntil: string;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Contracts that were due when it began.' })
  total: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Contracts that it has paid.' })
  paid: number;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Contracts that it could not pay; they stay due.' })
  refused: number;

  @Property({ columnType: 'bigint', type: 'bigint' })
  netMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  advancedMinor: bigint;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it began.' })
  startedAt: Date;

  @Property({ columnType: 'timestamptz', type: 'datetime', nullable: true })
  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  finishedAt: Date | null;

  @Field(() => Money, { description: 'Net pay of the contracts that it has paid.' })
  get net(): Money {
    return money(this.netMinor, this.currency);
  }

  @Field(() => Money, { description: 'What the guarantee fund has put in.' })
  get advanced(): Money {
    return money(this.advancedMinor, this.currency);
  }
}
