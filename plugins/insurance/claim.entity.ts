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
import { ClaimStatus } from './codes.js';

/** A loss under a cover. */
@Entity({ tableName: 'claim', schema: 'insurance' })
@ObjectType({ simpleResolvers: true, description: 'A loss that was reported under a cover.' })
export class InsuranceClaim {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  coverId: string;

  @Property({ columnType: 'text', type: 'text' })
  requestKey: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'When it happened.' })
  occurredOn: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What happened.' })
  description: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  claimedMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  acceptedMinor: bigint | null;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => ClaimStatus, { description: 'How it stands.' })
  status: ClaimStatus;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Money, { description: 'What was lost.' })
  get claimed(): Money {
    return money(this.claimedMinor, this.currency);
  }

  @Field(() => Money, { nullable: true, description: 'What the insurer pays; null: not decided.' })
  get accepted(): Money | null {
    return this.acceptedMinor === null ? null : money(this.acceptedMinor, this.currency);
  }
}
