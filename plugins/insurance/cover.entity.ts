import {
  BigIntType,
  CivilDate,
  Entity,
  Field,
  globalId,
  ID,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
} from 'gezel/sdk';
import { CoverStatus } from './codes.js';

/** A thing of another plugin: its type, and its UUID. */
export interface CoveredThing {
  readonly type: string;
  readonly id: string;
}

/** A cover that was bought. Its id is the charge’s key, and that of the step that bought it. */
@Entity({ tableName: 'cover', schema: 'insurance' })
@ObjectType({ simpleResolvers: true, description: 'What an activity has insured.' })
export class InsuranceCover {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  policyId: string;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  needId: string | null;

  @Property({ columnType: 'uuid', type: 'uuid', nullable: true })
  stepId: string | null;

  @Property({ columnType: 'text', type: 'text' })
  requestKey: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => String, { description: 'What is insured.' })
  subject: string;

  /** What it is for, besides the need that it answers. */
  @Property({ columnType: 'jsonb', type: 'json' })
  things: readonly CoveredThing[];

  @Field(() => [ID], { description: 'The things that it is for, by their ids; none: nobody said.' })
  get covered(): string[] {
    return this.things.map(({ type, id }) => globalId(type, id));
  }

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'First day of the cover.' })
  fromDay: string;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'Last day of the cover, included.' })
  untilDay: string;

  @Property({ columnType: 'bigint', type: BigIntType })
  valueMinor: bigint;

  @Property({ columnType: 'bigint', type: BigIntType })
  premiumMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => CoverStatus, { description: 'Whether it holds.' })
  status: CoverStatus;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'The insurer’s number of it; null: not confirmed.',
  })
  number: string | null;

  @Property({ columnType: 'text', type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Why it was refused, in the insurer’s words.',
  })
  reason: string | null;

  @Property({ columnType: 'date', type: 'date' })
  @Field(() => CivilDate, { description: 'When it was asked for.' })
  boughtOn: string;

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  changedAt: Date;

  @Field(() => Money, { description: 'What it is insured for.' })
  get value(): Money {
    return money(this.valueMinor, this.currency);
  }

  @Field(() => Money, { description: 'What the activity paid for it.' })
  get premium(): Money {
    return money(this.premiumMinor, this.currency);
  }
}
