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
import { InstalmentStatus } from './codes.js';

/** A part of a lease. Its id is the key of its charge. */
@Entity({ tableName: 'instalment', schema: 'equipment' })
@ObjectType({ simpleResolvers: true, description: 'A part of a lease.' })
export class EquipmentInstalment {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  leaseId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'When it is taken.' })
  dueOn: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  amountMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => InstalmentStatus, { description: 'How it stands.' })
  status: InstalmentStatus;

  @Property({ columnType: 'date', type: 'date', nullable: true })
  @Field(() => CivilDate, { nullable: true, description: 'When it was taken.' })
  paidOn: string | null;

  @Field(() => Money, { description: 'How much.' })
  get amount(): Money {
    return money(this.amountMinor, this.currency);
  }
}
