import {
  BigIntType,
  CivilDate,
  Entity,
  Field,
  ID,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';
import { NeedStatus, Risk } from './codes.js';

/** What somebody or something said should be insured. */
@Entity({ tableName: 'need', schema: 'insurance' })
@ObjectType({ simpleResolvers: true, description: 'Something that should perhaps be insured.' })
export class InsuranceNeed {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => Risk, { description: 'Against what.' })
  risk: Risk;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What it comes from, e.g. "Contract".' })
  sourceType: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  sourceId: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'First day.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'Last day, included.' })
  untilDay: string;

  @Property({ columnType: 'bigint', type: BigIntType, nullable: true })
  valueMinor: bigint | null;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => NeedStatus, { description: 'What came of it.' })
  status: NeedStatus;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was raised or waived.' })
  reason: string | null;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;
}
