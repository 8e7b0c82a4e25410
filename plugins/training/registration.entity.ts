import {
  BigIntType,
  CivilDate,
  DateTime,
  Entity,
  Field,
  ID,
  Money,
  money,
  ObjectType,
  PrimaryKey,
  Property,
  registerEnumType,
} from 'gezel/sdk';

export enum RegistrationStatus {
  REGISTERED = 'REGISTERED',
  WAITING = 'WAITING',
  CANCELLED = 'CANCELLED',
}
registerEnumType(RegistrationStatus, {
  name: 'TrainingRegistrationStatus',
  description: 'Whether somebody has a seat.',
  valuesConfig: {
    REGISTERED: { description: 'Has one; it is paid.' },
    WAITING: { description: 'Gets one, and pays it, when one becomes free.' },
    CANCELLED: { description: 'Does not come; what was paid in time went back.' },
  },
});

/** Its id is the key of its charge, and says who came first: ids grow with time. */
@Entity({ tableName: 'registration', schema: 'training' })
@ObjectType({ simpleResolvers: true, description: 'Somebody who takes part, or waits to.' })
export class TrainingRegistration {
  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  cooperativeId: string;

  @PrimaryKey({ columnType: 'uuid', type: 'uuid' })
  @Field(() => ID, { description: 'Global id.' })
  id: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  sessionId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  activityId: string;

  @Property({ columnType: 'uuid', type: 'uuid' })
  memberId: string;

  @Property({ columnType: 'integer', type: 'integer', nullable: true })
  seat: number | null;

  @Property({ columnType: 'bigint', type: BigIntType })
  priceMinor: bigint;

  @Property({ columnType: 'char(3)', type: 'text' })
  currency: string;

  @Property({ columnType: 'text', type: 'text' })
  @Field(() => RegistrationStatus, { description: 'Whether there is a seat.' })
  status: RegistrationStatus;

  @Property({ columnType: 'jsonb', type: 'json' })
  @Field(() => [CivilDate], { description: 'Days of the session that were attended.' })
  attendedDays: string[];

  @Property({ columnType: 'timestamptz', type: 'datetime' })
  @Field(() => DateTime, { description: 'When it was asked for.' })
  registeredAt: Date;

  @Field(() => Money, { description: 'What the seat costs.' })
  get price(): Money {
    return money(this.priceMinor, this.currency);
  }
}
