import {
  BigIntType,
  CivilDate,
  Entity,
  Field,
  ID,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';
import { RentalStatus } from './codes.js';

/** A rental. Its id is that of the step, and the key of its charge and deposit. */
@Entity({ tableName: 'rental', schema: 'equipment' })
@ObjectType({ simpleResolvers: true, description: 'A thing of the pool for some days.' })
export class EquipmentRental {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  itemId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'First day.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'Last day, included.' })
  untilDay: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  priceMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  depositMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => RentalStatus, { description: 'How it stands.' })
  status: RentalStatus;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When it came back.' })
  returnedOn: string | null;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  keptMinor: bigint | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'In which state it came back.' })
  condition: string | null;

  @Property({ columnType: 'text', type: 'text' })
  requestKey: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Money, { description: 'What it cost.' })
  get price(): Money {
    return money(this.priceMinor, this.currency);
  }

  @Field(() => Money, { description: 'What was held.' })
  get deposit(): Money {
    return money(this.depositMinor, this.currency);
  }

  @Field(() => Money, {
    nullable: true,
    description: 'What was kept of the deposit; null: not back yet.',
  })
  get kept(): Money | null {
    return this.keptMinor === null ? null : money(this.keptMinor, this.currency);
  }
}
