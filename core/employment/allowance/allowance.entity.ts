import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money, money } from '../../platform/money.js';
import { CivilDate } from '../../platform/scalars.js';
import { Node } from '../../platform/schema/node.js';

export enum AllowanceStatus {
  REGISTERED = 'REGISTERED',
  PAID = 'PAID',
  CANCELLED = 'CANCELLED',
}
registerEnumType(AllowanceStatus, {
  name: 'AllowanceStatus',
  description: 'Where an amateur arts allowance stands.',
  valuesConfig: {
    REGISTERED: { description: 'Registered before its first day.' },
    PAID: { description: 'Paid: the money is on its way.' },
    CANCELLED: { description: 'Cancelled before its first day; its days are free again.' },
  },
});

/** An allowance for an amateur in the arts on some days: no contract, no contributions on it. */
@Entity({ tableName: 'amateur_allowance', schema: 'core' })
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'An allowance for an amateur in the arts: a registration, not a contract.',
})
export class AmateurAllowance {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  hostEntityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  artistId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => AllowanceStatus, { description: 'Where it stands.' })
  status: AllowanceStatus;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The artistic activity.' })
  description: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'The number that the public register gave it.' })
  reference: string;

  @Property({ columnType: 'bigint', type: 'bigint' })
  dayMinor: bigint;

  @Property({ columnType: 'bigint', type: 'bigint' })
  travelMinor: bigint;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The first day.' })
  firstDay: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The last day.' })
  lastDay: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'The day on which it was registered.' })
  registeredOn: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  registeredBy: string;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'The day on which it was paid.' })
  paidOn: string | null;

  @Property({ columnType: 'bigint', type: 'bigint', nullable: true })
  solidarityMinor: bigint | null;

  @Property({ columnType: 'integer', type: 'integer' })
  @Field(() => Int, { description: 'Counts the changes; send it back to change what you saw.' })
  version: number;

  @Field(() => Money, { description: 'For each day.' })
  get amount(): Money {
    return money(this.dayMinor, this.currency);
  }

  @Field(() => Money, { description: 'Proven travel over all days.' })
  get travel(): Money {
    return money(this.travelMinor, this.currency);
  }

  @Field(() => Money, {
    nullable: true,
    description: 'The solidarity contribution on it that the activity paid besides.',
  })
  get solidarity(): Money | null {
    return this.solidarityMinor === null ? null : money(this.solidarityMinor, this.currency);
  }
}
